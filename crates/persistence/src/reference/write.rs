//! Writing reference data in batches; a second time changes nothing.

use domain::activities::Activity;
use domain::codes::TitleKind;
use domain::consents::ConsentText;
use domain::contours::CommuneContour;
use domain::occupations::{Occupation, Title};
use domain::territories::Territory;
use domain::text::fold;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::{activities, commune_contours, consent_texts, occupation_titles, occupations, territories};

/// Rows of one statement: well below what either engine takes as parameters.
const BATCH: usize = 500;

/// Inserts rows by batches; `conflict` says what becomes of those that are there already.
async fn insert<E, A>(
    db: &impl ConnectionTrait,
    rows: impl IntoIterator<Item = A>,
    conflict: &OnConflict,
) -> Result<(), StoreError>
where
    E: EntityTrait,
    A: sea_orm::ActiveModelTrait<Entity = E>,
{
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let batch = rows.by_ref().take(BATCH);
        E::insert_many(batch).on_conflict(conflict.clone()).exec_without_returning(db).await?;
    }
    Ok(())
}

pub(super) async fn territories(db: &impl ConnectionTrait, places: &[Territory]) -> Result<(), StoreError> {
    use territories::{ActiveModel, Column};
    let rows = places.iter().map(|place| ActiveModel {
        code: Set(place.code.clone()),
        kind: Set(place.kind.to_string()),
        name: Set(place.name.clone()),
        folded: Set(fold(&place.name)),
        parent_code: Set(place.parent_code.clone()),
        postal_codes: Set(place.postal_codes.clone().into()),
        population: Set(Some(place.population)),
        latitude: Set(Some(place.latitude)),
        longitude: Set(Some(place.longitude)),
    });
    let replaced = [
        Column::Kind,
        Column::Name,
        Column::Folded,
        Column::ParentCode,
        Column::PostalCodes,
        Column::Population,
        Column::Latitude,
        Column::Longitude,
    ];
    insert(db, rows, OnConflict::column(Column::Code).update_columns(replaced)).await
}

/// A family that is known stays when the new edition does not tell families.
pub(super) async fn occupations(
    db: &impl ConnectionTrait,
    list: &[Occupation],
    edition: &str,
) -> Result<(), StoreError> {
    use occupations::{ActiveModel, Column};
    let rows = list.iter().map(|occupation| ActiveModel {
        code: Set(occupation.code.clone()),
        label: Set(occupation.label.clone()),
        folded: Set(fold(&occupation.label)),
        parent_code: Set(occupation.parent_code.clone()),
        edition: Set(edition.to_owned()),
    });
    let mut replaced = vec![Column::Label, Column::Folded, Column::Edition];
    if list.iter().any(|occupation| occupation.parent_code.is_some()) {
        replaced.push(Column::ParentCode);
    }
    insert(db, rows, OnConflict::column(Column::Code).update_columns(replaced)).await
}

/// Replaces all the titles of a kind.
pub(super) async fn titles(db: &impl ConnectionTrait, kind: TitleKind, list: &[Title]) -> Result<(), StoreError> {
    use occupation_titles::{ActiveModel, Column, Entity};
    Entity::delete_many().filter(Column::Kind.eq(kind.as_str())).exec(db).await?;
    let rows = list.iter().map(|title| ActiveModel {
        id: Set(Uuid::now_v7()),
        occupation_code: Set(title.occupation_code.clone()),
        title: Set(title.title.clone()),
        folded: Set(fold(&title.title)),
        kind: Set(title.kind.to_string()),
        official_code: Set(title.official_code.clone()),
    });
    insert(db, rows, OnConflict::column(Column::Id).do_nothing()).await
}

pub(super) async fn activities(db: &impl ConnectionTrait, list: &[Activity]) -> Result<(), StoreError> {
    use activities::{ActiveModel, Column};
    let rows = list.iter().map(|activity| ActiveModel {
        code: Set(activity.code.clone()),
        label: Set(activity.label.clone()),
        folded: Set(fold(&activity.label)),
        nomenclature: Set(activity.nomenclature.clone()),
    });
    let mut conflict = OnConflict::columns([Column::Code, Column::Nomenclature]);
    insert(db, rows, conflict.update_columns([Column::Label, Column::Folded])).await
}

/// Replaces all the outlines: those of two years do not fit together.
pub(super) async fn contours(db: &impl ConnectionTrait, list: &[CommuneContour]) -> Result<(), StoreError> {
    use commune_contours::{ActiveModel, Column, Entity};
    Entity::delete_many().exec(db).await?;
    let rows = list.iter().map(|contour| ActiveModel {
        commune_code: Set(contour.commune_code.clone()),
        vintage: Set(contour.vintage.to_string()),
        polygons: Set(serde_json::json!(contour.polygons)),
    });
    insert(db, rows, OnConflict::column(Column::CommuneCode).do_nothing()).await
}

/// A text that was shown never changes: another wording is another version, and the start stops without one.
pub(super) async fn consent_texts(db: &impl ConnectionTrait, list: &[ConsentText]) -> Result<(), StoreError> {
    use consent_texts::{ActiveModel, Column, Entity};
    let kept = Entity::find().all(db).await?;
    let is_other = |text: &&ConsentText| {
        kept.iter()
            .any(|row| row.purpose == text.purpose.as_str() && row.version == text.version && row.text != text.text)
    };
    if let Some(changed) = list.iter().find(is_other) {
        let ConsentText { purpose, version, .. } = changed;
        let message = format!("the consent text {purpose} {version} was changed: give the new wording a new version");
        return Err(StoreError::Settings(message));
    }
    let rows = list.iter().map(|text| ActiveModel {
        purpose: Set(text.purpose.to_string()),
        version: Set(text.version.clone()),
        text: Set(text.text.clone()),
    });
    insert(db, rows, OnConflict::columns([Column::Purpose, Column::Version]).do_nothing()).await
}
