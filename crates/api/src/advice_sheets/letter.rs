//! The sheet as a mail, and the note that it leaves in the timeline.

use domain::codes::{NeedTheme, ReferentRole};
use domain::contact::Phone;
use figment::Figment;
use figment::providers::{Format, Toml};
use minijinja::{Environment, UndefinedBehavior, Value, context};
use serde::Deserialize;

use super::dto::{AdviceNeed, AdviceReferent, AdviceResource, AdviceSheet, AdviceTheme};
use crate::mail::{Kind, Letter, LetterItem, LetterSection};
use crate::problem::Problem;
use crate::reference::lists::label;

/// The sentences of the sheet, with `{{ words }}` to fill in.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sentences {
    contacts: String,
    contact: String,
    need_without_words: String,
    answered: String,
    awaited: String,
    resource: String,
    contact_name: String,
    sent: String,
}

impl Sentences {
    fn load() -> Result<Sentences, Problem> {
        Figment::from(Toml::string(include_str!("sentences.toml"))).extract().map_err(|error| Problem::internal(&error))
    }
}

fn fill(sentence: &str, words: Value) -> Result<String, Problem> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.render_str(sentence, words).map_err(|error| Problem::internal(&error))
}

/// The letter that carries a sheet to the lead.
///
/// # Errors
/// 500 when a sentence is broken.
pub(super) fn compose(sheet: &AdviceSheet, (first_name, email): (&str, &str), sender: &str) -> Result<Letter, Problem> {
    let sentences = Sentences::load()?;
    let words = [
        ("first_name", first_name),
        ("number", sheet.number.as_str()),
        ("sender", sender),
        ("epci", sheet.epci_name.as_deref().unwrap_or_default()),
        ("prepared_on", &sheet.prepared_on.format("%d/%m/%Y").to_string()),
    ];
    let mut sections = vec![];
    if !sheet.referents.is_empty() {
        let items = sheet.referents.iter().map(|one| referent(&sentences, one)).collect::<Result<_, _>>()?;
        sections.push(LetterSection { title: sentences.contacts.clone(), items });
    }
    for one in &sheet.themes {
        sections.push(theme(&sentences, one)?);
    }
    Ok(Letter::compose(Kind::AdviceSheet, email, &words, None)?.with_sections(sections))
}

/// What the timeline says of a sheet that left.
///
/// # Errors
/// 500 when the sentence is broken.
pub(super) fn note(sheet: &AdviceSheet) -> Result<String, Problem> {
    let themes: Vec<&str> = sheet.themes.iter().map(|one| label(NeedTheme::LIST, &one.theme)).collect();
    fill(&Sentences::load()?.sent, context! { themes => themes.join(", ") })
}

fn referent(sentences: &Sentences, one: &AdviceReferent) -> Result<LetterItem, Problem> {
    let role = label(ReferentRole::LIST, &one.role);
    let lines = [
        Some(fill(&sentences.contact, context! { role, partner => &one.partner_name })?),
        one.phone.as_deref().map(readable),
        one.email.clone(),
    ];
    Ok(LetterItem { title: one.name.clone(), lines: lines.into_iter().flatten().collect(), url: None })
}

fn theme(sentences: &Sentences, one: &AdviceTheme) -> Result<LetterSection, Problem> {
    let needs = one.needs.iter().map(|need| need_item(sentences, need));
    let resources = one.resources.iter().map(|entry| resource(sentences, entry));
    let items = needs.chain(resources).collect::<Result<_, _>>()?;
    Ok(LetterSection { title: label(NeedTheme::LIST, &one.theme).to_owned(), items })
}

fn need_item(sentences: &Sentences, need: &AdviceNeed) -> Result<LetterItem, Problem> {
    let partner = need.partner_name.as_deref();
    let line = match &need.answer {
        Some(answer) => Some(fill(&sentences.answered, context! { partner, answer })?),
        None if need.awaited => Some(fill(&sentences.awaited, context! { partner })?),
        None => None,
    };
    let title = need.description.clone().unwrap_or_else(|| sentences.need_without_words.clone());
    Ok(LetterItem { title, lines: line.into_iter().collect(), url: None })
}

fn resource(sentences: &Sentences, entry: &AdviceResource) -> Result<LetterItem, Problem> {
    let ask_for = entry.contact_name.as_ref().map(|name| fill(&sentences.contact_name, context! { name }));
    let lines = [
        entry.description.clone(),
        ask_for.transpose()?,
        entry.phone.as_deref().map(readable),
        entry.email.clone(),
        entry.website.clone(),
    ];
    let title = fill(&sentences.resource, context! { name => &entry.name, stale => entry.stale })?;
    Ok(LetterItem { title, lines: lines.into_iter().flatten().collect(), url: None })
}

fn readable(stored: &str) -> String {
    Phone::parse(stored).map_or_else(|_| stored.to_owned(), |phone| phone.readable())
}
