//! JSON files of offers: the list that France Travail answers, a bare list, or one object per line, as a table whose
//! titles are the paths of the values.

use std::collections::HashMap;

use domain::imports::Table;
use serde_json::Value;

use super::decode::{DecodeError, MOST_COLUMNS, MOST_ROWS};

/// Where the API of France Travail puts the offers of an answer.
const RESULTS: &str = "resultats";

/// Whether the bytes begin as JSON does.
pub(super) fn is_json(bytes: &[u8]) -> bool {
    let bare = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    bare.iter().find(|byte| !byte.is_ascii_whitespace()).is_some_and(|byte| matches!(byte, b'{' | b'['))
}

/// Reads every object of the file as a row.
pub(super) fn read(bytes: &[u8]) -> Result<Table, DecodeError> {
    let bare = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut sheet = Sheet::default();
    for value in serde_json::Deserializer::from_slice(bare).into_iter::<Value>() {
        match value.map_err(|_| DecodeError::UnreadableJson)? {
            Value::Array(items) => items.into_iter().try_for_each(|item| sheet.add(&item))?,
            Value::Object(mut object) => match object.remove(RESULTS) {
                Some(Value::Array(items)) => items.into_iter().try_for_each(|item| sheet.add(&item))?,
                Some(_) => return Err(DecodeError::UnreadableJson),
                None => sheet.add(&Value::Object(object))?,
            },
            _ => return Err(DecodeError::UnreadableJson),
        }
    }
    sheet.finish()
}

#[derive(Default)]
struct Sheet {
    columns: HashMap<String, usize>,
    table: Table,
}

impl Sheet {
    fn add(&mut self, item: &Value) -> Result<(), DecodeError> {
        if !item.is_object() {
            return Err(DecodeError::UnreadableJson);
        }
        if self.table.rows.len() >= MOST_ROWS {
            return Err(DecodeError::TooManyRows);
        }
        let mut cells = vec![];
        flatten(item, "", &mut cells);
        let mut row = vec![];
        for (path, text) in cells {
            let place = self.column(path)?;
            if row.len() <= place {
                row.resize(place + 1, String::new());
            }
            if let Some(cell) = row.get_mut(place) {
                *cell = text;
            }
        }
        self.table.rows.push(row);
        Ok(())
    }

    fn column(&mut self, path: String) -> Result<usize, DecodeError> {
        if let Some(place) = self.columns.get(&path) {
            return Ok(*place);
        }
        let place = self.table.headers.len();
        if place >= MOST_COLUMNS {
            return Err(DecodeError::TooManyColumns);
        }
        self.columns.insert(path.clone(), place);
        self.table.headers.push(path);
        Ok(place)
    }

    fn finish(mut self) -> Result<Table, DecodeError> {
        let columns = self.table.headers.len();
        if self.table.rows.is_empty() || columns == 0 {
            return Err(DecodeError::Empty);
        }
        self.table.rows.iter_mut().for_each(|row| row.resize(columns, String::new()));
        Ok(self.table)
    }
}

/// The values of an object under their paths; lists of words on one line, lists of objects (skills, diplomas) left out.
fn flatten(value: &Value, path: &str, cells: &mut Vec<(String, String)>) {
    let below = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    match value {
        Value::Object(object) => object.iter().for_each(|(name, value)| flatten(value, &below(name), cells)),
        Value::Array(items) => {
            let words: Vec<String> = items.iter().filter_map(scalar).collect();
            if words.len() == items.len() {
                cells.push((path.to_owned(), words.join("|")));
            }
        }
        value => cells.push((path.to_owned(), scalar(value).unwrap_or_default())),
    }
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if text.contains('\r') => Some(text.replace("\r\n", "\n").replace('\r', "\n")),
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_a_list_and_lines_give_the_same_rows() {
        let one = r#"{"id":"1","lieuTravail":{"commune":"46102","latitude":44.6},"competences":[{"code":"x"}]}"#;
        let two = r#"{"id":"2","alternance":false,"lieuTravail":{"libelle":null},"mots":["a","b"]}"#;
        for text in [
            format!("{{\"resultats\":[{one},{two}],\"filtresPossibles\":[]}}"),
            format!("\u{feff} [{one},{two}]"),
            format!("{one}\n{two}\n"),
        ] {
            assert!(is_json(text.as_bytes()));
            let table = read(text.as_bytes()).unwrap();
            let titles =
                ["id", "lieuTravail.commune", "lieuTravail.latitude", "alternance", "lieuTravail.libelle", "mots"];
            assert_eq!(table.headers, titles);
            assert_eq!(table.rows[0], ["1", "46102", "44.6", "", "", ""]);
            assert_eq!(table.rows[1], ["2", "", "", "false", "", "a|b"]);
        }
    }

    #[test]
    fn what_is_no_list_of_objects_is_refused() {
        for (text, error) in [
            ("{\"resultats\":[]}", DecodeError::Empty),
            ("[]", DecodeError::Empty),
            ("[{}]", DecodeError::Empty),
            ("[1,2]", DecodeError::UnreadableJson),
            ("{\"resultats\":3}", DecodeError::UnreadableJson),
            ("[{\"id\":\"1\"}", DecodeError::UnreadableJson),
        ] {
            assert_eq!(read(text.as_bytes()), Err(error), "{text}");
        }
    }
}
