//! What every column is for, what it may hold and what becomes of it when somebody is erased: one table, read by the
//! eraser, by the tests that look at the real schema, and by whoever asks for the register.
//!
//! A line `= table | routes | purpose | end` is followed by lines `category rule: columns`. A route says whose the rows
//! are: `file:prospect_id` (a column), `file:member_id>members.id.prospect_id` (through another table),
//! `file:@email` (an address of theirs), or a word for the queue of mails, the trail and the answers kept for repeats.

use std::sync::LazyLock;

use crate::StoreError;

/// The table, as written.
const COLUMNS: &str = include_str!("columns.txt");

/// Who may be erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SubjectKind {
    /// A household's file.
    File,
    /// An ambassador.
    Ambassador,
}

impl SubjectKind {
    /// Stored code.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            SubjectKind::File => "file",
            SubjectKind::Ambassador => "ambassador",
        }
    }

    /// The kind of a code.
    #[must_use]
    pub fn parse(code: &str) -> Option<SubjectKind> {
        [SubjectKind::File, SubjectKind::Ambassador].into_iter().find(|kind| kind.as_str() == code)
    }
}

/// How the rows of somebody are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Route {
    /// A column holds their id.
    Own(&'static str),
    /// A column holds the `key` of a row of `table` whose `column` holds their id.
    Through {
        /// The column here.
        own: &'static str,
        /// The other table.
        table: &'static str,
        /// What the column holds of it.
        key: &'static str,
        /// The column there that holds their id.
        column: &'static str,
    },
    /// A column holds an address of theirs.
    Address(&'static str),
    /// Mails that wait, to them or about them.
    Mail,
    /// Entries of the trail about anything of theirs.
    Trail,
    /// Answers kept for repeats that tell anything of theirs.
    Answers,
}

/// What a column may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Category {
    /// Who somebody is.
    Identity,
    /// How to reach them.
    Contact,
    /// What somebody wrote.
    FreeText,
    /// What is known of a household, in codes.
    Household,
    /// What is counted.
    Statistical,
    /// What the program needs.
    Technical,
    /// What is the same for everybody.
    Reference,
}

/// What becomes of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// It stays.
    Keep,
    /// Nothing.
    Null,
    /// An empty text.
    Empty,
    /// [`super::WORD`].
    Word,
    /// An empty JSON object.
    Object,
    /// An empty JSON list.
    List,
    /// The JSON value `null`.
    JsonNull,
    /// No bytes.
    Bytes,
    /// The whole row goes.
    Delete,
}

/// A classified column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What it may hold.
    pub category: Category,
    /// What becomes of it.
    pub rule: Rule,
}

/// A classified table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// Whose its rows are.
    pub routes: Vec<(SubjectKind, Route)>,
    /// What it is for, in French.
    pub purpose: &'static str,
    /// How else its rows end, in French.
    pub end: &'static str,
    /// Its columns.
    pub columns: Vec<Column>,
}

impl Table {
    /// Whether the rows of somebody go as a whole.
    #[must_use]
    pub fn goes(&self) -> bool {
        self.columns.iter().any(|column| column.rule == Rule::Delete)
    }
}

static TABLES: LazyLock<Result<Vec<Table>, String>> = LazyLock::new(|| read(COLUMNS));

/// Every table.
///
/// # Errors
/// [`StoreError::Settings`] when the table inside the program cannot be read.
pub fn tables() -> Result<&'static [Table], StoreError> {
    TABLES.as_deref().map_err(|line| StoreError::Settings(format!("a column is classified wrongly: {line}")))
}

fn read(text: &'static str) -> Result<Vec<Table>, String> {
    let mut tables: Vec<Table> = vec![];
    let mut group = None;
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let broken = || line.to_owned();
        if let Some(header) = line.strip_prefix("= ") {
            tables.push(table(header).ok_or_else(broken)?);
            continue;
        }
        let names = match line.split_once(':') {
            Some((head, names)) if !line.starts_with(' ') => {
                let (category, rule) = head.split_once(' ').ok_or_else(broken)?;
                group = Some((category_of(category).ok_or_else(broken)?, rule_of(rule).ok_or_else(broken)?));
                names
            }
            _ => line,
        };
        let (category, rule) = group.ok_or_else(broken)?;
        let columns = names.split_whitespace().map(|name| Column { name, category, rule });
        tables.last_mut().ok_or_else(broken)?.columns.extend(columns);
    }
    Ok(tables)
}

