//! Recruits whom employers refer: what is told of them, and how much the employer is told back.

use chrono::NaiveDate;

use crate::codes::{
    ConsentChannel, ConsentPurpose, ContactRequestStatus, Horizon, HouseholdKind, MemberRole, ProjectType,
    ProspectStatus, ReferralStage, Source, SpouseAnswer,
};
use crate::contact_requests::{Form, one_line};
use crate::members::{Member, MemberInput};
use crate::prospects::{Facts, FactsInput};
use crate::validation::{FieldErrors, code};

/// Days after which an arrival is no longer one: a recruit who came long ago is no newcomer.
const LONG_AGO_DAYS: i64 = 366;
/// Upper bounds of the horizons, in days from today.
const HORIZONS: [(i64, Horizon); 3] =
    [(91, Horizon::Under3Months), (182, Horizon::ThreeTo6Months), (365, Horizon::SixTo12Months)];

/// A recruit as typed by the employer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RecruitInput {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// E-mail address; this or the phone.
    pub email: Option<String>,
    /// Phone number.
    pub phone: Option<String>,
    /// Day of arrival.
    pub arrival_on: Option<NaiveDate>,
    /// Code of the answer about a spouse; none is `unknown`.
    pub spouse: Option<String>,
    /// Whether the recruit agreed to be contacted.
    pub agreement_collected: bool,
}

/// A recruit who can be reached and who agreed to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recruit {
    /// The person.
    pub lead: Member,
    /// Day of arrival.
    pub arrival_on: Option<NaiveDate>,
    /// Whether a spouse comes along.
    pub spouse: SpouseAnswer,
}

impl Recruit {
    /// Reads a recruit.
    ///
    /// # Errors
    /// `required`, `too_long`, `invalid`, `invalid_email`, `invalid_phone`, `unknown_code`; `contact_required` under
    /// `/email`, `consent_required` under `/agreement_collected`, `too_old` under `/arrival_on`.
    pub fn parse(input: &RecruitInput, today: NaiveDate) -> Result<Recruit, FieldErrors> {
        let mut errors = FieldErrors::new();
        let lead = person(&mut errors, input);
        let spouse = input.spouse.as_deref().unwrap_or(SpouseAnswer::Unknown.as_str());
        let spouse = errors.keep("/spouse", code(spouse, SpouseAnswer::parse));
        if input.arrival_on.is_some_and(|day| (today - day).num_days() > LONG_AGO_DAYS) {
            errors.push("/arrival_on", "too_old");
        }
        if !input.agreement_collected {
            errors.push("/agreement_collected", "consent_required");
        }
        let recruit = lead.zip(spouse).map(|(lead, spouse)| Recruit { lead, arrival_on: input.arrival_on, spouse });
        errors.finish(recruit)
    }

    /// The request that the recruit makes by confirming it: the wish is the territory of the workplace, the source the
    /// employer, and the agreement the one that the employer collected.
    ///
    /// # Errors
    /// What a file does not take of it.
    pub fn into_form(self, work: &Workplace<'_>, asked_on: NaiveDate) -> Result<Form, FieldErrors> {
        let household = match self.spouse {
            SpouseAnswer::Yes => Some(HouseholdKind::Couple),
            SpouseAnswer::No | SpouseAnswer::Unknown => None,
        };
        let facts = Facts::parse(&FactsInput {
            source: Source::Employer.to_string(),
            source_detail: Some(work.employer.to_owned()),
            household_kind: household.map(|kind| kind.to_string()),
            project_types: vec![ProjectType::Employee.to_string()],
            horizon: self.arrival_on.map(|day| horizon_of(day, asked_on).to_string()),
            wished_territories: work.epci_code.iter().map(|&code| code.to_owned()).collect(),
            territory_indifferent: work.epci_code.is_none(),
            ..FactsInput::default()
        })?;
        let partner = household.map(|_| Member::nameless(MemberRole::Partner));
        Ok(Form {
            facts,
            lead: self.lead,
            others: partner.into_iter().collect(),
            needs: vec![],
            consents: vec![(ConsentPurpose::FollowUp, work.agreement_version.to_owned())],
            channel: ConsentChannel::Employer,
            touchpoint: None,
        })
    }
}

/// Where the recruit will work, and the text that was agreed to.
#[derive(Debug, Clone, Copy)]
pub struct Workplace<'a> {
    /// Name of the employer.
    pub employer: &'a str,
    /// Intercommunalité of its commune, when it is known.
    pub epci_code: Option<&'a str>,
    /// Version of the text that the recruit agreed to.
    pub agreement_version: &'a str,
}

fn person(errors: &mut FieldErrors, input: &RecruitInput) -> Option<Member> {
    let first_name = errors.keep("/first_name", one_line(&input.first_name));
    let last_name = errors.keep("/last_name", one_line(&input.last_name));
    let blank = |raw: &Option<String>| raw.as_deref().is_none_or(|raw| raw.trim().is_empty());
    if blank(&input.email) && blank(&input.phone) {
        errors.push("/email", "contact_required");
    }
    let sent = MemberInput {
        role: MemberRole::Lead.to_string(),
        first_name: Some(first_name?),
        last_name: Some(last_name?),
        email: input.email.clone(),
        phone: input.phone.clone(),
        ..MemberInput::default()
    };
    Member::parse(&sent).map_err(|inner| errors.nest("", inner)).ok()
}

