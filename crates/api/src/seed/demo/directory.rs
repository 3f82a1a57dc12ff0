//! The local directory of the demonstration.

use domain::local_resources::{LocalResourceFacts, LocalResourceInput};
use persistence::{DatabaseTransaction, local_resources};
use serde::Deserialize;

use super::data::read;
use super::journal::{Deed, Journal};
use super::when::Calendar;
use crate::seed::SeedError;

const RESOURCES: &str = include_str!("../../../../../data/demo/local-resources.toml");

/// Hour at which entries were verified.
const VERIFIED_AT: &str = "10:00";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Directory {
    resources: Vec<Resource>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Resource {
    territory: String,
    theme: String,
    name: String,
    description: Option<String>,
    contact_name: Option<String>,
    phone: Option<String>,
    email: Option<String>,
    website: Option<String>,
    verified_days_ago: u64,
}

impl Directory {
    pub(super) fn read() -> Result<Directory, SeedError> {
        read(RESOURCES)
    }
}

/// Writes every entry down on the day it was last verified.
pub(super) async fn fill(
    (tx, journal): (&DatabaseTransaction, &Journal),
    calendar: &Calendar,
    directory: Directory,
) -> Result<(), SeedError> {
    for resource in directory.resources {
        let (days_ago, whom) = (resource.verified_days_ago, resource.name.clone());
        let facts = facts_of(resource).map_err(|errors| SeedError::of(&whom, errors))?;
        let at = calendar.at(days_ago, VERIFIED_AT);
        let id = local_resources::insert(tx, &facts, calendar.past(days_ago), at).await?;
        journal.note(Deed {
            at,
            by: "programme".to_owned(),
            action: "local_resource.create",
            on: ("local_resource", id),
            fields: vec!["name", "verified_on"],
        });
    }
    Ok(())
}

fn facts_of(resource: Resource) -> Result<LocalResourceFacts, domain::validation::FieldErrors> {
    LocalResourceFacts::parse(&LocalResourceInput {
        territory_code: resource.territory,
        theme: resource.theme,
        name: resource.name,
        description: resource.description,
        contact_name: resource.contact_name,
        phone: resource.phone,
        email: resource.email,
        website: resource.website,
    })
}
