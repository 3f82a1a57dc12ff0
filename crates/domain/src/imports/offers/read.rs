//! Reads one row as a job offer: every fact typed, every reason to refuse collected.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::super::cells::Cells;
use super::super::dates::parse_date;
use super::super::draft::{Interpreted, Reason, Remark, RemarkKind};
use super::super::fields::Field;
use super::super::gazetteer::Gazetteer;
use super::super::interpret::Findings;
use super::super::mapping::{INDIFFERENT, Mapping};
use super::super::vocabulary::{Topic, Vocabulary};
use super::{OfferStanding, commune_of};
use crate::codes::{ContractType, RemoteWork, RequiredExperience, Sector};
use crate::contact::Email;
use crate::employers::NAME_MAX;
use crate::job_offers::{DESCRIPTION_MAX, DETAIL_MAX, JobOfferFacts, POSITIONS_MAX, TITLE_MAX};
use crate::partners::website;
use crate::siret::Siret;
use crate::text::fold;

/// The name of an offer in its source.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OfferKey(pub String);

/// What a row says of an offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferDraft {
    /// Its name in its source.
    pub external_id: String,
    /// What it says.
    pub facts: JobOfferFacts,
    /// Name of the employer, when the file tells it.
    pub employer_name: Option<String>,
    /// Number of the employer, when the file tells it.
    pub employer_siret: Option<Siret>,
    /// What the reader of the report should know.
    pub remarks: Vec<Remark>,
}

/// A row read as an offer. One that says itself that its offer no longer stands has no key: it counts as absent.
pub type InterpretedOffer = Interpreted<OfferDraft, OfferKey>;

/// The occupations that exist, by code and by label.
#[derive(Debug, Clone, Default)]
pub struct Occupations(BTreeMap<String, String>);

impl Occupations {
    /// From codes and labels.
    pub fn new(occupations: impl IntoIterator<Item = (String, String)>) -> Self {
        let both = |(code, label): (String, String)| [(fold(&code), code.clone()), (fold(&label), code)];
        Self(occupations.into_iter().flat_map(both).collect())
    }

    /// The code of a code or a label, however written.
    pub fn find(&self, word: &str) -> Option<&str> {
        self.0.get(&fold(word)).map(String::as_str)
    }
}

/// Reads rows of one file of job offers.
pub struct OfferInterpreter<'a> {
    fields: Vec<Field>,
    mapping: &'a Mapping,
    vocabulary: &'a Vocabulary,
    gazetteer: &'a Gazetteer,
    occupations: &'a Occupations,
    today: NaiveDate,
}

impl<'a> OfferInterpreter<'a> {
    /// Prepares to read rows under these headers; `today` is the day of the import.
    pub fn new(
        headers: &[String],
        mapping: &'a Mapping,
        (vocabulary, gazetteer): (&'a Vocabulary, &'a Gazetteer),
        occupations: &'a Occupations,
        today: NaiveDate,
    ) -> Self {
        Self { fields: mapping.bind(headers), mapping, vocabulary, gazetteer, occupations, today }
    }

    /// Reads one row.
    pub fn interpret(&self, row: &[String]) -> InterpretedOffer {
        let cells = Cells::new(&self.fields, row);
        let mut findings = Findings::default();
        let standing = self.standing(&cells, &mut findings);
        let external_id = cut(cells.first(Field::ExternalId), DETAIL_MAX, Field::ExternalId, &mut findings);
        if external_id.is_none() {
            findings.refuse(Reason::MissingExternalId, Field::ExternalId, "");
        }
        let facts = self.facts(&cells, &mut findings);
        let employer_name = cut(cells.first(Field::EmployerName), NAME_MAX, Field::EmployerName, &mut findings);
        let employer_siret = siret(&cells, &mut findings);
        let keys = external_id.iter().filter(|_| standing == OfferStanding::Open).cloned().map(OfferKey).collect();
        let Findings { mut refusals, remarks, .. } = findings;
        refusals.sort_by_key(|refusal| refusal.reason);
        let outcome = match (external_id, facts) {
            (Some(external_id), Some(facts)) if refusals.is_empty() => {
                Ok(Box::new(OfferDraft { external_id, facts, employer_name, employer_siret, remarks }))
            }
            _ => Err(refusals),
        };
        Interpreted { keys, outcome }
    }

