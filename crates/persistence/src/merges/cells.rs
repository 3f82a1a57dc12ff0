//! Values of any column, written down so that they can be put back exactly.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use sea_orm::{IdenStatic, Iterable, ModelTrait, Value};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use uuid::Uuid;

use crate::StoreError;

/// Computed by the database: never put back.
const COMPUTED: &str = "next_action_sort";

/// What a column holds, with its type: an empty one has a type too.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Cell(Kind, Option<Json>);

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Bool,
    Int,
    BigInt,
    Text,
    Uuid,
    Day,
    Instant,
    Json,
}

/// Columns by name.
pub(super) type Row = BTreeMap<String, Cell>;

impl Cell {
    fn of(value: Value) -> Result<Cell, StoreError> {
        Ok(match value {
            Value::Bool(value) => Cell(Kind::Bool, value.map(Json::from)),
            Value::Int(value) => Cell(Kind::Int, value.map(Json::from)),
            Value::BigInt(value) => Cell(Kind::BigInt, value.map(Json::from)),
            Value::String(value) => Cell(Kind::Text, value.map(Json::from)),
            Value::Uuid(value) => Cell(Kind::Uuid, value.map(|id| json!(id))),
            Value::ChronoDate(value) => Cell(Kind::Day, value.map(|day| json!(day))),
            Value::ChronoDateTimeUtc(value) => {
                Cell(Kind::Instant, value.map(|at| json!(at.to_rfc3339_opts(SecondsFormat::Nanos, true))))
            }
            Value::Json(value) => Cell(Kind::Json, value.map(|json| *json)),
            other => return Err(broken(&format!("a column of an unknown type: {other:?}"))),
        })
    }

    /// The value, to be written into its column.
    pub(super) fn value(&self) -> Result<Value, StoreError> {
        let Cell(kind, held) = self;
        let held = held.clone();
        Ok(match kind {
            Kind::Bool => Value::Bool(read::<bool>(held)?),
            Kind::Int => Value::Int(read::<i32>(held)?),
            Kind::BigInt => Value::BigInt(read::<i64>(held)?),
            Kind::Text => Value::String(read::<String>(held)?),
            Kind::Uuid => Value::Uuid(read::<Uuid>(held)?),
            Kind::Day => Value::ChronoDate(read::<NaiveDate>(held)?),
            Kind::Instant => Value::ChronoDateTimeUtc(read::<DateTime<Utc>>(held)?),
            Kind::Json => Value::Json(held.map(Box::new)),
        })
    }
}

fn read<T: serde::de::DeserializeOwned>(held: Option<Json>) -> Result<Option<T>, StoreError> {
    held.map(serde_json::from_value).transpose().map_err(|error| broken(&error.to_string()))
}

/// A journal that cannot be read.
pub(super) fn broken(what: &str) -> StoreError {
    StoreError::Settings(format!("journal of a merge: {what}"))
}

/// Every column of a row.
pub(super) fn row_of<M: ModelTrait>(model: &M) -> Result<Row, StoreError> {
    columns::<M>()
        .filter(|column| column.as_str() != COMPUTED)
        .map(|column| Ok((column.as_str().to_owned(), Cell::of(model.get(column))?)))
        .collect()
}

fn columns<M: ModelTrait>() -> impl Iterator<Item = <M::Entity as sea_orm::EntityTrait>::Column> {
    <<M::Entity as sea_orm::EntityTrait>::Column as Iterable>::iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_value_is_put_back_as_it_was() {
        let at: DateTime<Utc> = "2026-11-21T09:00:00.123456789Z".parse().unwrap();
        let values = [
            Value::Bool(Some(true)),
            Value::Int(Some(-7)),
            Value::BigInt(Some(i64::MAX)),
            Value::String(Some("l’œuf".to_owned())),
            Value::Uuid(Some(Uuid::from_u128(7))),
            Value::ChronoDate(NaiveDate::from_ymd_opt(2028, 2, 29)),
            Value::ChronoDateTimeUtc(Some(at)),
            Value::Json(Some(Box::new(json!({"a": [1, null]})))),
            Value::Uuid(None),
            Value::Json(None),
        ];
        for value in values {
            let written = serde_json::to_string(&Cell::of(value.clone()).unwrap()).unwrap();
            let read: Cell = serde_json::from_str(&written).unwrap();
            assert_eq!(read.value().unwrap(), value);
        }
        assert!(Cell::of(Value::Double(Some(1.0))).is_err());
    }
}
