//! `models` of a service: the AI models that it uses.

use crate::model::Maybe;

record! {
    /// How a service learns of an AI model.
    pub struct ServiceModel {
        /// The variable that gets the endpoint's URL.
        "endpoint_var" endpoint_var: Maybe<String> [omit zero],
        /// The variable that gets the model's name.
        "model_var" model_var: Maybe<String> [omit zero],
    }
}
