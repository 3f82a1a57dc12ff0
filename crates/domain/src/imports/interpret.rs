//! Reads one row: every fact typed, every reason to refuse collected.

use chrono::NaiveDate;

use super::cells::Cells;
use super::dates::parse_date;
use super::draft::{HouseholdDraft, Installation, Interpreted, Person, Reason, Refusal, Remark, RemarkKind};
use super::fields::Field;
use super::gazetteer::Gazetteer;
use super::history::{Days, History, history};
use super::mapping::Mapping;
use super::person::{contacts, country, names};
use super::status::ImportedStatus;
use super::vocabulary::Vocabulary;
use crate::codes::{ClosingReason, ProspectStatus};
use crate::sensitive_text::seen_in;

/// Reads rows of one spreadsheet.
pub struct Interpreter<'a> {
    pub(super) headers: &'a [String],
    fields: Vec<Field>,
    pub(super) mapping: &'a Mapping,
    pub(super) vocabulary: &'a Vocabulary,
    pub(super) gazetteer: &'a Gazetteer,
    today: NaiveDate,
}

/// What reading a row has found to say so far.
#[derive(Default)]
pub(super) struct Findings {
    pub(super) refusals: Vec<Refusal>,
    pub(super) remarks: Vec<Remark>,
    /// Lines to keep in the comment.
    pub(super) notes: Vec<String>,
}

impl Findings {
    pub(super) fn refuse(&mut self, reason: Reason, field: Field, value: &str) {
        self.refusals.push(Refusal { reason, field, value: value.to_owned() });
    }

    pub(super) fn remark(&mut self, kind: RemarkKind, field: Field, value: &str) {
        self.remarks.push(Remark { kind, field, value: value.to_owned() });
    }
}

impl<'a> Interpreter<'a> {
    /// Prepares to read rows under these headers; `today` is the day of the import.
    pub fn new(
        headers: &'a [String],
        mapping: &'a Mapping,
        vocabulary: &'a Vocabulary,
        gazetteer: &'a Gazetteer,
        today: NaiveDate,
    ) -> Self {
        Self { headers, fields: mapping.bind(headers), mapping, vocabulary, gazetteer, today }
    }

    /// Reads one row.
    pub fn interpret(&self, row: &[String]) -> Interpreted {
        let cells = Cells::new(&self.fields, row);
        let mut findings = Findings::default();
        let (email, phone, keys) = contacts(&cells, &mut findings);
        let (first_name, last_name) = names(&cells, &mut findings);
        let lead = Person { first_name, last_name, email, phone };
        let draft = self.draft(&cells, lead, &mut findings);
        let Findings { mut refusals, remarks, .. } = findings;
        refusals.sort_by_key(|refusal| refusal.reason);
        let outcome = match draft {
            Some(draft) if refusals.is_empty() => Ok(Box::new(HouseholdDraft { remarks, ..draft })),
            _ => Err(refusals),
        };
        Interpreted { keys, outcome }
    }

    /// The facts of the row; `None` when one that a file cannot do without was refused.
    fn draft(&self, cells: &Cells<'_>, lead: Person, findings: &mut Findings) -> Option<HouseholdDraft> {
        let days = Days {
            requested: self.day(cells, Field::RequestedOn, findings),
            supported: self.day(cells, Field::SupportedOn, findings),
            settled: self.day(cells, Field::SettledOn, findings),
        };
        let history = self.history(cells, &days, findings);
        let installation = self.installation(cells, days.settled, findings);
        let (adults, children, household_kind) = self.people(cells, findings);
        let project_types = self.project_types(cells, findings);
        let (wished_territories, territory_indifferent) = self.wishes(cells, findings);
        let source = self.source(cells, findings);
        let postal_code = cells.text(Field::PostalCode);
        let comments = cells.all(Field::Comment).map(str::to_owned).chain(std::mem::take(&mut findings.notes));
        let comment = comments.collect::<Vec<_>>().join("\n");
        if !seen_in(&comment).is_empty() {
            // The words themselves stand in the file only.
            findings.remark(RemarkKind::SensitiveText, Field::Comment, "");
        }
        let (history, closing_reason) = history?;
        Some(HouseholdDraft {
            reference: cells.text(Field::Reference),
            requested_on: days.requested?,
            lead,
            country: postal_code.as_deref().and_then(country),
            postal_code,
            city: cells.text(Field::City),
            household_kind,
            adults,
            children,
            project_types,
            occupation: cells.text(Field::Occupation),
            partner_occupation: cells.text(Field::PartnerOccupation),
            wished_territories,
            territory_indifferent,
            referent: cells.text(Field::Referent),
            source,
            source_detail: cells.text(Field::Source),
            comment: Some(comment).filter(|text| !text.is_empty()),
            history,
            closing_reason,
            installation,
            remarks: Vec::new(),
        })
    }

