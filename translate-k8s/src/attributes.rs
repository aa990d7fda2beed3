//! Takes every attribute of the model apart.
