//! What is sent and answered about files.

mod full;
mod members;
mod parts;
mod people;
mod requests;
mod summary;

pub use full::{Prospect, WishedTerritory};
pub use members::{Career, HealthCareer, Member};
pub use parts::{Assignment, Consent, Installation, Need, NextAction, StatusChange, Task};
pub use people::{NewCareer, NewConsent, NewHealthCareer, NewMember, NewNeed, NewNextAction};
pub use requests::{NewProspect, ProspectTransition, ProspectUpdate, StatusChangeCorrection};
pub use summary::{ProspectCounts, ProspectPage, ProspectStatusCount, ProspectSummary};
