//! Rows of `audit_seals`.

use sea_orm::entity::prelude::*;

/// The place of an entry of the journal in the chain; salts are dropped with the words that they cover.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_seals")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub position: i64,
    pub entry_seq: i64,
    pub sealed_at: DateTimeUtc,
    pub actor_salt: Option<String>,
    pub actor_digest: String,
    pub reason_salt: Option<String>,
    pub reason_digest: Option<String>,
    pub hash: String,
}

/// Joins from this table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// The entry, which may be gone: there is no foreign key.
    #[sea_orm(
        belongs_to = "super::audit_entries::Entity",
        from = "Column::EntrySeq",
        to = "super::audit_entries::Column::Seq"
    )]
    Entry,
}

impl Related<super::audit_entries::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Entry.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
