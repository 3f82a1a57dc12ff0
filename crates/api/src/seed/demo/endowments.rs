//! Endowments of the demonstration: what is handed over to ambassadors, and what was.

use domain::ambassadors::endowments::{Conditions, EndowmentFacts, EndowmentInput};
use persistence::ambassadors::{self, AmbassadorFilter, endowments};
use persistence::{DatabaseTransaction, Slice};
use serde::Deserialize;

use super::data::read;
use super::journal::{Deed, Journal};
use super::people::Cast;
use super::when::Calendar;
use crate::seed::SeedError;

const ENDOWMENTS: &str = include_str!("../../../../../data/demo/endowments.toml");
/// When the catalogue was written, in days before today.
const WRITTEN_DAYS_AGO: u64 = 410;
/// Hour at which things are handed over.
const GIVEN_AT: &str = "18:30";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Catalogue {
    endowments: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    label: String,
    description: Option<String>,
    stock: Option<i32>,
    min_days_active: Option<i32>,
    min_sponsorings_accepted: Option<i32>,
    #[serde(default)]
    requires_image_right: bool,
    #[serde(default)]
    once: bool,
    #[serde(default)]
    given: Vec<Given>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Given {
    last_name: String,
    days_ago: u64,
    note: Option<String>,
}

/// Writes the catalogue and hands some of it over to ambassadors who are there already.
pub(super) async fn fill(
    (tx, journal): (&DatabaseTransaction, &Journal),
    (calendar, cast): (&Calendar, &Cast),
) -> Result<(), SeedError> {
    let catalogue: Catalogue = read(ENDOWMENTS)?;
    let by = cast.user("programme")?.1.clone();
    let slice = Slice { after: None, descending: false, limit: 100 };
    let people = ambassadors::list(tx, None, &AmbassadorFilter::default(), &slice).await?;
    for entry in catalogue.endowments {
        let facts = EndowmentFacts::parse(&input_of(&entry)).map_err(|errors| SeedError::of(&entry.label, errors))?;
        let written_at = calendar.at(WRITTEN_DAYS_AGO, GIVEN_AT);
        let id = endowments::insert(tx, &facts, written_at).await?;
        let deed = |at, action, on, fields| Deed { at, by: by.clone(), action, on, fields };
        journal.note(deed(written_at, "endowment.create", ("endowment", id), vec!["label"]));
        for one in entry.given {
            let who = people.iter().find(|who| who.last_name == one.last_name);
            let who = who.ok_or_else(|| SeedError::Data(format!("nobody is called {}", one.last_name)))?;
            let at = calendar.at(one.days_ago, GIVEN_AT);
            endowments::give(tx, (who.id, id), (one.note, &by), at).await?;
            journal.note(deed(at, "ambassador.endow", ("ambassador", who.id), vec!["endowment_id"]));
        }
    }
    Ok(())
}

fn input_of(entry: &Entry) -> EndowmentInput {
    EndowmentInput {
        label: entry.label.clone(),
        description: entry.description.clone(),
        stock: entry.stock,
        conditions: Conditions {
            min_days_active: entry.min_days_active,
            min_sponsorings_accepted: entry.min_sponsorings_accepted,
            requires_image_right: entry.requires_image_right,
            once: entry.once,
        },
    }
}
