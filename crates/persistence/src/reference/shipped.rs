//! The reference data inside the program.

use std::collections::BTreeSet;

use domain::codes::TitleKind;
use domain::reference::TableError;
use domain::{activities, consents, occupations, territories};
use sea_orm::{ConnectionTrait, DbErr};

use super::{Topic, checksum, write};
use crate::StoreError;

const COMMUNES: &str = include_str!("../../../../data/reference/communes-46.csv");
const EPCIS: &str = include_str!("../../../../data/reference/epcis-46.csv");
const OCCUPATIONS: &str = include_str!("../../../../data/reference/rome-v460.csv");
const EVERYDAY_TITLES: &str = include_str!("../../../../data/reference/everyday-titles.csv");
const ACTIVITIES: &str = include_str!("../../../../data/reference/naf-rev2.csv");
const CONSENT_TEXTS: &str = include_str!("../../../../data/reference/consent-texts.csv");

/// French labels of the codes, a table `list,code,label,description`.
pub const LABELS: &str = include_str!("../../../../data/reference/labels-fr.csv");

/// The edition of the occupations.
const OCCUPATIONS_EDITION: &str = "v460";

/// What is shipped of each topic, told by its checksum, in the order of loading: titles name occupations.
pub(super) fn editions() -> [(Topic, String); 5] {
    let places = format!("{EPCIS}{COMMUNES}");
    [
        (Topic::Territories, checksum(&places)),
        (Topic::Occupations, checksum(OCCUPATIONS)),
        (Topic::EverydayTitles, checksum(EVERYDAY_TITLES)),
        (Topic::Activities, checksum(ACTIVITIES)),
        (Topic::ConsentTexts, checksum(CONSENT_TEXTS)),
    ]
}

/// Loads one topic; those that are not shipped have nothing to load.
pub(super) async fn load(db: &impl ConnectionTrait, topic: Topic) -> Result<(), StoreError> {
    match topic {
        Topic::Territories => {
            let epcis = territories::parse_epcis(EPCIS).map_err(wrong)?.items;
            let communes = territories::parse_communes(COMMUNES, &epcis).map_err(wrong)?.items;
            write::territories(db, &territories::tree(&epcis, &communes)).await
        }
        Topic::Occupations => {
            let parsed = occupations::parse_occupations(OCCUPATIONS).map_err(wrong)?;
            write::occupations(db, &parsed.items, OCCUPATIONS_EDITION).await
        }
        Topic::EverydayTitles => {
            let known: BTreeSet<String> = crate::occupations::codes(db).await?;
            let titles = occupations::parse_everyday_titles(EVERYDAY_TITLES, &known).map_err(wrong)?;
            write::titles(db, TitleKind::Everyday, &titles.items).await
        }
        Topic::Activities => {
            write::activities(db, &activities::parse_activities(ACTIVITIES).map_err(wrong)?.items).await
        }
        Topic::ConsentTexts => {
            write::consent_texts(db, &consents::parse_texts(CONSENT_TEXTS).map_err(wrong)?.items).await
        }
        Topic::OfficialOccupations | Topic::OfficialTitles | Topic::Contours => Ok(()),
    }
}

fn wrong(error: TableError) -> StoreError {
    StoreError::Database(DbErr::Custom(format!("reference data inside the program: {error}")))
}
