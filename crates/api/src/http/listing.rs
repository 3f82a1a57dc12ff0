//! What lists ordered by name have in common: their order, their archive, their total.

use domain::access::WHOLE_DEPARTEMENT;
use domain::validation::FieldErrors;
use persistence::prospects::Archived;
use persistence::{ConnectionTrait, Slice};

use super::{Cursor, PageQuery};
use crate::problem::Problem;
use crate::secrets::Secrets;

impl PageQuery {
    /// The rows to read: one more than asked for, to know whether a page follows.
    #[must_use]
    pub fn slice(&self, descending: bool) -> Slice {
        let after = self.after.clone().map(|cursor| (cursor.key, cursor.id));
        Slice { after, descending, limit: self.limit + 1 }
    }

    /// Takes the row read too many away; the cursor of the page that follows, if there was one.
    #[must_use]
    pub fn cut<T>(&self, secrets: &Secrets, rows: &mut Vec<T>, at: impl Fn(&T) -> Cursor) -> Option<String> {
        let wanted = usize::try_from(self.limit).unwrap_or(usize::MAX);
        if rows.len() <= wanted {
            return None;
        }
        rows.truncate(wanted);
        rows.last().map(|row| self.cursor_after(secrets, at(row)))
    }
}

/// Reads `sort=name` (the default) or `sort=-name`; `true` is from the last name to the first.
pub fn by_name(errors: &mut FieldErrors, sort: Option<&str>) -> bool {
    match sort {
        None | Some("name") => false,
        Some("-name") => true,
        Some(_) => {
            errors.push("sort", "unknown_code");
            false
        }
    }
}

/// Reads `archived=false` (the default), `true` or `any`.
pub fn archived(errors: &mut FieldErrors, asked: Option<&str>) -> Archived {
    match asked {
        None | Some("false") => Archived::No,
        Some("true") => Archived::Yes,
        Some("any") => Archived::Any,
        Some(_) => {
            errors.push("archived", "unknown_code");
            Archived::No
        }
    }
}

/// Reads `count=exact`.
pub fn counted(errors: &mut FieldErrors, count: Option<&str>) -> bool {
    if count.is_some_and(|count| count != "exact") {
        errors.push("count", "unknown_code");
    }
    count == Some("exact")
}

/// Reads the words of a search; blank counts as none.
pub fn words(errors: &mut FieldErrors, q: Option<&str>) -> Option<String> {
    errors.keep("q", domain::validation::optional_text(q, 200)).flatten()
}

/// Reads an optional code of a closed list.
pub fn code<T>(
    errors: &mut FieldErrors,
    name: &str,
    sent: Option<&str>,
    parse: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    errors.keep(name, sent.map(|code| parse(code).ok_or("unknown_code")).transpose()).flatten()
}

/// The territories that cover the one asked for: itself, its EPCI, the whole département; none asked, none given.
///
/// # Errors
/// 422 on `territory` when it does not exist; those of the store.
pub async fn covering(db: &impl ConnectionTrait, territory: Option<&str>) -> Result<Vec<String>, Problem> {
    let Some(code) = territory else { return Ok(vec![]) };
    let known = persistence::territories::find(db, code).await?;
    let known = known.ok_or_else(|| Problem::field("territory", "unknown_code"))?;
    let epci = persistence::territories::epci_of(db, &known.code).await?;
    let mut zones = vec![known.code, WHOLE_DEPARTEMENT.to_owned()];
    zones.extend(epci);
    zones.sort();
    zones.dedup();
    Ok(zones)
}

/// Refuses territories that do not exist, each under its place in the list at `pointer`.
///
/// # Errors
/// 422 `unknown_code`; those of the store.
pub async fn check_territories(db: &impl ConnectionTrait, pointer: &str, codes: &[String]) -> Result<(), Problem> {
    let known = persistence::territories::names_of(db, codes.iter().map(String::as_str)).await?;
    let mut errors = FieldErrors::new();
    for (index, code) in codes.iter().enumerate() {
        if !known.contains_key(code) {
            errors.push(format!("{pointer}/{index}"), "unknown_code");
        }
    }
    Ok(errors.finish(Some(()))?)
}
