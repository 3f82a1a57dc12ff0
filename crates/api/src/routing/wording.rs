//! Decisions of the engine in plain French: for colleagues, who want the reasons, and for the household, who wants to
//! know why this person. Golden texts stand in `tests/golden/explanations-fr.txt`.

use std::collections::HashMap;

use domain::codes::{PoolReason, ProjectType, RankingCriterion, ReferentRole, RoutingExclusion, ZonePrecision};
use domain::routing::{Case, Decision, Excluded, Nobody, Outcome, Ranked};
use persistence::routing::NetworkMember;
use uuid::Uuid;

use super::dto::{FiredRule, RoutingCandidate, RoutingDecision};
use crate::reference::label;

/// What the sentences are about.
pub(super) struct Wording<'a> {
    /// The file.
    pub case: &'a Case,
    /// Everybody who may be named.
    pub network: &'a [NetworkMember],
    /// Names of territories by code.
    pub places: &'a HashMap<String, String>,
}

impl Wording<'_> {
    /// The whole decision.
    pub fn decision(&self, decision: &Decision) -> RoutingDecision {
        let ranked = decision.ranked.iter().zip(1..).filter_map(|(one, rank)| self.ranked(one, rank));
        let excluded = decision.excluded.iter().filter_map(|one| self.excluded(one));
        let candidates: Vec<RoutingCandidate> = ranked.chain(excluded).collect();
        let outcome = match decision.outcome {
            Outcome::Referent => "referent",
            Outcome::Pool(_) => "pool",
            Outcome::Nobody(_) => "none",
        };
        let rule =
            |rule: &domain::routing::FiredRule| FiredRule { key: rule.key.clone(), sentence: rule.sentence.clone() };
        RoutingDecision {
            role: decision.role.to_string(),
            outcome: outcome.to_owned(),
            reason: decision.obstacle().map(str::to_owned),
            rules: decision.rules.iter().map(rule).collect(),
            summary: self.summary(decision),
            chosen: decision.chosen().and_then(|_| candidates.first().cloned()),
            candidates,
        }
    }

    fn summary(&self, decision: &Decision) -> String {
        match decision.outcome {
            Outcome::Referent => decision.ranked.first().map(|first| self.asked(first)).unwrap_or_default(),
            Outcome::Pool(PoolReason::NoTerritory) => {
                "Le foyer n’a pas choisi de territoire : l’équipe du programme garde le dossier et en parle avec lui."
                    .to_owned()
            }
            Outcome::Pool(PoolReason::NobodyLeft) => {
                "Plus aucun référent ne peut prendre ce dossier : l’équipe du programme le garde et est prévenue."
                    .to_owned()
            }
            Outcome::Nobody(Nobody::NoProject) => {
                "Le foyer n’a pas encore dit ce qu’il veut faire : aucun appui technique n’est sollicité.".to_owned()
            }
            Outcome::Nobody(Nobody::NoRule) => {
                "Aucune ligne de la table d’orientation ne couvre ce projet : aucun appui technique n’est sollicité."
                    .to_owned()
            }
            Outcome::Nobody(Nobody::NobodyLeft) => {
                "Aucun référent compétent n’est disponible pour ce projet : l’équipe du programme est prévenue."
                    .to_owned()
            }
        }
    }

    /// Who is asked, and on what grounds.
    pub fn asked(&self, chosen: &Ranked) -> String {
        let Some(member) = self.member(chosen.referent_id) else { return String::new() };
        format!(
            "{} ({}) est la personne la mieux placée : {}.",
            member.name,
            member.partner_name,
            self.grounds(chosen, member)
        )
    }

    /// Why this person, said to the household.
    pub fn because(&self, decision: &Decision, chosen: &Ranked) -> String {
        let Some(member) = self.member(chosen.referent_id) else { return String::new() };
        let who = format!("{} ({})", member.name, member.partner_name);
        let instead = self.instead(chosen).map(|text| format!(" et {text}")).unwrap_or_default();
        if decision.role == ReferentRole::Technical {
            let rule = decision.rules.first().map(|rule| rule.sentence.as_str()).unwrap_or_default();
            return format!("{rule} {who} connaît ce type de projet{instead}.");
        }
        match self.case.wish.as_ref().and_then(|wish| self.places.get(&wish.code)) {
            Some(place) => format!("Votre souhait : {place}. {who} y accueille les nouveaux habitants{instead}."),
            None => {
                format!("Vous n’avez pas encore choisi de territoire. {who} est disponible dès maintenant{instead}.")
            }
        }
    }

    fn ranked(&self, ranked: &Ranked, rank: i32) -> Option<RoutingCandidate> {
        let member = self.member(ranked.referent_id)?;
        let grounds = capitalised(&self.grounds(ranked, member));
        let sentence = match ranked.behind {
            None => format!("{grounds}."),
            Some(criterion) => format!("{grounds}. Placé après : {}.", self.behind(criterion)),
        };
        Some(RoutingCandidate {
            rank: Some(rank),
            in_place_of_name: ranked.in_place_of.and_then(|id| self.member(id)).map(|away| away.name.clone()),
            precision: ranked.precision.map(|precision| precision.to_string()),
            matching_project_types: ranked.matching.iter().map(ToString::to_string).collect(),
            speaks_language: ranked.speaks,
            ..candidate(member, sentence)
        })
    }

    fn excluded(&self, excluded: &Excluded) -> Option<RoutingCandidate> {
        let member = self.member(excluded.referent_id)?;
        let sentence = match excluded.reason {
            RoutingExclusion::Archived => "N’est plus dans le réseau.",
            RoutingExclusion::Declined => "Ce dossier lui a déjà été proposé, sans suite.",
            RoutingExclusion::OutOfZone => "Le territoire souhaité n’est pas dans ses zones.",
            RoutingExclusion::OtherProjects => "Suit d’autres types de projet que ceux du foyer.",
            RoutingExclusion::Absent => "Est en absence aujourd’hui.",
            RoutingExclusion::Full => "Suit déjà autant de dossiers que sa capacité le permet.",
        };
        let exclusion = Some(excluded.reason.to_string());
        Some(RoutingCandidate { exclusion, ..candidate(member, sentence.to_owned()) })
    }

    /// Zone, projects, language, load: what speaks for somebody.
    fn grounds(&self, ranked: &Ranked, member: &NetworkMember) -> String {
        let mut grounds = vec![self.zone(ranked)];
        if !ranked.matching.is_empty() {
            grounds.push(format!("suit particulièrement ce type de projet ({})", projects(&ranked.matching)));
        }
        if ranked.speaks == Some(true) {
            grounds.push(format!("parle la langue demandée ({})", self.language()));
        }
        grounds.extend(self.instead(ranked));
        grounds.push(load(member));
        grounds.join(", ")
    }

    fn zone(&self, ranked: &Ranked) -> String {
        let wish = self.case.wish.as_ref();
        let name = |code: Option<&str>| code.and_then(|code| self.places.get(code)).cloned().unwrap_or_default();
        match ranked.precision {
            Some(ZonePrecision::Commune) => {
                format!("accompagne la commune souhaitée ({})", name(wish.map(|wish| wish.code.as_str())))
            }
            Some(ZonePrecision::Epci) => {
                format!(
                    "accompagne l’intercommunalité souhaitée ({})",
                    name(wish.and_then(|wish| wish.epci_code.as_deref()))
                )
            }
            Some(ZonePrecision::Departement) => "intervient dans tout le Lot".to_owned(),
            None => "peut accueillir un foyer sans territoire choisi".to_owned(),
        }
    }

    fn instead(&self, ranked: &Ranked) -> Option<String> {
        let away = self.member(ranked.in_place_of?)?;
        Some(format!("remplace {} pendant son absence", away.name))
    }

    fn behind(&self, criterion: RankingCriterion) -> String {
        match criterion {
            RankingCriterion::Precision => "son territoire est moins précis".to_owned(),
            RankingCriterion::Projects => "ses spécialités correspondent moins aux projets du foyer".to_owned(),
            RankingCriterion::Language => format!("ne parle pas la langue demandée ({})", self.language()),
            RankingCriterion::Load => "sa charge est plus élevée".to_owned(),
            RankingCriterion::Rest => "a reçu un dossier plus récemment".to_owned(),
            RankingCriterion::Order => "à égalité, l’ordre d’arrivée dans le réseau départage".to_owned(),
        }
    }

    fn language(&self) -> String {
        self.case.language.map(|language| label("languages", language.as_str()).to_lowercase()).unwrap_or_default()
    }

    fn member(&self, id: Uuid) -> Option<&NetworkMember> {
        self.network.iter().find(|member| member.candidate.id == id)
    }
}

/// What is known of somebody before their place is.
fn candidate(member: &NetworkMember, sentence: String) -> RoutingCandidate {
    RoutingCandidate {
        referent_id: member.candidate.id,
        name: member.name.clone(),
        partner_name: member.partner_name.clone(),
        rank: None,
        exclusion: None,
        in_place_of_name: None,
        precision: None,
        matching_project_types: vec![],
        speaks_language: None,
        open_files: member.candidate.open_files,
        capacity: member.candidate.capacity,
        last_assigned_at: member.candidate.last_assigned_at,
        sentence,
    }
}

/// Labels of project types, in the middle of a sentence.
pub(crate) fn projects(types: &[ProjectType]) -> String {
    types.iter().map(|project| label("project_types", project.as_str()).to_lowercase()).collect::<Vec<_>>().join(", ")
}

fn load(member: &NetworkMember) -> String {
    let files = match member.candidate.open_files {
        0 => "aucun dossier en cours".to_owned(),
        1 => "un dossier en cours".to_owned(),
        count => format!("{count} dossiers en cours"),
    };
    match member.candidate.capacity {
        Some(capacity) => format!("{files} pour une capacité de {capacity}"),
        None => files,
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests;
