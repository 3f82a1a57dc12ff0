//! The file of a household: its facts, its people, its number and the states it goes through.

mod facts;
mod history;
mod household;
mod new;
mod number;
mod status;

pub(crate) use facts::{CITY_MAX, MESSAGE_MAX, POSTAL_CODE_MAX};
pub use facts::{Facts, FactsInput, LABEL_MAX, NextAction, NextActionInput, WISHES_MAX};
pub use history::{DayRefusal, check_day};
pub use household::{Household, SearchText};
pub use new::{NewProspect, NewProspectInput};
pub use number::FileNumber;
pub use status::{Change, Situation, Transition, TransitionRefusal};
