//! The communication kit of the demonstration: pages made on the spot, their versions, who took them.

use domain::kit_items::{KitFileFacts, KitFormat, KitItemFacts, KitItemInput};
use persistence::kit_items::files::{self, NewKitFile};
use persistence::kit_items::{self, downloads};
use persistence::{DatabaseTransaction, employers};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::data::read;
use super::journal::{Deed, Journal};
use super::people::Cast;
use super::when::Calendar;
use crate::seed::SeedError;

const KIT: &str = include_str!("../../../../../data/demo/kit.toml");
/// Hour at which everything about the kit happens.
const DONE_AT: &str = "14:00";
/// Who keeps the kit.
const PROGRAMME: &str = "programme";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Kit {
    items: Vec<Item>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Item {
    title: String,
    description: String,
    audiences: Vec<String>,
    files: Vec<File>,
    #[serde(default)]
    downloads: Vec<Download>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    filename: String,
    days_ago: u64,
    note: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Download {
    siret: String,
    number: i32,
    days_ago: u64,
}

impl Kit {
    pub(super) fn read() -> Result<Kit, SeedError> {
        read(KIT)
    }
}

/// Writes the whole kit down.
pub(super) async fn fill(
    (tx, journal): (&DatabaseTransaction, &Journal),
    (calendar, cast): (&Calendar, &Cast),
    kit: Kit,
) -> Result<(), SeedError> {
    let programme = cast.user(PROGRAMME)?;
    for item in kit.items {
        let first = item.files.iter().map(|file| file.days_ago).max().unwrap_or_default();
        let input =
            KitItemInput { title: item.title.clone(), description: Some(item.description), audiences: item.audiences };
        let facts = KitItemFacts::parse(&input).map_err(|errors| SeedError::of(&item.title, errors))?;
        let at = calendar.at(first, DONE_AT);
        let id = kit_items::insert(tx, &facts, at).await?;
        let (on, by) = (("kit_item", id), programme.1.clone());
        journal.note(Deed { at, by, action: "kit_item.create", on, fields: vec!["title", "audiences"] });
        for (last, file) in item.files.iter().enumerate() {
            add(tx, calendar, programme, (id, &item.title), (last, file)).await?;
        }
        for download in &item.downloads {
            let employer = employers::find_by_siret(tx, &download.siret).await?.map(|employer| employer.id);
            let at = calendar.at(download.days_ago, DONE_AT);
            downloads::insert(tx, (id, download.number), (employer, None), at).await?;
        }
    }
    Ok(())
}

async fn add(
    tx: &DatabaseTransaction,
    calendar: &Calendar,
    (user_id, name): &(Uuid, String),
    (item_id, title): (Uuid, &str),
    (last, file): (usize, &File),
) -> Result<(), SeedError> {
    let last = i32::try_from(last).ok().filter(|last| *last > 0);
    let content = page(&format!("{title} ({})", last.unwrap_or_default() + 1));
    let facts = KitFileFacts::parse(KitFormat::Pdf, (&file.filename, file.note.as_deref()), &content)
        .map_err(|errors| SeedError::of(title, errors))?;
    let sha256 = Sha256::digest(&content).iter().map(|byte| format!("{byte:02x}")).collect();
    let new = NewKitFile { facts: &facts, content, sha256, added_by: Some(*user_id), added_by_name: name };
    files::insert(tx, (item_id, last), new, calendar.at(file.days_ago, DONE_AT)).await?;
    Ok(())
}

/// A page of PDF with one line of text.
fn page(line: &str) -> Vec<u8> {
    let text = format!("BT /F 24 Tf 60 760 Td ({}) Tj ET", escaped(line));
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
         /Resources << /Font << /F 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{text}\nendstream", text.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    let mut page = "%PDF-1.4\n".to_owned();
    let mut places = vec![];
    for (number, object) in (1..).zip(&objects) {
        places.push(format!("{:010} 00000 n \n", page.len()));
        page.push_str(&format!("{number} 0 obj\n{object}\nendobj\n"));
    }
    let (start, count) = (page.len(), objects.len() + 1);
    page.push_str(&format!("xref\n0 {count}\n0000000000 65535 f \n{}", places.concat()));
    page.push_str(&format!("trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"));
    page.into_bytes()
}

/// Letters as the font of the page knows them, each beyond ASCII by its octal number.
fn escaped(line: &str) -> String {
    let letter = |letter: char| match letter {
        '(' | ')' | '\\' => format!("\\{letter}"),
        '’' => "\\222".to_owned(),
        ' '..='~' => letter.to_string(),
        _ => u8::try_from(u32::from(letter)).map_or_else(|_| "?".to_owned(), |byte| format!("\\{byte:03o}")),
    };
    line.chars().map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_says_where_its_parts_are() {
        let page = String::from_utf8(page("Été (1) ’")).unwrap();
        assert!(page.contains(r"(\311t\351 \(1\) \222) Tj"), "{page}");
        let start: usize = page.rsplit("startxref\n").next().unwrap().lines().next().unwrap().parse().unwrap();
        assert!(page[start..].starts_with("xref\n0 6\n"));
        let third: usize = page[start..].lines().nth(5).unwrap()[..10].parse().unwrap();
        assert!(page[third..].starts_with("3 0 obj"));
    }
}
