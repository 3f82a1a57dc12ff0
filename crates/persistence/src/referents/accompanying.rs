//! Who accompanies a household, with how to reach them.

use domain::codes::{AssignmentStatus, ReferentRole};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::{assignments, partners, referents, users};

/// A référent who accepted a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accompanying {
    /// The part taken.
    pub role: ReferentRole,
    /// The référent.
    pub referent_id: Uuid,
    /// Name shown to households and colleagues.
    pub name: String,
    /// First name, for those with an account.
    pub first_name: Option<String>,
    /// The partner they work for.
    pub partner_name: String,
    /// Address to write to; that of the account when the référent shows none.
    pub email: Option<String>,
    /// Number to call.
    pub phone: Option<String>,
}

/// The référents who accepted a file: the territorial one first, then by name.
///
/// # Errors
/// Those of the store.
pub async fn accompanying(db: &impl ConnectionTrait, prospect_id: Uuid) -> Result<Vec<Accompanying>, StoreError> {
    let accepted = assignments::Entity::find()
        .filter(assignments::Column::ProspectId.eq(prospect_id))
        .filter(assignments::Column::Status.eq(AssignmentStatus::Accepted.as_str()))
        .all(db)
        .await?;
    let ids = accepted.iter().map(|row| row.referent_id);
    let people = referents::Entity::find()
        .filter(referents::Column::Id.is_in(ids))
        .find_also_related(partners::Entity)
        .all(db)
        .await?;
    let accounts = users::Entity::find()
        .filter(users::Column::Id.is_in(people.iter().filter_map(|(person, _)| person.user_id)))
        .all(db)
        .await?;
    let mut found: Vec<Accompanying> = accepted
        .iter()
        .filter_map(|row| {
            let role = ReferentRole::parse(&row.role)?;
            let (person, partner) = people.iter().find(|(person, _)| person.id == row.referent_id)?;
            let account = accounts.iter().find(|account| Some(account.id) == person.user_id);
            Some(Accompanying {
                role,
                referent_id: person.id,
                name: person.display_name.clone(),
                first_name: account.map(|account| account.first_name.clone()),
                partner_name: partner.as_ref().map(|partner| partner.name.clone()).unwrap_or_default(),
                email: person.email.clone().or_else(|| account.map(|account| account.email.clone())),
                phone: person.phone.clone(),
            })
        })
        .collect();
    found.sort_by(|a, b| (a.role, &a.name, a.referent_id).cmp(&(b.role, &b.name, b.referent_id)));
    Ok(found)
}
