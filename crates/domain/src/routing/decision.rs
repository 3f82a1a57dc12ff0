//! What the engine answers, whole: the choice and everything that explains it.

use uuid::Uuid;

use crate::codes::{PoolReason, ProjectType, RankingCriterion, ReferentRole, RoutingExclusion, ZonePrecision};

/// A line of the table that applied, with the French sentence it carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FiredRule {
    /// Its key in the table.
    pub key: String,
    /// Why, in French.
    pub sentence: String,
}

/// Why no technical référent is proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nobody {
    /// The household has not said what it wants to do.
    NoProject,
    /// No line of the table covers its projects.
    NoRule,
    /// Everybody of the right kind is excluded.
    NobodyLeft,
}

/// What comes of a routing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The first ranked is asked.
    Referent,
    /// The file waits in the programme's pool.
    Pool(PoolReason),
    /// Nobody is asked, and the file does not wait for it.
    Nobody(Nobody),
}

/// A référent who could take the file, best first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranked {
    /// Who would be asked.
    pub referent_id: Uuid,
    /// The référent who is away and whom this one replaces.
    pub in_place_of: Option<Uuid>,
    /// How closely the zone fits the wish; none when the household has no wish.
    pub precision: Option<ZonePrecision>,
    /// The household's project types that they name as theirs.
    pub matching: Vec<ProjectType>,
    /// Whether they speak the language asked for; none when French will do.
    pub speaks: Option<bool>,
    /// What placed them behind the first ranked, who has none.
    pub behind: Option<RankingCriterion>,
}

/// A référent who is not asked, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excluded {
    /// The référent.
    pub referent_id: Uuid,
    /// Why not.
    pub reason: RoutingExclusion,
}

/// The answer of the engine for one part of the accompaniment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Which part.
    pub role: ReferentRole,
    /// Lines of the table that applied.
    pub rules: Vec<FiredRule>,
    /// What comes of it.
    pub outcome: Outcome,
    /// Those who could take the file, best first. In the pool for want of a territory, they are a suggestion.
    pub ranked: Vec<Ranked>,
    /// Those who could not.
    pub excluded: Vec<Excluded>,
}

impl Decision {
    /// The référent to ask.
    #[must_use]
    pub fn chosen(&self) -> Option<&Ranked> {
        self.ranked.first().filter(|_| self.outcome == Outcome::Referent)
    }

    /// Stable code of what stands in the way, when nobody is asked.
    #[must_use]
    pub fn obstacle(&self) -> Option<&'static str> {
        match self.outcome {
            Outcome::Referent => None,
            Outcome::Pool(reason) => Some(reason.as_str()),
            Outcome::Nobody(Nobody::NoProject) => Some("no_project"),
            Outcome::Nobody(Nobody::NoRule) => Some("no_rule"),
            Outcome::Nobody(Nobody::NobodyLeft) => Some("nobody_left"),
        }
    }
}
