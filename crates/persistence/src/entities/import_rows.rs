//! Rows of `import_rows`.

use sea_orm::entity::prelude::*;

/// The verdict on one row of an imported file, and the file or offer it made or was attached to.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "import_rows")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub import_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub row: i32,
    pub verdict: String,
    #[sea_orm(column_type = "JsonBinary")]
    pub reasons: Json,
    pub attached_to_row: Option<i32>,
    pub prospect_id: Option<Uuid>,
    pub job_offer_id: Option<Uuid>,
}

/// Joins from this table.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::import_batches::Entity",
        from = "Column::ImportId",
        to = "super::import_batches::Column::Id"
    )]
    Batch,
    #[sea_orm(
        belongs_to = "super::prospects::Entity",
        from = "Column::ProspectId",
        to = "super::prospects::Column::Id"
    )]
    Prospect,
    #[sea_orm(
        belongs_to = "super::job_offers::Entity",
        from = "Column::JobOfferId",
        to = "super::job_offers::Column::Id"
    )]
    JobOffer,
}

impl Related<super::prospects::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Prospect.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
