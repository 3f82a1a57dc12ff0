//! Every table that names a file, and its rows as they are at one moment. A table that is not here fails the tests:
//! a merge would forget it.

use std::collections::BTreeMap;

use sea_orm::sea_query::{Expr, Query};
use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, IdenStatic, Iterable,
    PrimaryKeyToColumn, QueryFilter,
};
use uuid::Uuid;

use super::cells::{Row, broken, row_of};
use crate::StoreError;
use crate::entities::{careers, members};

/// Rows by table and key.
pub(super) type Snapshot = BTreeMap<(String, String), (Row, Row)>;

macro_rules! tables {
    ($($table:ident by $($column:ident)|+;)+) => {
        /// Every column that names a file, with its table.
        #[must_use]
        pub fn references() -> Vec<(&'static str, &'static str)> {
            vec![$($((stringify!($table), crate::entities::$table::Column::$column.as_str()),)+)+]
        }

        /// The rows of all tables that name one of the files.
        pub(super) async fn snapshot(db: &impl ConnectionTrait, files: &[Uuid]) -> Result<Snapshot, StoreError> {
            let mut all = Snapshot::new();
            $({
                use crate::entities::$table::{Column, Entity};
                let named = Condition::any()$(.add(Column::$column.is_in(files.iter().copied())))+;
                note::<Entity>(db, named, &mut all).await?;
            })+
            let of_members = careers::Column::MemberId.in_subquery(people_of(files));
            note::<careers::Entity>(db, Condition::all().add(of_members), &mut all).await?;
            Ok(all)
        }

        /// Does what the journal asks for to a row of a table.
        pub(super) async fn write(
            db: &impl ConnectionTrait,
            table: &str,
            key: &Row,
            deed: &Deed<'_>,
        ) -> Result<(), StoreError> {
            match table {
                $(stringify!($table) => perform::<crate::entities::$table::Entity>(db, key, deed).await,)+
                "careers" => perform::<careers::Entity>(db, key, deed).await,
                other => Err(broken(other)),
            }
        }

        /// A row as it is now.
        pub(super) async fn present(
            db: &impl ConnectionTrait,
            table: &str,
            key: &Row,
        ) -> Result<Option<Row>, StoreError> {
            match table {
                $(stringify!($table) => get::<crate::entities::$table::Entity>(db, key).await,)+
                "careers" => get::<careers::Entity>(db, key).await,
                other => Err(broken(other)),
            }
        }
    };
}

tables! {
    prospects by Id | MergedIntoId | DuplicateOf;
    status_changes by ProspectId;
    prospect_tags by ProspectId;
    prospect_wishes by ProspectId;
    members by ProspectId;
    consents by ProspectId;
    installations by ProspectId;
    needs by ProspectId;
    tasks by ProspectId;
    assignments by ProspectId;
    interactions by ProspectId;
    mentions by ProspectId;
    contact_requests by ProspectId;
    import_rows by ProspectId;
    stand_captures by ProspectId;
    sponsoring_proposals by ProspectId | OpenForProspectId;
    duplicate_pairs by FirstId | SecondId;
    counting_contexts by ProspectId;
    obstacle_notings by ProspectId;
}

/// What is done to a row.
pub(super) enum Deed<'a> {
    /// It is written with these columns.
    Insert(&'a Row),
    /// These columns are written.
    Update(&'a Row),
    /// It goes.
    Delete,
}

fn people_of(files: &[Uuid]) -> sea_orm::sea_query::SelectStatement {
    Query::select()
        .column(members::Column::Id)
        .from(members::Entity)
        .and_where(members::Column::ProspectId.is_in(files.iter().copied()))
        .take()
}

async fn note<E: EntityTrait>(
    db: &impl ConnectionTrait,
    which: Condition,
    all: &mut Snapshot,
) -> Result<(), StoreError> {
    for model in E::find().filter(which).all(db).await? {
        let row = row_of(&model)?;
        let key = key_of::<E>(&row)?;
        let name = serde_json::to_string(&key).map_err(|error| broken(&error.to_string()))?;
        all.insert((E::default().table_name().to_owned(), name), (key, row));
    }
    Ok(())
}

fn key_of<E: EntityTrait>(row: &Row) -> Result<Row, StoreError> {
    let names = E::PrimaryKey::iter().map(|part| part.into_column().as_str());
    names.map(|name| Ok((name.to_owned(), row.get(name).cloned().ok_or_else(|| broken(name))?))).collect()
}

fn column<E: EntityTrait>(name: &str) -> Result<E::Column, StoreError> {
    E::Column::iter().find(|column| column.as_str() == name).ok_or_else(|| broken(name))
}

fn with_key<E: EntityTrait>(key: &Row) -> Result<Condition, StoreError> {
    key.iter().try_fold(Condition::all(), |all, (name, cell)| Ok(all.add(column::<E>(name)?.eq(cell.value()?))))
}

async fn get<E: EntityTrait>(db: &impl ConnectionTrait, key: &Row) -> Result<Option<Row>, StoreError> {
    E::find().filter(with_key::<E>(key)?).one(db).await?.map(|model| row_of(&model)).transpose()
}

async fn perform<E: EntityTrait>(db: &impl ConnectionTrait, key: &Row, deed: &Deed<'_>) -> Result<(), StoreError> {
    match deed {
        Deed::Delete => {
            E::delete_many().filter(with_key::<E>(key)?).exec(db).await?;
        }
        Deed::Update(cells) => {
            let mut update = E::update_many().filter(with_key::<E>(key)?);
            for (name, cell) in *cells {
                update = update.col_expr(column::<E>(name)?, Expr::val(cell.value()?));
            }
            update.exec(db).await?;
        }
        Deed::Insert(cells) => {
            let mut row = <E::ActiveModel as ActiveModelBehavior>::new();
            for (name, cell) in *cells {
                row.set(column::<E>(name)?, cell.value()?);
            }
            E::insert(row).exec_without_returning(db).await?;
        }
    }
    Ok(())
}
