//! Who takes what: the rules by which the programme finds the right person or body, each with its sentence.

pub mod needs;

pub use needs::NeedRule;