    fn standing(&self, cells: &Cells<'_>, findings: &mut Findings) -> OfferStanding {
        let Some(word) = cells.first(Field::OfferStatus) else { return OfferStanding::Open };
        match self.mapping.code(self.vocabulary, Field::OfferStatus, word).map(OfferStanding::parse) {
            Some(Some(OfferStanding::Over)) => {
                findings.refuse(Reason::NotStanding, Field::OfferStatus, word);
                OfferStanding::Over
            }
            // The empty code leaves the word out.
            Some(_) => OfferStanding::Open,
            None => {
                findings.refuse(Reason::UnknownStatus, Field::OfferStatus, word);
                OfferStanding::Open
            }
        }
    }

    /// The facts of the row; `None` when one that an offer cannot do without was refused.
    fn facts(&self, cells: &Cells<'_>, findings: &mut Findings) -> Option<JobOfferFacts> {
        let title = owed(cells, Field::Title, TITLE_MAX, Reason::MissingTitle, findings);
        let description = owed(cells, Field::Description, DESCRIPTION_MAX, Reason::MissingDescription, findings);
        let contract_type = self.contract(cells, findings);
        let mut detail = |field| cut(cells.first(field), DETAIL_MAX, field, findings);
        let (working_time, salary) = (detail(Field::WorkingTime), detail(Field::Salary));
        let repeats = |words: &String| self.vocabulary.code(Topic::Experience, words).is_some();
        let experience_detail = detail(Field::ExperienceDetail).filter(|words| !repeats(words));
        let mut yes = |field| self.word(cells, field, findings).is_some_and(|code| code == "true");
        let (part_time, housing_possible) = (yes(Field::PartTime), yes(Field::HousingPossible));
        let partner_welcome = yes(Field::PartnerWelcome);
        Some(JobOfferFacts {
            occupation_code: self.occupation(cells, findings),
            sector: self.word(cells, Field::Sector, findings).and_then(Sector::parse),
            contract_detail: self.contract_detail(cells, findings),
            part_time,
            working_time,
            commune_code: self.commune(cells, findings),
            salary,
            positions: positions(cells, findings),
            experience: self.word(cells, Field::Experience, findings).and_then(RequiredExperience::parse),
            experience_detail,
            housing_possible,
            partner_welcome,
            remote: self.word(cells, Field::Remote, findings).and_then(RemoteWork::parse),
            starts_on: self.day(cells, Field::StartsOn, findings),
            apply_url: apply_url(cells, findings),
            apply_email: apply_email(cells, findings),
            expires_on: self.last_day(cells, findings),
            title: title?,
            description: description?,
            contract_type: contract_type?,
        })
    }

