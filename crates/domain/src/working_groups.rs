//! Working groups: a theme, a mission, somebody who pilots it, those who take part, and the obstacles that feed it.

use uuid::Uuid;

use crate::codes::{Obstacle, WorkingGroupTheme};
use crate::contact::Email;
use crate::steering_actions::Owner;
use crate::text::fold;
use crate::validation::{FieldErrors, code, text};

/// Longest name, in characters.
const NAME_MAX: usize = 100;
/// Longest mission, in characters: two lines.
const MISSION_MAX: usize = 300;
/// People of one group at most.
const MOST_MEMBERS: usize = 60;
/// Files that are fewer than this are not told: few households could be recognised.
const FEWEST_TOLD: u64 = 5;

/// A group as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GroupInput {
    /// Its name.
    pub name: String,
    /// Code of the theme.
    pub theme: String,
    /// What it is for.
    pub mission: String,
    /// The account that pilots it.
    pub pilot_user_id: Option<Uuid>,
    /// The partner that pilots it.
    pub pilot_partner_id: Option<Uuid>,
    /// Those who take part.
    pub members: Vec<MemberInput>,
}

/// Somebody who takes part, as typed: an account, or somebody from a partner.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MemberInput {
    /// The account.
    pub user_id: Option<Uuid>,
    /// Name, for who has no account.
    pub name: Option<String>,
    /// The partner that they come from.
    pub partner_id: Option<Uuid>,
    /// Business address, for who has no account.
    pub email: Option<String>,
}

/// Somebody who takes part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Member {
    /// An account, whose name and address are its own.
    User(Uuid),
    /// Somebody from a partner.
    Guest {
        /// First and last name.
        name: String,
        /// The partner that they come from.
        partner_id: Uuid,
        /// Business address.
        email: Option<String>,
    },
}

/// A group in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupFacts {
    /// Its name.
    pub name: String,
    /// What it is about.
    pub theme: WorkingGroupTheme,
    /// What it is for.
    pub mission: String,
    /// Who pilots it; whether they exist is for the caller to check.
    pub pilot: Option<Owner>,
    /// Those who take part; whether their accounts and partners exist is for the caller to check.
    pub members: Vec<Member>,
}

impl GroupFacts {
    /// Reads a group.
    ///
    /// # Errors
    /// Every wrong field.
    pub fn parse(input: &GroupInput) -> Result<GroupFacts, FieldErrors> {
        let mut errors = FieldErrors::new();
        let name = errors.keep("/name", text(&input.name, NAME_MAX));
        let theme = errors.keep("/theme", code(&input.theme, WorkingGroupTheme::parse));
        let mission = errors.keep("/mission", text(&input.mission, MISSION_MAX));
        let pilot = errors.keep("/pilot_partner_id", Owner::parse(input.pilot_user_id, input.pilot_partner_id));
        if input.members.len() > MOST_MEMBERS {
            errors.push("/members", "too_many");
        }
        let mut members: Vec<Member> = Vec::with_capacity(input.members.len());
        for (index, typed) in input.members.iter().enumerate() {
            if let Some(member) = member_of(&mut errors, &format!("/members/{index}"), typed) {
                if members.contains(&member) {
                    errors.push(format!("/members/{index}"), "duplicate");
                }
                members.push(member);
            }
        }
        let facts = match (name, theme, mission) {
            (Some(name), Some(theme), Some(mission)) => {
                Some(GroupFacts { name, theme, mission, pilot: pilot.flatten(), members })
            }
            _ => None,
        };
        errors.finish(facts)
    }

    /// Folded name, by which lists are ordered.
    #[must_use]
    pub fn sort_label(&self) -> String {
        fold(&self.name)
    }
}

fn member_of(errors: &mut FieldErrors, at: &str, typed: &MemberInput) -> Option<Member> {
    if let Some(user_id) = typed.user_id {
        let own = [
            ("name", typed.name.is_some()),
            ("partner_id", typed.partner_id.is_some()),
            ("email", typed.email.is_some()),
        ];
        for (field, _) in own.into_iter().filter(|(_, sent)| *sent) {
            errors.push(format!("{at}/{field}"), "not_allowed");
        }
        return Some(Member::User(user_id));
    }
    let name = errors.keep(format!("{at}/name"), text(typed.name.as_deref().unwrap_or_default(), 120));
    let partner_id = errors.keep(format!("{at}/partner_id"), typed.partner_id.ok_or("required"));
    let email = typed.email.as_deref().map(str::trim).filter(|typed| !typed.is_empty());
    let email = email.map(|typed| Email::parse(typed).map_err(|error| error.code())).transpose();
    let email = errors.keep(format!("{at}/email"), email).flatten().map(|email| email.as_str().to_owned());
    name.zip(partner_id).map(|(name, partner_id)| Member::Guest { name, partner_id, email })
}

