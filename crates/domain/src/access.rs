//! Who may do what: the whole role table of the programme, in one place and pure.
//!
//! A permission answers "may this person do this kind of thing at all?" (no → 403);
//! a scope answers "on which files?" (outside → as if it did not exist, 404).

use std::collections::BTreeSet;

use chrono::NaiveDate;
use uuid::Uuid;

pub use crate::codes::Role;
use crate::indicators::Places;

/// Code of the whole département as a territory of a grant or a zone.
pub const WHOLE_DEPARTEMENT: &str = "46";

/// A role given to a person, limited to territories, project types and dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// The role given.
    pub role: Role,
    /// The partner on whose behalf it is held.
    pub partner_id: Option<Uuid>,
    /// The employer on whose behalf it is held; only employers' accounts have one, and all of them do.
    pub employer_id: Option<Uuid>,
    /// EPCI or commune codes, or [`WHOLE_DEPARTEMENT`].
    pub territories: Vec<String>,
    /// Project types; empty means all of them.
    pub project_types: Vec<String>,
    /// First day on which the grant holds.
    pub valid_from: Option<NaiveDate>,
    /// Last day on which the grant holds.
    pub valid_to: Option<NaiveDate>,
}

impl Grant {
    /// Whether the grant holds on `day`.
    #[must_use]
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day <= to)
    }
}

macro_rules! permissions {
    ($($(#[$doc:meta])* $name:ident = $code:literal : $($role:ident)|+ ;)+) => {
        /// A kind of action that a role allows.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Permission { $($(#[$doc])* $name,)+ }

        impl Permission {
            /// Every permission.
            pub const ALL: &[Permission] = &[$(Permission::$name),+];

            /// Stable code, as served to the workspace for its menus.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Permission::$name => $code,)+ }
            }

            /// The roles that hold the permission: this is the role table.
            #[must_use]
            pub const fn roles(self) -> &'static [Role] {
                match self { $(Permission::$name => &[$(Role::$role),+],)+ }
            }
        }
    };
}

