//! Who should accompany a household: a table of rules that the programme edits, and an engine that applies it.
//!
//! The same data give the same answer, and the answer says why: which rules fired, who was considered, in which
//! order, and why each other was left out.

mod case;
mod decision;
mod engine;
mod needs;
mod rank;
mod table;

pub use case::{Away, Candidate, Case, Wish};
pub use decision::{Decision, Excluded, FiredRule, Nobody, Outcome, Ranked};
pub use engine::{technical, territorial};
pub use needs::{NeedRule, NeedRuleInput};
pub use table::{
    RoutingTable, RoutingTableInput, TechnicalRule, TechnicalRuleInput, TerritorialRule, TerritorialRuleInput,
};
