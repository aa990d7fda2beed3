use crate::diagnostic::{Effect, Rule, Severity};

/// The ports of a range are in the order of their digits.
pub static UNSORTED_PORTS: Rule = Rule {
    code: "C0708",
    name: "unsorted-ports",
    severity: Severity::Note,
    effect: Effect::Input,
    what: "A range of ports in short form crosses a power of ten, and `docker compose` lists its \
           ports in the order of their digits: `8-11` gives 10, 11, 8, 9.",
    why: "`docker compose` sorts them as texts. Each still goes to its own host port; only the \
          order in the model is unexpected, which counts where a tool names ports by their place.",
    help: "Nothing has to be done; write two ranges to have the order of the numbers.",
    before: "services:\n  web:\n    image: nginx\n    ports: [\"8-11:8-11\"]\n",
    after: "services:\n  web:\n    image: nginx\n    ports: [\"8-9:8-9\", \"10-11:10-11\"]\n",
};
