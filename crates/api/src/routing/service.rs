//! One file put before the engine: the table in force, the network of today, who already said no.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use domain::codes::{AssignmentStatus, ExpiryReason, ReferentRole};
use domain::prospects::Facts;
use domain::routing::{self, Candidate, Case, Decision, RoutingTable, Wish};
use persistence::prospects::{StoredAssignment, assignments_of};
use persistence::routing::{NetworkMember, network};
use persistence::{ConnectionTrait, routing_tables, territories};
use uuid::Uuid;

use super::Explanation;
use super::dto::{self, Lines};
use super::wording::Wording;
use crate::problem::Problem;

/// The table in force and its version.
///
/// # Errors
/// 500 when what is kept cannot be read any more.
pub async fn table_in_force(db: &impl ConnectionTrait) -> Result<(i32, RoutingTable), Problem> {
    let stored = routing_tables::current(db).await?;
    let broken = |_| Problem::internal(&"the routing table cannot be read any more");
    let table = RoutingTable::parse(&Lines::of(&stored)?.to_input()).map_err(broken)?;
    Ok((stored.version, table))
}

/// A file before the engine.
pub struct Routing {
    /// Lines in force.
    pub table: RoutingTable,
    version: i32,
    case: Case,
    network: Vec<NetworkMember>,
    candidates: Vec<Candidate>,
    places: HashMap<String, String>,
    past: Vec<StoredAssignment>,
}

impl Routing {
    /// Reads what the engine needs for a file with these facts.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn load(
        db: &impl ConnectionTrait,
        facts: &Facts,
        prospect_id: Uuid,
        today: NaiveDate,
    ) -> Result<Routing, Problem> {
        let (version, table) = table_in_force(db).await?;
        let network = network(db, today).await?;
        let wish = match facts.wished_territories.first() {
            Some(code) => Some(Wish { code: code.clone(), epci_code: territories::epci_of(db, code).await? }),
            None => None,
        };
        let codes = wish.iter().flat_map(|wish| [Some(wish.code.as_str()), wish.epci_code.as_deref()]).flatten();
        let places = territories::names_of(db, codes).await?;
        let case = Case { wish, project_types: facts.project_types.clone(), language: facts.language };
        let candidates = network.iter().map(|member| member.candidate.clone()).collect();
        let past = assignments_of(db, prospect_id).await?;
        Ok(Routing { table, version, case, network, candidates, places, past })
    }

    /// Who should take this part. Nobody who already refused it, or let it expire, is asked again.
    #[must_use]
    pub fn decide(&self, role: ReferentRole) -> Decision {
        let refused = self.refused(role);
        match role {
            ReferentRole::Technical => routing::technical(&self.table, &self.case, &self.candidates, &refused),
            _ => routing::territorial(&self.table, &self.case, &self.candidates, &refused),
        }
    }

    fn refused(&self, role: ReferentRole) -> BTreeSet<Uuid> {
        let no_answer = Some(ExpiryReason::NoAnswer.as_str());
        let said_no = |row: &&StoredAssignment| match AssignmentStatus::parse(&row.status) {
            Some(AssignmentStatus::Declined | AssignmentStatus::Transferred) => true,
            Some(AssignmentStatus::Expired) => row.expiry_reason.as_deref() == no_answer,
            _ => false,
        };
        let of_role = self.past.iter().filter(|row| row.role == role.as_str());
        of_role.filter(said_no).map(|row| row.referent_id).collect()
    }

    /// The colleague of this id.
    #[must_use]
    pub fn member(&self, id: Uuid) -> Option<&NetworkMember> {
        self.network.iter().find(|member| member.candidate.id == id)
    }

    /// Whether somebody holds this part of the file, or is asked to.
    #[must_use]
    pub fn is_taken(&self, role: ReferentRole) -> bool {
        let open = |row: &StoredAssignment| AssignmentStatus::parse(&row.status).is_some_and(|status| status.is_open());
        self.past.iter().any(|row| row.role == role.as_str() && open(row))
    }

    fn wording(&self) -> Wording<'_> {
        Wording { case: &self.case, network: &self.network, places: &self.places }
    }

    /// A decision in words.
    #[must_use]
    pub fn tell(&self, decision: &Decision) -> dto::RoutingDecision {
        self.wording().decision(decision)
    }

    /// Why `chosen` of this decision is asked: kept with the assignment.
    #[must_use]
    pub fn explain(&self, decision: &Decision, chosen: &routing::Ranked) -> Explanation {
        let told = self.tell(decision);
        Explanation {
            sentence: self.wording().asked(chosen),
            because: Some(self.wording().because(decision, chosen)),
            table_version: Some(self.version),
            rules: told.rules,
            candidates: told.candidates,
        }
    }

    /// Both decisions, for a preview.
    #[must_use]
    pub fn both(&self, what_if: bool) -> dto::Routing {
        dto::Routing {
            table_version: self.version,
            what_if,
            territorial: self.tell(&self.decide(ReferentRole::Territorial)),
            technical: self.tell(&self.decide(ReferentRole::Technical)),
        }
    }
}