permissions! {
    /// Read files of one's scope: list, search, count, open.
    ReadProspects = "read_prospects": ProgrammeAdmin | Referent;
    /// Create files and change those of one's scope.
    WriteProspects = "write_prospects": ProgrammeAdmin | Referent;
    /// Take a copy of the files of one's scope away.
    ExportProspects = "export_prospects": ProgrammeAdmin | Referent;
    /// Count files by status; a COPIL reader gets the whole département and no filter.
    CountProspects = "count_prospects": ProgrammeAdmin | Referent | CopilReader;
    /// Give a file to any référent.
    AssignReferents = "assign_referents": ProgrammeAdmin;
    /// Read and confirm requests of the public form.
    HandleContactRequests = "handle_contact_requests": ProgrammeAdmin | Referent;
    /// Read the partners of the programme.
    ReadPartners = "read_partners": ProgrammeAdmin | Referent | CopilReader;
    /// Create, change and archive partners.
    ManagePartners = "manage_partners": ProgrammeAdmin;
    /// Read the local directory.
    ReadLocalResources = "read_local_resources": ProgrammeAdmin | Referent;
    /// Create, change, verify and archive entries of the local directory, inside one's territories.
    ManageLocalResources = "manage_local_resources": ProgrammeAdmin | Referent;
    /// Read the référents of the network.
    ReadReferents = "read_referents": ProgrammeAdmin | Referent;
    /// Create, change and archive référents.
    ManageReferents = "manage_referents": ProgrammeAdmin;
    /// Read the routing table and its versions.
    ReadRoutingTable = "read_routing_table": ProgrammeAdmin | Referent;
    /// Put a new routing table in force.
    ManageRoutingTable = "manage_routing_table": ProgrammeAdmin;
    /// Read, invite, change and disable user accounts.
    ManageUsers = "manage_users": ProgrammeAdmin;
    /// Read the audit trail.
    ReadAudit = "read_audit": ProgrammeAdmin;
    /// Read the register of what is done with personal data, and how many agreements hold.
    ReadProcessingRegister = "read_processing_register": ProgrammeAdmin;
    /// See how the network is doing: load, delays, files that nobody has.
    Supervise = "supervise": ProgrammeAdmin;
    /// Import files of an office.
    ImportFiles = "import_files": ProgrammeAdmin;
    /// Read the delays and hours of the programme.
    ReadServiceLevels = "read_service_levels": ProgrammeAdmin | Referent;
    /// Change the delays and hours of the programme.
    ManageServiceLevels = "manage_service_levels": ProgrammeAdmin;
    /// Read employers of one's scope, with their contacts and their membership.
    ReadEmployers = "read_employers": ProgrammeAdmin | Referent | Employer;
    /// Correct what is known of employers of one's scope, and ask for their membership.
    WriteEmployers = "write_employers": ProgrammeAdmin | Employer;
    /// Add, correct and remove the people to talk to at employers of one's scope.
    WriteEmployerContacts = "write_employer_contacts": ProgrammeAdmin | Referent | Employer;
    /// Make employers known to the network.
    CreateEmployers = "create_employers": ProgrammeAdmin | Referent;
    /// Read and write the log of meetings with employers.
    LogEmployerMeetings = "log_employer_meetings": ProgrammeAdmin | Referent;
    /// See who acts for employers of one's scope, invite colleagues and end their access.
    ManageEmployerAccounts = "manage_employer_accounts": ProgrammeAdmin | Referent | Employer;
    /// Refer recruits of employers of one's scope, and see how far their welcome has come.
    ReferRecruits = "refer_recruits": ProgrammeAdmin | Referent | Employer;
    /// Archive employers and decide on their membership.
    ManageEmployers = "manage_employers": ProgrammeAdmin;
    /// Read and download the communication kit; employers as long as they are members of the network.
    ReadKit = "read_kit": ProgrammeAdmin | Referent | Employer;
    /// Read the earlier versions of the kit, and who downloaded what.
    FollowKit = "follow_kit": ProgrammeAdmin | Referent;
    /// Add, change and archive items of the kit and their files.
    ManageKit = "manage_kit": ProgrammeAdmin;
    /// Read surveys of needs: all of them for the network, those that were opened for employers.
    ReadNeedsSurveys = "read_needs_surveys": ProgrammeAdmin | Referent | Employer;
    /// Read what was answered to surveys of needs, and take a copy away.
    FollowNeedsSurveys = "follow_needs_surveys": ProgrammeAdmin | Referent;
    /// Write, open and close surveys of needs.
    ManageNeedsSurveys = "manage_needs_surveys": ProgrammeAdmin;
    /// Answer surveys of needs on behalf of employers of one's scope.
    AnswerNeedsSurveys = "answer_needs_surveys": ProgrammeAdmin | Referent | Employer;
    /// Read job offers of the employers of one's scope, whatever their state.
    ReadJobOffers = "read_job_offers": ProgrammeAdmin | Referent | Employer;
    /// Write job offers of the employers of one's scope down.
    CreateJobOffers = "create_job_offers": ProgrammeAdmin | Referent | Employer;
    /// Change, renew, end and archive job offers of the employers of one's scope.
    WriteJobOffers = "write_job_offers": ProgrammeAdmin | Employer;
    /// See which occupations are offered and which are looked for.
    CompareOccupations = "compare_occupations": ProgrammeAdmin | Referent;
    /// Read the events of the programme, whatever their state, with their roster and their budget.
    ReadEvents = "read_events": ProgrammeAdmin | Referent | CopilReader;
    /// Prepare events; those one prepared are changed, staffed and published, all of them by those who run the programme.
    WriteEvents = "write_events": ProgrammeAdmin | Referent;
    /// Read campaigns, their touchpoints and, for files of one's scope, their results.
    ReadCampaigns = "read_campaigns": ProgrammeAdmin | Referent;
    /// Prepare campaigns and their touchpoints, and move them from state to state.
    ManageCampaigns = "manage_campaigns": ProgrammeAdmin;
    /// Read the ambassadors of one's territories.
    ReadAmbassadors = "read_ambassadors": ProgrammeAdmin | Referent;
    /// Count the ambassadors of the programme at a date.
    CountAmbassadors = "count_ambassadors": ProgrammeAdmin | Referent | CopilReader;
    /// Decide on applications, write ambassadors down, change them and take a copy of the directory away.
    ManageAmbassadors = "manage_ambassadors": ProgrammeAdmin;
    /// Erase people before their time.
    Anonymise = "anonymise": ProgrammeAdmin;
    /// See what the privacy clock does and set its delays.
    ManageRetention = "manage_retention": ProgrammeAdmin;
    /// Count those who get the newsletter and take the list away.
    ManageNewsletter = "manage_newsletter": ProgrammeAdmin;
    /// Read what the programme aims at.
    ReadTargets = "read_targets": ProgrammeAdmin | Referent | CopilReader;
    /// Set what the programme aims at, change it and take it away.
    ManageTargets = "manage_targets": ProgrammeAdmin;
    /// Read the dashboard: that of the programme, of one's territories, of the steering committee or of the network.
    ReadDashboard = "read_dashboard": ProgrammeAdmin | Referent | CopilReader | Employer;
    /// Read the figures of the programme: référents those of their territories, a COPIL reader without small numbers by place.
    ReadIndicators = "read_indicators": ProgrammeAdmin | Referent | CopilReader;
    /// Read the steering of the programme: committees, working groups, actions, the roadmap. Who answers for an action
    /// moves it from state to state.
    ReadSteering = "read_steering": ProgrammeAdmin | Referent | CopilReader;
    /// Prepare committees, lead working groups, write actions and the roadmap.
    ManageSteering = "manage_steering": ProgrammeAdmin;
    /// Read the published yearly reports, aggregated; those who run the programme read every state and every cell.
    ReadReports = "read_reports": ProgrammeAdmin | Referent | CopilReader;
    /// Prepare, validate, publish and correct yearly reports, and say why published figures differ.
    ManageReports = "manage_reports": ProgrammeAdmin;
    /// Write down, answer and follow what people ask for about their own data.
    ManagePrivacyRequests = "manage_privacy_requests": ProgrammeAdmin;
}

