//! What is done with the data of people, told from one table: the register that the law asks for, the page for everybody
//! and the notice under each form. And the agreements that it rests on, text by text, with how many hold.

mod consents;
mod dto;
mod public;
mod staff;

use std::sync::LazyLock;

use domain::processing_register::{Processing, parse_register};

pub use consents::{ConsentRegister, ConsentRegisterLine};
pub use dto::{FormNotice, ProcessingLine, ProcessingNotice, ProcessingNotices, ProcessingRegister};
pub(crate) use public::notice_under;
pub use staff::ProcessingExportQuery;

use crate::endpoints::Endpoints;
use crate::problem::Problem;

const TABLE: &str = include_str!("../../../../data/reference/processing-register.csv");
/// Who answers for all of it.
const CONTROLLER: &str = "Le Département du Lot, pour le programme « Oh my Lot ! » et son réseau accueil";
/// Where rights are asked for.
const CONTACT: &str = "dpd@ohmylot.example";

static LINES: LazyLock<Result<Vec<Processing>, String>> =
    LazyLock::new(|| parse_register(TABLE).map_err(|error| error.to_string()));

/// The register; the start of the server reads it, so that a line that is missing keeps it from starting.
///
/// # Errors
/// A sentence that says which line is wrong or missing.
pub fn lines() -> Result<&'static [Processing], String> {
    LINES.as_ref().map(Vec::as_slice).map_err(Clone::clone)
}

fn served() -> Result<&'static [Processing], Problem> {
    lines().map_err(|error| Problem::internal(&error))
}

/// The endpoints of this feature.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints
        .service(staff::get_processing_register)
        .service(staff::export_processing_register)
        .service(consents::get_consent_register)
        .service(public::get_processing_notices);
}
