//! Turns verdicts into files, installations and notes, inside the transaction of the import.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, Utc};
use domain::codes::{Direction, InteractionKind, Visibility};
use domain::imports::{Attached, HouseholdDraft, RowVerdict, Subject, Verdict};
use domain::installations::Installation;
use domain::interactions::Interaction;
use domain::prospects::{FileNumber, NextAction};
use persistence::imports::{Batch, Row, attached_before};
use persistence::prospects::{Opening, Step, insert_all, reserve_numbers, search};
use persistence::{DatabaseTransaction, StoreError, installations, interactions};
use uuid::Uuid;

use super::sentences;
use super::stored::{reasons_json, reasons_of, row_of};
use crate::duplicates::watch;

/// Days after which somebody contacts an imported household again.
const CONTACT_WITHIN: Days = Days::new(30);

/// The import whose rows become files or offers.
pub(super) struct Importing<'a> {
    /// The import.
    pub(super) batch: &'a Batch,
    /// The account that does it.
    pub(super) actor_id: Option<Uuid>,
    /// Today.
    pub(super) today: NaiveDate,
    /// Now: files and offers opened at this instant and not touched since may be taken back.
    pub(super) at: DateTime<Utc>,
}

impl Importing<'_> {
    /// Opens the files of accepted rows and notes duplicates on the files they belong to; returns every row with its
    /// file.
    pub(super) async fn open(
        &self,
        tx: &DatabaseTransaction,
        verdicts: &[RowVerdict<Uuid>],
    ) -> Result<Vec<Row>, StoreError> {
        // A note that the same row of the same content left before says it all.
        let noted = attached_before(tx, &self.batch.digest).await?;
        let opened = self.open_files(tx, verdicts).await?;
        let mut rows = Vec::with_capacity(verdicts.len());
        for RowVerdict { row, verdict } in verdicts {
            let mut stored = row_of(*row, verdict, Subject::Prospects);
            match verdict {
                Verdict::Created(_) => stored.prospect_id = opened.get(row).copied(),
                Verdict::Duplicate { attached_to, .. } => {
                    let file = match attached_to {
                        Attached::Row(first) => opened.get(first).copied(),
                        Attached::File(file) => Some(*file),
                    };
                    stored.prospect_id = file;
                    if let Some(file) = file.filter(|file| !noted.contains(&(stored.row, *file))) {
                        self.note(tx, &mut stored, file).await?;
                    }
                }
                // An import never changes a file.
                Verdict::Updated { .. } | Verdict::Unchanged { .. } | Verdict::Refused(_) => {}
            }
            rows.push(stored);
        }
        Ok(rows)
    }

    /// Opens the files of accepted rows, numbered in the order of the rows; returns the file of each row.
    async fn open_files(
        &self,
        tx: &DatabaseTransaction,
        verdicts: &[RowVerdict<Uuid>],
    ) -> Result<HashMap<usize, Uuid>, StoreError> {
        let drafts: Vec<(usize, &HouseholdDraft)> = verdicts.iter().filter_map(accepted).collect();
        let mut years: BTreeMap<i32, i32> = BTreeMap::new();
        for (_, draft) in &drafts {
            *years.entry(draft.requested_on.year()).or_default() += 1;
        }
        let mut next: HashMap<i32, FileNumber> = HashMap::new();
        for (year, count) in years {
            next.insert(year, reserve_numbers(tx, year, count).await?);
        }
        let (mut openings, mut opened) = (Vec::with_capacity(drafts.len()), HashMap::new());
        for (row, draft) in &drafts {
            let number = next
                .get_mut(&draft.requested_on.year())
                .ok_or_else(|| StoreError::Settings("no number was reserved".to_owned()))?;
            let opening = self.opening(*number, draft);
            number.seq += 1;
            opened.insert(*row, opening.id);
            openings.push(opening);
        }
        insert_all(tx, &openings).await?;
        if !openings.is_empty() {
            watch::plan_import(tx, self.batch.id, self.at).await?;
        }
        for ((_, draft), opening) in drafts.iter().zip(&openings) {
            if let Some(installation) = moved(draft) {
                installations::insert(tx, opening.id, &installation, self.at).await?;
            }
        }
        Ok(opened)
    }

    fn opening(&self, number: FileNumber, draft: &HouseholdDraft) -> Opening {
        let next_action = draft.status().is_open().then(|| NextAction {
            label: sentences::text("next_action", &[]),
            on: self.today.checked_add_days(CONTACT_WITHIN).unwrap_or(self.today),
            assignee_id: None,
        });
        let step = |(to, effective_on): &(_, _)| Step { to: *to, effective_on: *effective_on, reason: None };
        Opening {
            id: Uuid::now_v7(),
            number,
            content: draft.content(sentences::field, next_action),
            steps: draft.history.iter().map(step).collect(),
            closing_reason: draft.closing_reason,
            origin: "import",
            actor_id: self.actor_id,
            import_id: Some(self.batch.id),
            duplicate_of: None,
            created_at: noon(draft.requested_on),
            at: self.at,
        }
    }

    /// Leaves a note on the file of a duplicate, which does not change otherwise.
    async fn note(&self, tx: &DatabaseTransaction, row: &mut Row, file: Uuid) -> Result<(), StoreError> {
        let note = Interaction {
            kind: InteractionKind::Note,
            direction: Direction::Internal,
            occurred_at: self.at,
            summary: sentences::text("duplicate_note", &[&self.batch.filename, &row.row.to_string()]),
            visibility: Visibility::Partners,
        };
        let id = interactions::insert(tx, file, self.actor_id, &note, self.at).await?;
        search::reindex(tx, file).await?;
        let mut reasons = reasons_of(&row.reasons);
        reasons.iter_mut().for_each(|reason| reason.note_id = Some(id));
        row.reasons = reasons_json(&reasons);
        Ok(())
    }
}

fn accepted(verdict: &RowVerdict<Uuid>) -> Option<(usize, &HouseholdDraft)> {
    match &verdict.verdict {
        Verdict::Created(draft) => Some((verdict.row, draft)),
        _ => None,
    }
}

fn moved(draft: &HouseholdDraft) -> Option<Installation> {
    let installation = draft.installation.as_ref()?;
    Some(Installation {
        moved_in_on: installation.moved_in_on,
        commune_code: installation.commune_code.clone(),
        adults: draft.adults.into(),
        children: draft.children.into(),
        job_through: None,
        employer_name: None,
        job_offer_id: None,
        six_month_result: None,
        twelve_month_result: None,
    })
}

/// The middle of a day: the same day wherever it is read.
fn noon(day: NaiveDate) -> DateTime<Utc> {
    let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default();
    day.and_time(noon).and_utc()
}