/// The horizon that an arrival on this day is, seen from the day on which it was told.
#[must_use]
pub fn horizon_of(arrival_on: NaiveDate, asked_on: NaiveDate) -> Horizon {
    let days = (arrival_on - asked_on).num_days();
    HORIZONS.iter().find(|(most, _)| days <= *most).map_or(Horizon::OverAYear, |(_, horizon)| *horizon)
}

/// How far a referral has come, as far as the employer may know: without the person's own agreement to share their
/// file, nothing but that it was handed on, whatever became of it.
#[must_use]
pub fn stage_told(agreed_to_share: bool, request: ContactRequestStatus, file: Option<ProspectStatus>) -> ReferralStage {
    if !agreed_to_share || request != ContactRequestStatus::Confirmed {
        return ReferralStage::Transmitted;
    }
    match file {
        Some(ProspectStatus::New | ProspectStatus::Qualified | ProspectStatus::Dormant) => ReferralStage::Received,
        Some(ProspectStatus::Assigned | ProspectStatus::Supported | ProspectStatus::Confirmed) => {
            ReferralStage::Accompanied
        }
        Some(ProspectStatus::Settled | ProspectStatus::Integrated | ProspectStatus::Departed) => ReferralStage::Settled,
        Some(ProspectStatus::Closed) => ReferralStage::Closed,
        // Merged into another file, or anonymised: the person's agreement is not known there.
        Some(ProspectStatus::Merged | ProspectStatus::Anonymised) | None => ReferralStage::Transmitted,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes::PublicForm;
    use crate::consents::OptIn;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn input() -> RecruitInput {
        RecruitInput {
            first_name: "Inès".to_owned(),
            last_name: "Morel".to_owned(),
            email: Some("Ines.Morel@recrue.example".to_owned()),
            arrival_on: Some(day("2027-01-04")),
            spouse: Some("yes".to_owned()),
            agreement_collected: true,
            ..RecruitInput::default()
        }
    }

    fn pointers(errors: FieldErrors) -> Vec<(String, &'static str)> {
        errors.into_vec().into_iter().map(|error| (error.pointer, error.code)).collect()
    }

    #[test]
    fn a_recruit_becomes_a_request_for_the_territory_of_the_workplace() {
        let today = day("2026-11-21");
        let recruit = Recruit::parse(&input(), today).expect("a recruit");
        let work =
            Workplace { employer: "Célé Mécanique", epci_code: Some("200067361"), agreement_version: "2026-11" };
        let form = recruit.into_form(&work, today).expect("a request");
        assert_eq!((form.facts.source, form.facts.horizon), (Source::Employer, Some(Horizon::Under3Months)));
        assert_eq!(form.facts.wished_territories, ["200067361"]);
        assert_eq!(form.others, [Member::nameless(MemberRole::Partner)]);
        let moment = today.and_hms_opt(9, 0, 0).expect("a time").and_utc();
        let opt_in = OptIn { form: PublicForm::ContactRequest, asked_at: moment, confirmed_at: moment };
        let consents = form.given_consents("DEM", opt_in);
        assert_eq!(consents.first().map(|one| one.channel), Some(ConsentChannel::Employer));
    }

    #[test]
    fn nobody_is_referred_without_agreement_or_without_a_way_to_reach_them() {
        let today = day("2026-11-21");
        let silent = RecruitInput { email: None, agreement_collected: false, ..input() };
        let expected = [("/email", "contact_required"), ("/agreement_collected", "consent_required")];
        let expected = expected.map(|(pointer, code)| (pointer.to_owned(), code)).to_vec();
        assert_eq!(Recruit::parse(&silent, today).map_err(pointers), Err(expected));
        let old = RecruitInput { arrival_on: Some(day("2025-11-01")), ..input() };
        assert_eq!(Recruit::parse(&old, today).map_err(pointers), Err(vec![("/arrival_on".to_owned(), "too_old")]));
        let newline = RecruitInput { first_name: "Inès\nAchetez".to_owned(), ..input() };
        assert!(Recruit::parse(&newline, today).is_err(), "names are written into letters");
    }

    #[test]
    fn without_agreement_every_file_looks_the_same() {
        for request in ContactRequestStatus::ALL {
            for file in ProspectStatus::ALL {
                assert_eq!(stage_told(false, *request, Some(*file)), ReferralStage::Transmitted);
            }
        }
    }

    #[test]
    fn with_agreement_the_employer_learns_how_far_it_has_come() {
        let told = |file| stage_told(true, ContactRequestStatus::Confirmed, Some(file));
        assert_eq!(told(ProspectStatus::New), ReferralStage::Received);
        assert_eq!(told(ProspectStatus::Supported), ReferralStage::Accompanied);
        assert_eq!(told(ProspectStatus::Integrated), ReferralStage::Settled);
        assert_eq!(told(ProspectStatus::Closed), ReferralStage::Closed);
        assert_eq!(told(ProspectStatus::Anonymised), ReferralStage::Transmitted);
        assert_eq!(stage_told(true, ContactRequestStatus::Pending, None), ReferralStage::Transmitted);
    }

    #[test]
    fn an_arrival_is_a_horizon() {
        let today = day("2026-11-21");
        assert_eq!(horizon_of(today, today), Horizon::Under3Months);
        assert_eq!(horizon_of(day("2027-04-01"), today), Horizon::ThreeTo6Months);
        assert_eq!(horizon_of(day("2027-10-01"), today), Horizon::SixTo12Months);
        assert_eq!(horizon_of(day("2028-01-01"), today), Horizon::OverAYear);
    }
}