    fn day(&self, cells: &Cells<'_>, field: Field, findings: &mut Findings) -> Option<NaiveDate> {
        let written = cells.first(field)?;
        let day = parse_date(written, self.mapping.date_order, self.vocabulary, self.today);
        match day {
            None => findings.refuse(Reason::InvalidDate, field, written),
            Some(day) if day > self.today => findings.refuse(Reason::FutureDate, field, written),
            Some(_) => {}
        }
        day
    }

    /// The dated states, and the reason of a closed file.
    fn history(
        &self,
        cells: &Cells<'_>,
        days: &Days,
        findings: &mut Findings,
    ) -> Option<(History, Option<ClosingReason>)> {
        let word = cells.first(Field::Status).unwrap_or_default();
        let code = self.mapping.code(self.vocabulary, Field::Status, word).unwrap_or_default();
        let said = ImportedStatus::parse(code);
        if said.is_none() && !word.is_empty() && !self.mapping.leaves_out(Field::Status, word) {
            findings.refuse(Reason::UnknownStatus, Field::Status, word);
            return None;
        }
        // A day that could not be read was refused already: its absence must not be refused again.
        let unread = |(field, day): (Field, Option<NaiveDate>)| day.is_none() && cells.first(field).is_some();
        if days.by_field().into_iter().any(unread) {
            return None;
        }
        match history(said.map(|said| said.status), days) {
            Ok((history, behind)) => {
                if behind {
                    findings.remark(RemarkKind::StatusBehindDates, Field::Status, word);
                }
                let closed = history.last().is_some_and(|(last, _)| *last == ProspectStatus::Closed);
                Some((history, said.and_then(|said| said.closing_reason).filter(|_| closed)))
            }
            Err((reason, field)) => {
                findings.refuse(reason, field, cells.first(field).unwrap_or_default());
                None
            }
        }
    }

    fn installation(
        &self,
        cells: &Cells<'_>,
        settled_on: Option<NaiveDate>,
        findings: &mut Findings,
    ) -> Option<Installation> {
        let written = cells.first(Field::SettledCommune);
        let Some(moved_in_on) = settled_on else {
            if let (Some(written), None) = (written, cells.first(Field::SettledOn)) {
                findings.remark(RemarkKind::IgnoredCommune, Field::SettledCommune, written);
            }
            return None;
        };
        let Some(written) = written else {
            findings.refuse(Reason::MissingCommune, Field::SettledCommune, "");
            return None;
        };
        let said = self.mapping.code(self.vocabulary, Field::SettledCommune, written);
        let place = match said.and_then(|code| self.gazetteer.place(code)) {
            Some(place) => Some(place).filter(|place| place.is_commune()),
            None => self.gazetteer.commune(written, self.vocabulary),
        };
        let Some(commune) = place else {
            findings.refuse(Reason::UnknownCommune, Field::SettledCommune, written);
            return None;
        };
        Some(Installation { moved_in_on, commune_code: commune.code.clone(), epci_code: commune.epci.clone() })
    }
}
