//! Dashboards: which figures are put before whom.

use crate::access::Actor;
use crate::codes::Role;
use crate::indicators::Indicator;

/// For whom a dashboard is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Those who run the programme: everything.
    Programme,
    /// Référents: their territories.
    Referent,
    /// Readers of the steering committee: everything, without small numbers by place and without any list of files.
    Steering,
    /// Employers: the network, and their own offers.
    Employer,
}

impl Audience {
    /// Every audience.
    pub const ALL: [Audience; 4] = [Self::Programme, Self::Referent, Self::Steering, Self::Employer];

    /// Stable code.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Programme => "programme",
            Self::Referent => "referent",
            Self::Steering => "steering",
            Self::Employer => "employer",
        }
    }

    /// The audience that somebody belongs to; who has several roles gets what shows most. None for any other account.
    #[must_use]
    pub fn of(actor: &Actor) -> Option<Audience> {
        let holds = |role: Role| actor.grants.iter().any(|grant| grant.role == role);
        match () {
            () if holds(Role::ProgrammeAdmin) => Some(Self::Programme),
            () if holds(Role::CopilReader) => Some(Self::Steering),
            () if holds(Role::Referent) => Some(Self::Referent),
            () if holds(Role::Employer) => Some(Self::Employer),
            () => None,
        }
    }

    /// Few figures, the most telling first.
    #[must_use]
    pub const fn figures(self) -> &'static [Indicator] {
        use Indicator as I;
        match self {
            Self::Programme => &[
                I::ProspectsNew,
                I::ProspectsSupported,
                I::FamiliesSettled,
                I::InProgressAt,
                I::NewcomersActual,
                I::NewcomersInsee,
                I::StillHereAfter12Months,
                I::FirstContactDelay,
                I::SlaContactKept,
                I::PositionsFilled,
                I::MemberEmployers,
                I::AmbassadorsActive,
            ],
            Self::Referent => &[
                I::ProspectsNew,
                I::ProspectsSupported,
                I::FamiliesSettled,
                I::InProgressAt,
                I::NewcomersActual,
                I::StillHereAfter12Months,
                I::FirstContactDelay,
                I::SlaContactKept,
            ],
            Self::Steering => &[
                I::ProspectsNew,
                I::ProspectsSupported,
                I::FamiliesSettled,
                I::NewcomersInsee,
                I::StillHereAfter12Months,
                I::FirstContactDelay,
                I::SlaContactKept,
                I::PositionsFilled,
                I::MemberEmployers,
                I::AmbassadorsActive,
            ],
            Self::Employer => &[I::MemberEmployers, I::OffersPublished, I::PositionsFilled],
        }
    }

    /// Figures whose map is drawn, by EPCI.
    #[must_use]
    pub const fn mapped(self) -> &'static [Indicator] {
        match self {
            Self::Employer => &[],
            _ => &[Indicator::ProspectsSupported, Indicator::FamiliesSettled, Indicator::ProspectsNew],
        }
    }

    /// Whether it is shown what became of households: sources, cohorts, months, obstacles.
    #[must_use]
    pub const fn follows_households(self) -> bool {
        !matches!(self, Self::Employer)
    }

    /// Whether the files behind a figure may be opened.
    #[must_use]
    pub const fn opens_files(self) -> bool {
        matches!(self, Self::Programme | Self::Referent)
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::access::{Grant, Permission};

    fn actor(roles: &[Role]) -> Actor {
        let grant = |role: &Role| Grant {
            role: *role,
            partner_id: None,
            employer_id: None,
            territories: vec![],
            project_types: vec![],
            valid_from: None,
            valid_to: None,
        };
        Actor { user_id: Uuid::nil(), referent_ids: vec![], grants: roles.iter().map(grant).collect() }
    }

    #[test]
    fn whoever_may_read_a_dashboard_has_one_and_nobody_else() {
        for role in Role::ALL {
            let actor = actor(&[*role]);
            assert_eq!(Audience::of(&actor).is_some(), actor.may(Permission::ReadDashboard), "{role}");
        }
        assert_eq!(Audience::of(&actor(&[Role::Employer, Role::ProgrammeAdmin])), Some(Audience::Programme));
    }

    #[test]
    fn figures_are_few_and_maps_are_of_figures_with_places() {
        for audience in Audience::ALL {
            assert!(audience.figures().len() <= 12);
            assert!(audience.mapped().iter().all(|figure| figure.has_places() && audience.figures().contains(figure)));
        }
    }

    #[test]
    fn only_those_who_read_files_open_them() {
        for role in Role::ALL {
            let actor = actor(&[*role]);
            let opens = Audience::of(&actor).is_some_and(Audience::opens_files);
            assert!(!opens || actor.may(Permission::ReadProspects), "{role}");
        }
    }
}
