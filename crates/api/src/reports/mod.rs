//! The yearly report (*bilan*): prepared, computed, validated, published once and for all, corrected by a new edition.

mod audience;
mod canonical;
mod change;
mod compute;
pub mod content;
mod correction;
pub mod dto;
mod export;
mod press;
mod public;
mod read;
mod table;
mod workbook;

use crate::endpoints::Endpoints;

pub(crate) use compute::compute;

/// What the trail calls an edition.
const RESOURCE: &str = "report";

/// The endpoints of this feature.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints
        .service(read::list_reports)
        .service(change::create_report)
        .service(read::get_report)
        .service(change::delete_report)
        .service(change::transition_report)
        .service(change::create_report_correction)
        .service(read::get_report_press_text)
        .service(export::export_report)
        .service(public::list_public_reports)
        .service(public::get_public_report_table)
        .service(public::get_public_report);
}