/// The person behind a request, with the grants that hold today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The account.
    pub user_id: Uuid,
    /// The référents that this person is.
    pub referent_ids: Vec<Uuid>,
    /// Grants that hold today.
    pub grants: Vec<Grant>,
}

impl Actor {
    /// Whether one of the person's roles holds `permission`.
    #[must_use]
    pub fn may(&self, permission: Permission) -> bool {
        self.grants.iter().any(|grant| permission.roles().contains(&grant.role))
    }

    /// Whether the person runs the programme.
    #[must_use]
    pub fn is_programme_admin(&self) -> bool {
        self.grants.iter().any(|grant| grant.role == Role::ProgrammeAdmin)
    }

    /// Whether the person keeps the local directory of this EPCI (or of the whole département) up to date: those who
    /// run the programme everywhere, référents where a grant names the very territory or the whole département.
    #[must_use]
    pub fn keeps_directory_of(&self, territory_code: &str) -> bool {
        let names = |code: &String| code == territory_code || code == WHOLE_DEPARTEMENT;
        self.is_programme_admin()
            || self.grants.iter().any(|grant| grant.role == Role::Referent && grant.territories.iter().any(names))
    }

    /// The employers that the person sees: every one for those who work for the programme.
    #[must_use]
    pub fn employer_scope(&self) -> EmployerScope {
        let staff = |grant: &Grant| matches!(grant.role, Role::ProgrammeAdmin | Role::Referent);
        if self.grants.iter().any(staff) {
            return EmployerScope::All;
        }
        let own = self.grants.iter().filter(|grant| grant.role == Role::Employer);
        EmployerScope::Own(own.filter_map(|grant| grant.employer_id).collect())
    }

    /// The territories whose ambassadors the person sees; `None` is everywhere, those who live elsewhere among them.
    #[must_use]
    pub fn ambassador_territories(&self) -> Option<BTreeSet<String>> {
        if self.is_programme_admin() {
            return None;
        }
        let mut all = BTreeSet::new();
        for zone in self.grants.iter().filter(|grant| grant.role == Role::Referent).map(Zone::of_grant) {
            all.extend(zone.territories?);
        }
        Some(all)
    }

    /// The places whose figures the person reads; nothing small by place is shown to whoever does not read files.
    #[must_use]
    pub fn indicator_places(&self) -> Places {
        if self.is_programme_admin() || self.grants.iter().any(|grant| grant.role == Role::CopilReader) {
            return Places::All;
        }
        match self.ambassador_territories() {
            None => Places::All,
            Some(codes) => Places::Only(codes.into_iter().map(Some).collect()),
        }
    }

    /// Whether small figures by place are hidden from the person: from those who read all places and no files.
    #[must_use]
    pub fn reads_protected_figures(&self) -> bool {
        !self.is_programme_admin() && self.grants.iter().any(|grant| grant.role == Role::CopilReader)
    }

    /// Whether the person acts on behalf of this employer.
    #[must_use]
    pub fn acts_for(&self, employer_id: Uuid) -> bool {
        self.grants.iter().any(|grant| grant.role == Role::Employer && grant.employer_id == Some(employer_id))
    }

    /// The files that the person sees.
    #[must_use]
    pub fn prospect_scope(&self) -> ProspectScope {
        if self.is_programme_admin() {
            return ProspectScope::All;
        }
        let zones = self.grants.iter().filter(|grant| grant.role == Role::Referent).map(Zone::of_grant).collect();
        ProspectScope::Own { referent_ids: self.referent_ids.clone(), zones }
    }
}

/// The employers that a person sees; finders turn it into a condition of their query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EmployerScope {
    /// Every employer.
    All,
    /// The employers on whose behalf the person holds a grant.
    Own(BTreeSet<Uuid>),
}