    /// The code of a word that an offer can do without; an unknown one is left out with a remark.
    fn word(&self, cells: &Cells<'_>, field: Field, findings: &mut Findings) -> Option<&'a str> {
        let word = cells.first(field)?;
        let code = self.mapping.code(self.vocabulary, field, word);
        if code.is_none() {
            findings.remark(RemarkKind::IgnoredWord, field, word);
        }
        code
    }

    fn contract(&self, cells: &Cells<'_>, findings: &mut Findings) -> Option<ContractType> {
        let Some(word) = cells.first(Field::ContractType) else {
            findings.refuse(Reason::MissingContract, Field::ContractType, "");
            return None;
        };
        let known = self.mapping.code(self.vocabulary, Field::ContractType, word).and_then(ContractType::parse);
        if known.is_none() {
            findings.refuse(Reason::UnknownContract, Field::ContractType, word);
        }
        known
    }

    /// The contract in words, then its nature, when they tell more than its type.
    fn contract_detail(&self, cells: &Cells<'_>, findings: &mut Findings) -> Option<String> {
        let nature = self.word(cells, Field::ContractNature, findings);
        let mut told: Vec<&str> = vec![];
        for words in cells.all(Field::ContractDetail).chain(nature).filter(|words| !words.is_empty()) {
            let repeats = self.vocabulary.code(Topic::Contract, words).is_some();
            if !repeats && !told.contains(&words) {
                told.push(words);
            }
        }
        cut(Some(&told.join(" ; ")), DETAIL_MAX, Field::ContractDetail, findings)
    }

    /// The first cell that names a commune of the Lot; none when the offer is for the whole of it.
    fn commune(&self, cells: &Cells<'_>, findings: &mut Findings) -> Option<String> {
        let mut unknown = None;
        for cell in cells.all(Field::Commune) {
            let place = match self.mapping.code(self.vocabulary, Field::Commune, cell) {
                Some("" | INDIFFERENT) => continue,
                Some(code) => self.gazetteer.place(code).filter(|place| place.is_commune()),
                None => commune_of(cell, self.gazetteer, self.vocabulary),
            };
            match place {
                Some(place) => return Some(place.code.clone()),
                None => unknown = unknown.or(Some(cell)),
            }
        }
        if let Some(cell) = unknown {
            findings.refuse(Reason::UnknownCommune, Field::Commune, cell);
        }
        None
    }

    fn occupation(&self, cells: &Cells<'_>, findings: &mut Findings) -> Option<String> {
        let found = cells.all(Field::OfferOccupation).find_map(|word| self.occupations.find(word));
        if let (None, Some(word)) = (found, cells.first(Field::OfferOccupation)) {
            findings.remark(RemarkKind::IgnoredOccupation, Field::OfferOccupation, word);
        }
        found.map(str::to_owned)
    }

    fn day(&self, cells: &Cells<'_>, field: Field, findings: &mut Findings) -> Option<NaiveDate> {
        let written = cells.first(field)?;
        let day = parse_date(written, self.mapping.date_order, self.vocabulary, self.today);
        if day.is_none() {
            findings.refuse(Reason::InvalidDate, field, written);
        }
        day
    }

    fn last_day(&self, cells: &Cells<'_>, findings: &mut Findings) -> Option<NaiveDate> {
        let day = self.day(cells, Field::ExpiresOn, findings)?;
        if day < self.today {
            findings.refuse(Reason::PastDate, Field::ExpiresOn, cells.first(Field::ExpiresOn).unwrap_or_default());
        }
        Some(day)
    }
}

/// A text without control characters but line breaks, at most so long; a cut is remarked.
fn cut(text: Option<&str>, most: usize, field: Field, findings: &mut Findings) -> Option<String> {
    let clean: String = text?.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    let clean = clean.trim();
    if clean.is_empty() {
        return None;
    }
    if clean.chars().count() <= most {
        return Some(clean.to_owned());
    }
    findings.remark(RemarkKind::Shortened, field, "");
    let kept: String = clean.chars().take(most.saturating_sub(1)).collect();
    Some(format!("{}…", kept.trim_end()))
}

fn owed(cells: &Cells<'_>, field: Field, most: usize, missing: Reason, findings: &mut Findings) -> Option<String> {
    let found = cut(cells.first(field), most, field, findings);
    if found.is_none() {
        findings.refuse(missing, field, "");
    }
    found
}

fn siret(cells: &Cells<'_>, findings: &mut Findings) -> Option<Siret> {
    let written = cells.first(Field::EmployerSiret)?;
    let siret = Siret::parse(written).ok();
    if siret.is_none() {
        findings.remark(RemarkKind::IgnoredSiret, Field::EmployerSiret, written);
    }
    siret
}

fn positions(cells: &Cells<'_>, findings: &mut Findings) -> i32 {
    let Some(written) = cells.first(Field::Positions) else { return 1 };
    let read = written.parse().ok().filter(|count| (1..=POSITIONS_MAX).contains(count));
    if read.is_none() {
        findings.refuse(Reason::InvalidNumber, Field::Positions, written);
    }
    read.unwrap_or(1)
}

/// The first page that works; a file often gives the employer's and its own.
fn apply_url(cells: &Cells<'_>, findings: &mut Findings) -> Option<String> {
    let found = cells.all(Field::ApplyUrl).find_map(|written| website(Some(written)).ok().flatten());
    if let (None, Some(written)) = (&found, cells.first(Field::ApplyUrl)) {
        findings.remark(RemarkKind::IgnoredUrl, Field::ApplyUrl, written);
    }
    found
}

fn apply_email(cells: &Cells<'_>, findings: &mut Findings) -> Option<Email> {
    let found = cells.all(Field::ApplyEmail).find_map(|written| Email::parse(written).ok());
    if let (None, Some(written)) = (&found, cells.first(Field::ApplyEmail)) {
        findings.remark(RemarkKind::IgnoredEmail, Field::ApplyEmail, written);
    }
    found
}
