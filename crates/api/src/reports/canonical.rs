//! One text for one content: what is hashed, stored and handed out. Keys in order, no blanks, numbers as RFC 8785 writes
//! those that occur here (whole ones without a decimal).

use std::collections::BTreeMap;

use persistence::reports::Frozen;
use serde::Serialize;
use serde_json::{Number, Value};
use sha2::{Digest, Sha256};

use super::content::ReportContent;
use crate::problem::Problem;

/// Files behind the figures, by indicator: number, EPCI and weight of each.
pub(super) type Files = BTreeMap<String, Vec<(String, Option<String>, i64)>>;

/// Content and files as they are frozen; the content names the hash of the files.
///
/// # Errors
/// 500 when they cannot be written.
pub(super) fn frozen(content: ReportContent, files: &Files) -> Result<Frozen, Problem> {
    let files = canonical(files)?;
    let content = canonical(&ReportContent { files_sha256: sha256(&files), ..content })?;
    Ok(Frozen { sha256: sha256(&content), content, files })
}

/// Reads what was frozen, once its hashes are those that were written down.
///
/// # Errors
/// 500 when it is not what was frozen: the log tells which part.
pub(super) fn verified(frozen: &Frozen) -> Result<ReportContent, Problem> {
    if sha256(&frozen.content) != frozen.sha256 {
        return Err(Problem::internal(&"the content of a report is not what was hashed"));
    }
    let content: ReportContent = serde_json::from_str(&frozen.content).map_err(|error| Problem::internal(&error))?;
    if sha256(&frozen.files) != content.files_sha256 {
        return Err(Problem::internal(&"the files of a report are not those that were hashed"));
    }
    Ok(content)
}

/// The files behind the figures.
///
/// # Errors
/// 500 when they cannot be read.
pub(super) fn files_of(frozen: &Frozen) -> Result<Files, Problem> {
    serde_json::from_str(&frozen.files).map_err(|error| Problem::internal(&error))
}

fn canonical(content: &impl Serialize) -> Result<String, Problem> {
    let value = serde_json::to_value(content).map_err(|error| Problem::internal(&error))?;
    let mut text = String::new();
    write(&value, &mut text);
    Ok(text)
}

fn write(value: &Value, text: &mut String) {
    match value {
        Value::Object(fields) => {
            let ordered: BTreeMap<&String, &Value> = fields.iter().collect();
            joined(text, ['{', '}'], ordered, |(name, value), text| {
                text.push_str(&Value::String(name.clone()).to_string());
                text.push(':');
                write(value, text);
            });
        }
        Value::Array(items) => joined(text, ['[', ']'], items, write),
        Value::Number(number) => text.push_str(&written(number)),
        plain => text.push_str(&plain.to_string()),
    }
}

fn joined<T>(
    text: &mut String,
    [open, close]: [char; 2],
    items: impl IntoIterator<Item = T>,
    mut one: impl FnMut(T, &mut String),
) {
    text.push(open);
    for (index, item) in items.into_iter().enumerate() {
        if index > 0 {
            text.push(',');
        }
        one(item, text);
    }
    text.push(close);
}

fn written(number: &Number) -> String {
    let written = number.to_string();
    written.strip_suffix(".0").map_or_else(|| written.clone(), str::to_owned)
}

fn sha256(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn one_content_has_one_text() {
        let value = json!({"b": [1.0, 2.5, null, "é\u{202f}\"%"], "a": {"z": true, "y": -3}});
        assert_eq!(canonical(&value).unwrap(), "{\"a\":{\"y\":-3,\"z\":true},\"b\":[1,2.5,null,\"é\u{202f}\\\"%\"]}");
    }

    #[test]
    fn what_was_touched_is_not_read() {
        let content: ReportContent = serde_json::from_value(json!({
            "format": 1, "year": 2024, "edition": 1, "computed_on": "2025-01-10", "figures": [], "coefficients": [],
            "published_figures": [], "correction": null, "files_sha256": ""
        }))
        .unwrap();
        let files = Files::from([("families_settled".to_owned(), vec![("OML-2024-00001".to_owned(), None, 1)])]);
        let kept = frozen(content, &files).unwrap();
        assert_eq!(kept.sha256.len(), 64);
        assert_eq!(files_of(&kept).unwrap(), files);
        assert_eq!(verified(&kept).unwrap().files_sha256, sha256(&kept.files));
        let other = Frozen { content: kept.content.replace("2024", "2025"), ..kept.clone() };
        assert!(verified(&other).is_err());
        let other = Frozen { files: kept.files.replace("00001", "00002"), ..kept };
        assert!(verified(&other).is_err());
    }
}