impl EmployerScope {
    /// Whether an employer is inside the scope.
    #[must_use]
    pub fn contains(&self, employer_id: Uuid) -> bool {
        match self {
            EmployerScope::All => true,
            EmployerScope::Own(ids) => ids.contains(&employer_id),
        }
    }
}

/// Territories and project types of one grant: a file is inside when both fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone {
    /// EPCI or commune codes; `None` is the whole département, files without a wished territory included.
    pub territories: Option<BTreeSet<String>>,
    /// Project types; `None` is all of them.
    pub project_types: Option<BTreeSet<String>>,
}

impl Zone {
    fn of_grant(grant: &Grant) -> Zone {
        let whole = grant.territories.iter().any(|code| code == WHOLE_DEPARTEMENT);
        Zone {
            territories: (!whole).then(|| grant.territories.iter().cloned().collect()),
            project_types: (!grant.project_types.is_empty()).then(|| grant.project_types.iter().cloned().collect()),
        }
    }

    /// Whether a file of these territories and project types lies inside.
    #[must_use]
    pub fn contains(&self, place: &FilePlace<'_>) -> bool {
        let here = self.territories.as_ref().is_none_or(|territories| {
            place.epci_code.is_some_and(|code| territories.contains(code))
                || place.first_wish_code.is_some_and(|code| territories.contains(code))
        });
        let fits = self
            .project_types
            .as_ref()
            .is_none_or(|types| place.project_types.iter().any(|code| types.contains(*code)));
        here && fits
    }
}

/// What decides whether a file is in somebody's scope.
#[derive(Debug, Clone, Default)]
pub struct FilePlace<'a> {
    /// EPCI of the first wished territory.
    pub epci_code: Option<&'a str>,
    /// First wished territory itself.
    pub first_wish_code: Option<&'a str>,
    /// Project types of the file.
    pub project_types: Vec<&'a str>,
    /// Référents with an open assignment (proposed or accepted) on the file.
    pub assigned_referents: Vec<Uuid>,
}

/// The files that a person sees; finders turn it into a condition of their query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProspectScope {
    /// Every file.
    All,
    /// Files assigned to the person's référents, and files of their zones.
    Own {
        /// Référents that the person is.
        referent_ids: Vec<Uuid>,
        /// Zones of the person's grants.
        zones: Vec<Zone>,
    },
}

impl ProspectScope {
    /// Whether a file is inside the scope.
    #[must_use]
    pub fn contains(&self, place: &FilePlace<'_>) -> bool {
        match self {
            ProspectScope::All => true,
            ProspectScope::Own { referent_ids, zones } => {
                place.assigned_referents.iter().any(|id| referent_ids.contains(id))
                    || zones.iter().any(|zone| zone.contains(place))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn actor(role: Role, territories: &[&str]) -> Actor {
        let grant = Grant {
            role,
            partner_id: None,
            employer_id: None,
            territories: territories.iter().map(|&code| code.to_owned()).collect(),
            project_types: vec![],
            valid_from: None,
            valid_to: None,
        };
        Actor { user_id: Uuid::nil(), referent_ids: vec![], grants: vec![grant] }
    }

    #[test]
    fn an_employer_sees_its_own_and_staff_sees_all() {
        let (own, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let mut employer = actor(Role::Employer, &[]);
        assert!(!employer.employer_scope().contains(own), "a grant without an employer opens nothing");
        for grant in &mut employer.grants {
            grant.employer_id = Some(own);
        }
        assert!(employer.employer_scope().contains(own) && !employer.employer_scope().contains(other));
        assert!(actor(Role::Referent, &["46"]).employer_scope().contains(other));
        assert!(!actor(Role::CopilReader, &["46"]).employer_scope().contains(other));
    }

    #[test]
    fn the_directory_is_kept_by_those_of_the_territory() {
        let figeac = actor(Role::Referent, &["200067361"]);
        assert!(figeac.keeps_directory_of("200067361"));
        assert!(!figeac.keeps_directory_of("200023737") && !figeac.keeps_directory_of(WHOLE_DEPARTEMENT));
        assert!(actor(Role::Referent, &[WHOLE_DEPARTEMENT]).keeps_directory_of("200023737"));
        assert!(actor(Role::ProgrammeAdmin, &[]).keeps_directory_of("200023737"));
        assert!(!actor(Role::CopilReader, &[WHOLE_DEPARTEMENT]).keeps_directory_of("200023737"));
        assert!(!actor(Role::Referent, &["46102"]).keeps_directory_of("200067361"), "a commune is not its EPCI");
    }
}
