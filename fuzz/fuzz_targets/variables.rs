//! Interpolation: the pieces of a text are all of it, and what is found has its place in the text.
#![no_main]

use compose_model::env::{Env, MapEnv};
use compose_model::interpolate::{Interpolator, Outcome, Piece, pieces};
use compose_model::load::Variable;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let mut length = 0;
    for piece in pieces(text) {
        match piece {
            Piece::Literal(literal) => {
                assert_eq!(text.get(length..length + literal.len()), Some(literal));
                length += literal.len();
            }
            Piece::Dollar => length += 2,
            Piece::Variable(reference) => {
                assert_eq!(reference.at.start, length);
                length = reference.at.end;
                if let Some((_, operand)) = reference.operator {
                    assert!(text[reference.operand_start..].starts_with(operand));
                }
            }
            Piece::Invalid(range) => {
                assert_eq!(range.start, length);
                length = range.end;
            }
        }
    }
    assert_eq!(length, text.len(), "the pieces are not all of the text");

    let env = MapEnv::new([("A", "$B ${B:-c}"), ("B", "}"), ("EMPTY", "")]);
    let lookup = |name: &str| Some(Variable { value: env.get(name)?.into(), defined: None });
    let result = Interpolator::new(&lookup).substitute(text);
    for at in result.uses.iter().map(|used| &used.at).chain(result.faults.iter().map(|f| &f.at)) {
        assert!(text.get(at.clone()).is_some(), "{at:?} is not a part of the text");
    }
    for used in &result.uses {
        if let Outcome::Value(value) = &used.outcome {
            assert_eq!(env.get(&used.name).as_deref(), Some(&*value.value));
        }
    }
    if pieces(text).all(|piece| matches!(piece, Piece::Literal(_))) {
        assert_eq!(result.text, text);
    }
});
