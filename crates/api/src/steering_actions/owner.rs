//! Who answers for something, by name: an account or a partner.

use std::collections::HashMap;

use domain::steering_actions::Owner;
use domain::validation::FieldErrors;
use persistence::{ConnectionTrait, StoreError, partners, prospects, users};
use uuid::Uuid;

/// Names of accounts and of partners.
#[derive(Debug, Default)]
pub(crate) struct Names {
    users: HashMap<Uuid, String>,
    partners: HashMap<Uuid, String>,
}

impl Names {
    /// The names of these owners: two queries, whatever their number.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn of(db: &impl ConnectionTrait, owners: impl IntoIterator<Item = Owner>) -> Result<Names, StoreError> {
        let owners: Vec<Owner> = owners.into_iter().collect();
        let users = users::names(db, owners.iter().filter_map(|owner| owner.user_id())).await?;
        let partners = partners::names(db, owners.iter().filter_map(|owner| owner.partner_id())).await?;
        Ok(Names { users, partners })
    }

    /// The name of an owner.
    pub fn get(&self, owner: Owner) -> Option<String> {
        match owner {
            Owner::User(id) => self.users.get(&id).cloned(),
            Owner::Partner(id) => self.partners.get(&id).cloned(),
        }
    }
}

/// Notes an account or a partner that does not exist, under the field that named it.
///
/// # Errors
/// Those of the store.
pub(crate) async fn check(
    db: &impl ConnectionTrait,
    errors: &mut FieldErrors,
    owner: Option<Owner>,
    fields: (&str, &str),
) -> Result<(), StoreError> {
    let (pointer, known) = match owner {
        None => return Ok(()),
        Some(Owner::User(id)) => (fields.0, prospects::account_exists(db, id).await?),
        Some(Owner::Partner(id)) => (fields.1, prospects::partner_exists(db, id).await?),
    };
    if !known {
        errors.push(pointer, "not_found");
    }
    Ok(())
}