fn table(header: &'static str) -> Option<Table> {
    let mut fields = header.split('|').map(str::trim);
    let (name, routes, purpose, end) = (fields.next()?, fields.next()?, fields.next()?, fields.next()?);
    let routes = routes.split_whitespace().map(route).collect::<Option<Vec<_>>>()?;
    Some(Table { name, routes, purpose, end, columns: vec![] })
}

fn route(text: &'static str) -> Option<(SubjectKind, Route)> {
    let (kind, path) = text.split_once(':')?;
    let route = match path {
        "mail" => Route::Mail,
        "trail" => Route::Trail,
        "answers" => Route::Answers,
        _ => match (path.strip_prefix('@'), path.split_once('>')) {
            (Some(column), _) => Route::Address(column),
            (None, Some((own, rest))) => {
                let mut parts = rest.split('.');
                Route::Through { own, table: parts.next()?, key: parts.next()?, column: parts.next()? }
            }
            (None, None) => Route::Own(path),
        },
    };
    Some((SubjectKind::parse(kind)?, route))
}

fn category_of(word: &str) -> Option<Category> {
    Some(match word {
        "identity" => Category::Identity,
        "contact" => Category::Contact,
        "free_text" => Category::FreeText,
        "household" => Category::Household,
        "statistical" => Category::Statistical,
        "technical" => Category::Technical,
        "reference" => Category::Reference,
        _ => return None,
    })
}

fn rule_of(word: &str) -> Option<Rule> {
    Some(match word {
        "keep" => Rule::Keep,
        "null" => Rule::Null,
        "empty" => Rule::Empty,
        "word" => Rule::Word,
        "object" => Rule::Object,
        "list" => Rule::List,
        "json_null" => Rule::JsonNull,
        "bytes" => Rule::Bytes,
        "delete" => Rule::Delete,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_has_a_purpose_and_no_name_stands_twice() {
        let all = tables().unwrap();
        for (index, table) in all.iter().enumerate() {
            assert!(!table.purpose.is_empty() && !table.end.is_empty(), "{}", table.name);
            assert!(all[index + 1..].iter().all(|other| other.name != table.name), "{} twice", table.name);
            for (place, column) in table.columns.iter().enumerate() {
                let again = table.columns[place + 1..].iter().any(|other| other.name == column.name);
                assert!(!again, "{}.{} twice", table.name, column.name);
            }
        }
    }

    #[test]
    fn nothing_that_says_who_somebody_is_stays_in_the_rows_of_a_person() {
        // Names of staff and of employers' people, kept beside what they did.
        let of_staff = [
            ("audit_entries", "actor_label"),
            ("ambassador_status_changes", "actor_name"),
            ("endowment_grants", "actor_name"),
            ("sponsoring_proposals", "author_name"),
            ("stand_captures", "decided_by_name"),
            ("merges", "merged_by_name"),
            ("merges", "undone_by_name"),
        ];
        for table in tables().unwrap().iter().filter(|table| !table.routes.is_empty()) {
            for column in &table.columns {
                let personal = matches!(column.category, Category::Identity | Category::Contact | Category::FreeText);
                let kept = column.rule == Rule::Keep && !of_staff.contains(&(table.name, column.name));
                assert!(!(personal && kept), "{}.{}", table.name, column.name);
            }
        }
    }

    #[test]
    fn a_row_goes_as_a_whole_or_not_at_all() {
        for table in tables().unwrap().iter().filter(|table| table.goes()) {
            assert!(table.columns.iter().all(|column| column.rule == Rule::Delete), "{}", table.name);
        }
    }

    #[test]
    fn a_broken_line_is_named() {
        assert_eq!(read("= a | file:x | p | e\nunheard keep: id").unwrap_err(), "unheard keep: id");
        assert_eq!(read("identity keep: id").unwrap_err(), "identity keep: id");
        assert!(read("= a | nobody:x | p | e").is_err());
    }
}
