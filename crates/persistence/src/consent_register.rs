//! What is agreed to at present, counted by wording: the register of consents.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::codes::ConsentPurpose;
use sea_orm::sea_query::{Expr, ExprTrait, Func};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::StoreError;
use crate::entities::{consent_texts, consents, job_alerts, newsletter_subscriptions};

/// How often a wording was agreed to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Agreements kept in files, whatever became of them.
    pub given: i64,
    /// Those that were withdrawn.
    pub withdrawn: i64,
    /// Those that hold now: neither withdrawn nor expired.
    pub in_force: i64,
    /// Those that hold now and were confirmed from the person's own mailbox.
    pub confirmed: i64,
}

/// A wording, and how often it was agreed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountedText {
    /// Code of the purpose.
    pub purpose: String,
    /// Version of the wording.
    pub version: String,
    /// The wording.
    pub text: String,
    /// How often it was agreed to.
    pub counts: Counts,
}

type Key = (String, String);

/// Every wording there ever was, by purpose and newest first, with its counts at `now`.
///
/// A subscription by mail (the newsletter, an alert) is removed when it ends: only those that hold are counted.
///
/// # Errors
/// Those of the store.
pub async fn read(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<Vec<CountedText>, StoreError> {
    let texts = consent_texts::Entity::find()
        .order_by_asc(consent_texts::Column::Purpose)
        .order_by_desc(consent_texts::Column::Version)
        .all(db)
        .await?;
    let mut counts = of_files(db, now).await?;
    for (key, held) in of_subscriptions(db).await? {
        let count = counts.entry(key).or_default();
        count.given += held;
        count.in_force += held;
        count.confirmed += held;
    }
    let counted = |row: consent_texts::Model| {
        let counts = counts.get(&(row.purpose.clone(), row.version.clone())).copied().unwrap_or_default();
        CountedText { purpose: row.purpose, version: row.version, text: row.text, counts }
    };
    Ok(texts.into_iter().map(counted).collect())
}

async fn of_files(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<BTreeMap<Key, Counts>, StoreError> {
    use consents::{Column, Entity};
    let holds = Column::WithdrawnAt.is_null().and(Column::ExpiresAt.is_null().or(Column::ExpiresAt.gt(now)));
    let confirmed = holds.clone().and(Column::ConfirmedAt.is_not_null());
    let counted = |condition: Expr| Func::sum(Expr::case(condition, 1).finally(0)).cast_as("bigint");
    let rows: Vec<(String, String, i64, i64, i64, i64)> = Entity::find()
        .select_only()
        .column(Column::Purpose)
        .column(Column::TextVersion)
        .column_as(Column::Id.count(), "given")
        .column_as(Column::WithdrawnAt.count(), "withdrawn")
        .expr_as(counted(holds), "in_force")
        .expr_as(counted(confirmed), "confirmed")
        .group_by(Column::Purpose)
        .group_by(Column::TextVersion)
        .into_tuple()
        .all(db)
        .await?;
    let of = |(purpose, version, given, withdrawn, in_force, confirmed)| {
        ((purpose, version), Counts { given, withdrawn, in_force, confirmed })
    };
    Ok(rows.into_iter().map(of).collect())
}

/// Subscriptions that were confirmed by mail and have not ended.
async fn of_subscriptions(db: &impl ConnectionTrait) -> Result<Vec<(Key, i64)>, StoreError> {
    let letters: Vec<(String, i64)> = newsletter_subscriptions::Entity::find()
        .select_only()
        .column(newsletter_subscriptions::Column::ConsentVersion)
        .column_as(newsletter_subscriptions::Column::Id.count(), "held")
        .filter(newsletter_subscriptions::Column::ConfirmedAt.is_not_null())
        .group_by(newsletter_subscriptions::Column::ConsentVersion)
        .into_tuple()
        .all(db)
        .await?;
    let alerts: Vec<(String, i64)> = job_alerts::Entity::find()
        .select_only()
        .column(job_alerts::Column::ConsentVersion)
        .column_as(job_alerts::Column::Id.count(), "held")
        .filter(job_alerts::Column::ConfirmedAt.is_not_null())
        .group_by(job_alerts::Column::ConsentVersion)
        .into_tuple()
        .all(db)
        .await?;
    let of = |purpose: ConsentPurpose| move |(version, held): (String, i64)| ((purpose.to_string(), version), held);
    let letters = letters.into_iter().map(of(ConsentPurpose::Newsletter));
    Ok(letters.chain(alerts.into_iter().map(of(ConsentPurpose::JobAlerts))).collect())
}
