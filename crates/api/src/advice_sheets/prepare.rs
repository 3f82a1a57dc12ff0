//! Putting a sheet together: the household, its référents, its needs and who helps nearby.

use domain::access::WHOLE_DEPARTEMENT;
use domain::advice_sheets::{nearest_first, stands_on_sheet, themes};
use domain::codes::{MemberRole, NeedStatus, NeedTheme};
use domain::local_resources::Freshness;
use persistence::local_resources::{LocalResource, serving};
use persistence::prospects::{Prospect, StoredMember, StoredNeed, members_of, needs_of};
use persistence::referents::{Accompanying, accompanying};
use persistence::{ConnectionTrait, territories};

use super::dto::{AdviceNeed, AdviceReferent, AdviceResource, AdviceSheet, AdviceTheme};
use crate::local_resources::freshness;
use crate::problem::Problem;
use crate::state::AppState;

/// A sheet, and whom to mail it to.
pub(super) struct Prepared {
    pub sheet: AdviceSheet,
    /// First name and address of the lead.
    pub lead: Option<(String, String)>,
}

/// The sheet of a file as of now.
pub(super) async fn prepare(db: &impl ConnectionTrait, state: &AppState, file: &Prospect) -> Result<Prepared, Problem> {
    let members = members_of(db, file.id).await?;
    let needs: Vec<(NeedTheme, NeedStatus, StoredNeed)> =
        needs_of(db, file.id).await?.into_iter().filter_map(known).collect();
    let wanted = themes(&needs.iter().map(|(theme, status, _)| (*theme, *status)).collect::<Vec<_>>());
    let places: Vec<String> = file.epci_code.iter().cloned().chain([WHOLE_DEPARTEMENT.to_owned()]).collect();
    let mut entries = serving(db, &places, &wanted).await?;
    entries.sort_by(|one, other| {
        let key = |entry: &'_ LocalResource| (entry.territory_code.clone(), entry.name.clone());
        let (one, other) = (key(one), key(other));
        nearest_first(file.epci_code.as_deref(), (&one.0, &one.1), (&other.0, &other.1))
    });
    let names = territories::names_of(db, places.iter().map(String::as_str)).await?;
    let freshness = freshness(db, state).await?;
    let of_theme = |theme: &NeedTheme| AdviceTheme {
        theme: theme.to_string(),
        needs: needs.iter().filter(|(own, _, _)| own == theme).map(|(_, _, need)| advice_need(need)).collect(),
        resources: entries
            .iter()
            .filter(|entry| entry.theme == theme.as_str())
            .map(|entry| advice_resource(entry, names.get(&entry.territory_code), freshness))
            .collect(),
    };
    let lead = lead_of(&members);
    let sheet = AdviceSheet {
        number: file.number.clone(),
        first_names: first_names(&members),
        epci_name: file.epci_code.as_ref().and_then(|code| names.get(code).cloned()),
        prepared_on: state.clock.today(),
        can_be_mailed: lead.is_some(),
        referents: accompanying(db, file.id).await?.into_iter().map(advice_referent).collect(),
        themes: wanted.iter().map(of_theme).collect(),
    };
    Ok(Prepared { sheet, lead })
}

/// A need that stands on the sheet.
fn known(need: StoredNeed) -> Option<(NeedTheme, NeedStatus, StoredNeed)> {
    let (theme, status) = (NeedTheme::parse(&need.theme)?, NeedStatus::parse(&need.status)?);
    stands_on_sheet(status).then_some((theme, status, need))
}

fn first_names(members: &[StoredMember]) -> Vec<String> {
    let adults = [MemberRole::Lead, MemberRole::Partner];
    let of_role = |role: &MemberRole| members.iter().find(|one| one.member.role == *role);
    adults.iter().filter_map(of_role).filter_map(|one| one.member.first_name.clone()).collect()
}

fn lead_of(members: &[StoredMember]) -> Option<(String, String)> {
    let lead = members.iter().find(|one| one.member.role == MemberRole::Lead)?;
    let email = lead.member.email.as_ref()?.to_string();
    Some((lead.member.first_name.clone().unwrap_or_default(), email))
}

fn advice_referent(person: Accompanying) -> AdviceReferent {
    AdviceReferent {
        role: person.role.to_string(),
        name: person.name,
        partner_name: person.partner_name,
        email: person.email,
        phone: person.phone,
    }
}

fn advice_need(need: &StoredNeed) -> AdviceNeed {
    AdviceNeed {
        description: need.description.clone(),
        awaited: NeedStatus::parse(&need.status).is_some_and(|status| need.asking.is_awaited(status)),
        status: need.status.clone(),
        answer: need.answer.clone(),
        answered_at: need.asking.answered_at,
        partner_name: need.partner_name.clone(),
    }
}

fn advice_resource(entry: &LocalResource, territory: Option<&String>, freshness: Freshness) -> AdviceResource {
    AdviceResource {
        name: entry.name.clone(),
        description: entry.description.clone(),
        contact_name: entry.contact_name.clone(),
        phone: entry.phone.clone(),
        email: entry.email.clone(),
        website: entry.website.clone(),
        territory_name: territory.cloned(),
        verified_on: entry.verified_on,
        stale: freshness.is_stale(entry.verified_on),
    }
}
