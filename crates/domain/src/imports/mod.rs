//! Imports: any office's spreadsheet becomes files, any source's job offers become offers, by one pure engine.
//!
//! A [`Subject`] says what the rows are about; decoding, proposing, mapping, translating and counting are the same for
//! both. What follows tells the way of households; [`offers`] tells what differs for job offers.
//!
//! The engine knows no column name and no French word; both come from a [`Vocabulary`] given as data, the
//! places from a [`Gazetteer`], the day from the caller. It reads nothing and writes nothing.
//!
//! 1. Decode the file (elsewhere) into a [`Table`]: headers and rows of text; row 1 is the first data row.
//! 2. [`propose_mapping`]`(&table, &vocabulary, &gazetteer, &remembered)` gives a [`Proposal`]: a field,
//!    a confidence and a reason per column; [`Proposal::mapping`] is what the user may correct.
//! 3. [`unmapped_values`]`(&table, &mapping, ..)` lists the words nobody translated yet (statuses, project
//!    types, sources, places…), with their count and a proposed code. An answer goes to [`Mapping::values`];
//!    the empty code means "leave this word out".
//! 4. [`Mapping::problems`] says what forbids running: a needed field missing, a field given twice, a code
//!    that does not exist.
//! 5. [`Interpreter::new`]`(&table.headers, &mapping, &vocabulary, &gazetteer, today)`, then
//!    [`Interpreter::interpret`] per row gives an [`Interpreted`]: the contact keys of the row and either a
//!    [`HouseholdDraft`] (facts, dated status history, installation, remarks) or every [`Refusal`].
//! 6. [`decide`]`(interpreted, &known)` gives one [`RowVerdict`] per row. `known` maps the e-mails and phones
//!    of stored files to the caller's own file key; [`contact_keys`] lists those worth looking up.
//!    A row is a duplicate when one of its keys is known or was seen in an earlier accepted row (e-mail
//!    first), whatever else is wrong with it: duplicates are decided before refusals.
//! 7. [`Summary::of`] counts the verdicts as the report and the command line show them.
//! 8. [`HouseholdDraft::content`] is what the file of an accepted row holds.
//!
//! Every code shown to people (fields, reasons, remarks, statuses) is stable snake_case, from `code()`.

mod batch;
mod cells;
mod content;
mod dates;
mod decide;
mod draft;
mod evidence;
mod facts;
mod fields;
mod gazetteer;
mod history;
mod interpret;
mod mapping;
pub mod offers;
mod person;
mod proposal;
mod status;
mod subject;
mod values;
mod vocabulary;

pub use batch::{BatchStatus, UNDOABLE_DAYS};
pub use dates::{DateOrder, parse_date};
pub use decide::{Attached, ContactKey, RowVerdict, Summary, Verdict, contact_keys, decide};
pub use draft::{HouseholdDraft, Installation, Interpreted, Person, Reason, Refusal, Remark, RemarkKind};
pub use fields::Field;
pub use gazetteer::{Gazetteer, Place, PlaceKind};
pub use interpret::Interpreter;
pub use mapping::{ColumnMapping, INDIFFERENT, Mapping, MappingProblem, ProblemKind};
pub use proposal::{Evidence, Proposal, ProposedColumn, propose_mapping};
pub use status::ImportedStatus;
pub use subject::Subject;
pub use values::{UnmappedValue, unmapped_values};
pub use vocabulary::{Topic, Vocabulary, VocabularyError};

/// A decoded spreadsheet. A row may be shorter or longer than the headers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// Column titles as written, in order; a title may be empty or appear twice.
    pub headers: Vec<String>,
    /// Data rows without the headers and without blank rows.
    pub rows: Vec<Vec<String>>,
}
