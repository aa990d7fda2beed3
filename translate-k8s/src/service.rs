//! Services: the names under which pods are reached.
