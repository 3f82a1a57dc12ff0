//! The communication kit: items with versions of their files, for the members of the network, downloads counted.

mod change;
pub mod dto;
mod files;
mod read;
mod uses;

use crate::endpoints::Endpoints;

/// What the trail calls an item.
const RESOURCE: &str = "kit_item";

/// The endpoints of this feature.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints
        .service(read::list_kit_items)
        .service(change::create_kit_item)
        .service(read::get_kit_item)
        .service(change::update_kit_item)
        .service(change::archive_kit_item)
        .service(change::restore_kit_item)
        .service(files::list_kit_files)
        .service(files::create_kit_file)
        .service(files::download_kit_file)
        .service(files::get_kit_file)
        .service(uses::list_kit_item_downloads)
        .service(uses::list_employer_kit_downloads);
}
