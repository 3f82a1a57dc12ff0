//! Employers of the demonstration: the people to talk to, what was said, the membership as it came to be.

use std::collections::HashMap;

use domain::accounts::{GrantInput, NewUser};
use domain::codes::{MembershipStatus, UserStatus};
use domain::employer_memberships::{MembershipMove, MembershipMoveInput};
use domain::employers::{
    EmployerContactFacts, EmployerContactInput, EmployerFacts, EmployerInput, EmployerMeetingFacts,
    EmployerMeetingInput,
};
use domain::partners::{PartnerFacts, PartnerInput};
use persistence::employers::memberships::Decider;
use persistence::employers::{contacts, meetings, memberships};
use persistence::users::NewAccount;
use persistence::{DatabaseTransaction, employers, partners, users};
use serde::Deserialize;
use uuid::Uuid;

use super::data::read;
use super::job_offers::{Author, Offers, publish};
use super::journal::{Deed, Journal};
use super::people::Cast;
use super::when::Calendar;
use super::{DemoAccount, PASSWORD};
use crate::auth::hashing;
use crate::auth::passwords::chosen_password;
use crate::seed::SeedError;

const EMPLOYERS: &str = include_str!("../../../../../data/demo/employers.toml");
/// Hour at which everything about employers is written down.
const WRITTEN_AT: &str = "11:00";
/// Who met employers and decided on their memberships.
const PROGRAMME: &str = "programme";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Network {
    networks: Vec<Club>,
    employers: Vec<Employer>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Club {
    key: String,
    name: String,
    territories: Vec<String>,
    email: Option<String>,
    declared_member_count: Option<i32>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Employer {
    siret: String,
    name: String,
    kind: String,
    activity_code: Option<String>,
    headcount_band: Option<String>,
    commune_code: Option<String>,
    address: Option<String>,
    description: Option<String>,
    #[serde(default)]
    networks: Vec<String>,
    known_since_days: u64,
    #[serde(default)]
    membership: Vec<Move>,
    contacts: Vec<Contact>,
    #[serde(default)]
    meetings: Vec<Meeting>,
    account: Option<Account>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Move {
    to: String,
    days_ago: u64,
    reason: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Contact {
    first_name: String,
    last_name: String,
    job_title: Option<String>,
    email: Option<String>,
    phone: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Meeting {
    kind: String,
    days_ago: u64,
    summary: String,
}

/// The account of the first person to talk to.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Account {
    email: String,
    demo: String,
}

impl Network {
    pub(super) fn read() -> Result<Network, SeedError> {
        read(EMPLOYERS)
    }

    /// The accounts of employers shown to whoever starts the demonstration.
    pub(super) fn accounts(&self) -> impl Iterator<Item = DemoAccount> {
        self.employers.iter().filter_map(|employer| {
            let (account, person) = employer.account.as_ref().zip(employer.contacts.first())?;
            let whose = format!("{} {}, {}", person.first_name, person.last_name, account.demo);
            Some(DemoAccount { email: account.email.clone(), whose })
        })
    }

    /// A hash of the password, made before the transaction because it takes a while.
    pub(super) async fn hash_password(&self) -> Result<String, SeedError> {
        let refused = |problem: crate::problem::Problem| SeedError::Data(format!("password: {}", problem.code()));
        let password = chosen_password(PASSWORD, &[], "/password").map_err(refused)?;
        hashing::hash(&password).await.map_err(refused)
    }
}

/// One employer being written down.
struct Desk<'a> {
    tx: &'a DatabaseTransaction,
    journal: &'a Journal,
    calendar: &'a Calendar,
    programme: &'a (Uuid, String),
}

/// Writes every employer down.
pub(super) async fn fill(
    (tx, journal): (&DatabaseTransaction, &Journal),
    (calendar, cast): (&Calendar, &Cast),
    network: Network,
    password_hash: &str,
) -> Result<(), SeedError> {
    let desk = Desk { tx, journal, calendar, programme: cast.user(PROGRAMME)? };
    let mut clubs = HashMap::new();
    for club in network.networks {
        let (key, facts) = (club.key.clone(), club_of(club)?);
        clubs.insert(key, partners::insert(tx, &facts, calendar.at(400, WRITTEN_AT)).await?);
    }
    let offers = Offers::read()?;
    for employer in network.employers {
        let id = desk.settle(&employer, &clubs, password_hash).await?;
        let person = employer.contacts.first().map(full_name).unwrap_or_default();
        let author = Author { id, name: employer.name, person };
        publish((tx, journal), (calendar, desk.programme), (&employer.siret, &author), &offers).await?;
    }
    Ok(())
}

fn club_of(club: Club) -> Result<PartnerFacts, SeedError> {
    let input = PartnerInput {
        kind: "employer_network".to_owned(),
        territories: club.territories,
        email: club.email,
        declared_member_count: club.declared_member_count,
        name: club.name,
        ..PartnerInput::default()
    };
    PartnerFacts::parse(&input).map_err(|errors| SeedError::of(&input.name, errors))
}

impl Desk<'_> {
    async fn settle(
        &self,
        employer: &Employer,
        clubs: &HashMap<String, Uuid>,
        password_hash: &str,
    ) -> Result<Uuid, SeedError> {
        let facts = EmployerFacts::parse(&input_of(employer, clubs), false)
            .map_err(|errors| SeedError::of(&employer.name, errors))?;
        let id = employers::insert(self.tx, &facts, self.calendar.at(employer.known_since_days, WRITTEN_AT)).await?;
        self.note("employer.create", id, employer.known_since_days, vec!["siret", "name", "kind"]);
        self.introduce(id, employer).await?;
        self.join(id, employer).await?;
        if let Some((account, person)) = employer.account.as_ref().zip(employer.contacts.first()) {
            self.give_access(id, account, person, password_hash).await?;
        }
        Ok(id)
    }

    fn note(&self, action: &'static str, id: Uuid, days_ago: u64, fields: Vec<&'static str>) {
        let (at, by) = (self.calendar.at(days_ago, WRITTEN_AT), self.programme.1.clone());
        self.journal.note(Deed { at, by, action, on: ("employer", id), fields });
    }

    async fn introduce(&self, id: Uuid, employer: &Employer) -> Result<(), SeedError> {
        let of = |errors| SeedError::of(&employer.name, errors);
        for (place, person) in employer.contacts.iter().enumerate() {
            let facts = EmployerContactFacts::parse(&EmployerContactInput {
                first_name: person.first_name.clone(),
                last_name: person.last_name.clone(),
                job_title: person.job_title.clone(),
                email: person.email.clone(),
                phone: person.phone.clone(),
                is_main: place == 0,
            });
            let at = self.calendar.at(employer.known_since_days, WRITTEN_AT);
            contacts::insert(self.tx, id, &facts.map_err(of)?, at).await?;
        }
        for meeting in &employer.meetings {
            let day = self.calendar.past(meeting.days_ago);
            let (kind, summary) = (meeting.kind.clone(), meeting.summary.clone());
            let facts = EmployerMeetingFacts::parse(&EmployerMeetingInput { kind, held_on: Some(day), summary }, day);
            let author = (Some(self.programme.0), self.programme.1.as_str());
            let at = self.calendar.at(meeting.days_ago, WRITTEN_AT);
            meetings::insert(self.tx, id, author, &facts.map_err(of)?, at).await?;
            self.note("employer_meeting.create", id, meeting.days_ago, vec!["meetings"]);
        }
        Ok(())
    }

    async fn join(&self, id: Uuid, employer: &Employer) -> Result<(), SeedError> {
        let who = employer.contacts.first().map(full_name);
        let mut from: Option<MembershipStatus> = None;
        for (version, step) in (1..).zip(&employer.membership) {
            let (to, reason) = (step.to.clone(), step.reason.clone());
            let input = MembershipMoveInput { to, reason, charter_accepted_by: who.clone() };
            let asked = MembershipMove::parse(from, &input)
                .map_err(|refusal| SeedError::Data(format!("{}: {refusal:?}", employer.name)))?;
            let by = Decider { id: Some(self.programme.0), name: &self.programme.1 };
            let at = self.calendar.at(step.days_ago, WRITTEN_AT);
            memberships::change(self.tx, (id, version), from, &asked, by, at).await?;
            self.note("employer.membership", id, step.days_ago, vec!["membership_status"]);
            from = Some(asked.to);
        }
        Ok(())
    }

    async fn give_access(
        &self,
        id: Uuid,
        account: &Account,
        person: &Contact,
        password_hash: &str,
    ) -> Result<(), SeedError> {
        let grant = GrantInput { role: "employer".to_owned(), employer_id: Some(id), ..GrantInput::default() };
        let new = NewUser::parse(&account.email, &person.first_name, &person.last_name, &[grant])
            .map_err(|errors| SeedError::of(&account.email, errors))?;
        let row = NewAccount {
            identity: &new.identity,
            grants: &new.grants,
            status: UserStatus::Active,
            password_hash: Some(password_hash),
        };
        users::insert(self.tx, row, self.calendar.at(90, WRITTEN_AT)).await?;
        Ok(())
    }
}

fn full_name(person: &Contact) -> String {
    format!("{} {}", person.first_name, person.last_name)
}

fn input_of(employer: &Employer, clubs: &HashMap<String, Uuid>) -> EmployerInput {
    EmployerInput {
        siret: employer.siret.clone(),
        name: employer.name.clone(),
        kind: employer.kind.clone(),
        activity_code: employer.activity_code.clone(),
        headcount_band: employer.headcount_band.clone(),
        commune_code: employer.commune_code.clone(),
        address: employer.address.clone(),
        description: employer.description.clone(),
        networks: employer.networks.iter().filter_map(|key| clubs.get(key).copied()).collect(),
        ..EmployerInput::default()
    }
}
