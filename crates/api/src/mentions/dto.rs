//! Shapes of colleagues and mentions.

use persistence::colleagues::Colleague as Known;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Somebody of the network who may open a file.
#[derive(Debug, Serialize, ToSchema)]
pub struct Colleague {
    /// The account, to be named in `mentions`.
    pub user_id: Uuid,
    /// First and last name.
    #[schema(example = "Nadège Roumégous")]
    pub name: String,
    /// Name of the partner for whom they work.
    #[schema(required = true, example = "Grand-Figeac")]
    pub partner_name: Option<String>,
}

impl From<Known> for Colleague {
    fn from(known: Known) -> Self {
        Colleague { user_id: known.actor.user_id, name: known.name, partner_name: known.partner_name }
    }
}

/// Everybody else who may open a file.
#[derive(Debug, Serialize, ToSchema)]
pub struct ColleagueList {
    /// The colleagues, by name.
    pub items: Vec<Colleague>,
}