/// The obstacles of households that a group of this theme works on; none where no file names any.
#[must_use]
pub const fn obstacles_of(theme: WorkingGroupTheme) -> &'static [Obstacle] {
    match theme {
        WorkingGroupTheme::Housing => &[Obstacle::Housing, Obstacle::PropertySale],
        WorkingGroupTheme::Employment => &[Obstacle::Employment, Obstacle::PartnerEmployment, Obstacle::Salary],
        WorkingGroupTheme::Mobility => &[Obstacle::Mobility],
        WorkingGroupTheme::Health => &[Obstacle::HealthAccess],
        WorkingGroupTheme::ChildrenSchool => &[Obstacle::Childcare, Obstacle::Schooling],
        WorkingGroupTheme::Welcome => &[Obstacle::DistanceFamily, Obstacle::LanguageBarrier, Obstacle::Administrative],
        WorkingGroupTheme::Financing => &[Obstacle::Financing],
        WorkingGroupTheme::Shops | WorkingGroupTheme::Other => &[],
    }
}

/// What may be told of how many files name each obstacle and any of them: fewer than five are not told, and the whole
/// is not either when it would give away one that is not.
#[must_use]
pub fn told(files: &[u64], any: u64) -> (Vec<Option<u64>>, Option<u64>) {
    let cell = |count: u64| (count == 0 || count >= FEWEST_TOLD).then_some(count);
    let cells: Vec<Option<u64>> = files.iter().map(|count| cell(*count)).collect();
    let whole = if cells.contains(&None) { None } else { cell(any) };
    (cells, whole)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn group() -> GroupInput {
        GroupInput {
            name: " Logement ".into(),
            theme: "housing".into(),
            mission: "Trouver des logements à l’année.".into(),
            ..GroupInput::default()
        }
    }

    #[test]
    fn members_are_accounts_or_people_of_partners() {
        let id = Some(Uuid::from_u128(1));
        let guest = MemberInput {
            name: Some("Zoé Bex".into()),
            partner_id: id,
            email: Some("zoe@partenaire.example".into()),
            ..MemberInput::default()
        };
        let user = MemberInput { user_id: id, ..MemberInput::default() };
        let facts = GroupFacts::parse(&GroupInput { members: vec![guest.clone(), user.clone()], ..group() });
        let facts = facts.expect("a group");
        assert_eq!(
            (facts.name.as_str(), facts.sort_label().as_str(), facts.members.len()),
            ("Logement", "logement", 2)
        );

        let wrong = GroupInput {
            members: vec![
                user.clone(),
                user,
                MemberInput { user_id: Some(Uuid::from_u128(2)), name: Some("Zoé".into()), ..MemberInput::default() },
                MemberInput { email: Some("zoe".into()), ..MemberInput::default() },
            ],
            pilot_user_id: id,
            pilot_partner_id: id,
            theme: "moon".into(),
            ..group()
        };
        let faults = GroupFacts::parse(&wrong).expect_err("faults").into_vec();
        let told: Vec<(&str, &str)> = faults.iter().map(|fault| (fault.pointer.as_str(), fault.code)).collect();
        let expected = [
            ("/theme", "unknown_code"),
            ("/pilot_partner_id", "not_allowed"),
            ("/members/1", "duplicate"),
            ("/members/2/name", "not_allowed"),
            ("/members/3/name", "required"),
            ("/members/3/partner_id", "required"),
            ("/members/3/email", "invalid_email"),
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn an_obstacle_feeds_one_theme() {
        let mut fed: Vec<Obstacle> =
            WorkingGroupTheme::ALL.iter().flat_map(|theme| obstacles_of(*theme)).copied().collect();
        let all = fed.len();
        fed.sort_unstable();
        fed.dedup();
        assert_eq!((fed.len(), all), (Obstacle::ALL.len() - 1, Obstacle::ALL.len() - 1), "all but « autre »");
    }

    proptest! {
        #[test]
        fn few_households_are_never_told(files in proptest::collection::vec(0..12_u64, 0..4), more in 0..8_u64) {
            let any = files.iter().copied().max().unwrap_or(0) + more;
            let (cells, whole) = told(&files, any);
            for (cell, count) in cells.iter().zip(&files) {
                prop_assert!(cell.is_none_or(|told| told == *count && !(1..5).contains(&told)));
                prop_assert_eq!(cell.is_none(), (1..5).contains(count));
            }
            prop_assert!(whole.is_none_or(|told| told == any && !(1..5).contains(&told) && !cells.contains(&None)));
        }
    }
}
