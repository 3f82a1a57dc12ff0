//! Letters: sentences from `letters/*.toml`, laid out once for text and once for HTML.

use std::sync::LazyLock;

use figment::Figment;
use figment::providers::{Format, Toml};
use minijinja::{Environment, UndefinedBehavior, context};
use serde::{Deserialize, Serialize};

use super::kind::Kind;

/// The sentences of a kind of letter, with `{{ words }}` to fill in.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sentences {
    subject: String,
    paragraphs: Vec<String>,
    button: Option<String>,
    footer: Option<String>,
}

/// A link shown as a button.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Button {
    /// What it says.
    pub label: String,
    /// Where it leads.
    pub url: String,
}

/// A titled part of a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterSection {
    /// One line.
    pub title: String,
    /// What it holds.
    pub items: Vec<LetterItem>,
}

/// One thing of a section, with what is told of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterItem {
    /// One line.
    pub title: String,
    /// Short lines.
    pub lines: Vec<String>,
    /// Where its title leads.
    #[serde(default)]
    pub url: Option<String>,
}

/// What lets somebody end the letters of a kind that they asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subscription {
    /// Page on which it is changed or ended.
    pub page: String,
    /// Address that ends it by one `POST`, for mail programs (RFC 8058).
    pub one_click: String,
}

/// A letter to one person, its words filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// Name of its kind.
    pub kind: String,
    /// Address it goes to.
    pub to: String,
    /// One line.
    pub subject: String,
    /// Short paragraphs, the greeting first.
    pub paragraphs: Vec<String>,
    /// Titled parts after them; letters queued before there were any have none.
    #[serde(default)]
    pub sections: Vec<LetterSection>,
    /// The one thing to do.
    pub button: Option<Button>,
    /// Why one gets this letter.
    pub footer: Option<String>,
    /// How to end such letters, when they were asked for.
    #[serde(default)]
    pub subscription: Option<Subscription>,
}

/// A letter that cannot be written: a word or the link is missing, a template is broken.
#[derive(Debug, thiserror::Error)]
pub enum LetterError {
    /// The sentences or a layout cannot be read.
    #[error("the letter {0} cannot be written: {1}")]
    Template(&'static str, String),
    /// The kind has a button and got no link, or the other way round.
    #[error("the letter {0} and its link do not go together")]
    Link(&'static str),
}

static LAYOUTS: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut layouts = Environment::new();
    // A layout that does not parse stays absent and is reported by `render`.
    let _ = layouts.add_template("layout.txt", include_str!("layout.txt"));
    let _ = layouts.add_template("layout.html", include_str!("layout.html"));
    layouts
});

static WORDS: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut words = Environment::new();
    words.set_undefined_behavior(UndefinedBehavior::Strict);
    words
});

impl Letter {
    /// A letter of this kind to `to`: `words` fill in its sentences, `link` is where its button leads.
    ///
    /// # Errors
    /// [`LetterError`] when a word of the kind is missing, or its link.
    pub fn compose(kind: Kind, to: &str, words: &[(&str, &str)], link: Option<&str>) -> Result<Letter, LetterError> {
        let broken = |error: &dyn std::fmt::Display| LetterError::Template(kind.as_str(), error.to_string());
        let sentences: Sentences =
            Figment::from(Toml::string(kind.source())).extract().map_err(|error| broken(&error))?;
        let words: std::collections::BTreeMap<&str, String> =
            words.iter().map(|(name, value)| (*name, one_line(value))).collect();
        let fill = |sentence: &str| WORDS.render_str(sentence, &words).map_err(|error| broken(&error));
        let button = match (sentences.button, link) {
            (Some(label), Some(url)) => Some(Button { label: fill(&label)?, url: url.to_owned() }),
            (None, None) => None,
            _ => return Err(LetterError::Link(kind.as_str())),
        };
        Ok(Letter {
            kind: kind.as_str().to_owned(),
            to: to.to_owned(),
            subject: fill(&sentences.subject)?,
            paragraphs: filled(&sentences.paragraphs, fill)?,
            sections: vec![],
            button,
            footer: sentences.footer.as_deref().map(fill).transpose()?,
            subscription: None,
        })
    }

    /// The same letter with what somebody wrote at its end, a paragraph for each line.
    #[must_use]
    pub fn followed_by(mut self, written: &str) -> Letter {
        self.paragraphs.extend(written.lines().map(one_line).filter(|line| !line.is_empty()));
        self
    }

    /// The same letter with the way to end such letters.
    #[must_use]
    pub fn with_subscription(self, subscription: Subscription) -> Letter {
        Letter { subscription: Some(subscription), ..self }
    }

    /// The same letter with titled parts after its paragraphs; nothing typed in them adds a line.
    #[must_use]
    pub fn with_sections(self, sections: Vec<LetterSection>) -> Letter {
        let clean = |section: LetterSection| LetterSection {
            title: one_line(&section.title),
            items: section
                .items
                .into_iter()
                .map(|item| LetterItem {
                    title: one_line(&item.title),
                    lines: item.lines.iter().map(|line| one_line(line)).collect(),
                    url: item.url,
                })
                .collect(),
        };
        Letter { sections: sections.into_iter().map(clean).collect(), ..self }
    }

    /// The letter as plain text and as HTML.
    ///
    /// # Errors
    /// [`LetterError::Template`] when a layout is broken.
    pub fn render(&self) -> Result<(String, String), LetterError> {
        let button = self.button.as_ref().map(|button| context! { label => &button.label, url => &button.url });
        let page = context! {
            subject => &self.subject,
            paragraphs => &self.paragraphs,
            sections => minijinja::value::Serde(&self.sections),
            button => button,
            footer => &self.footer,
            stop => self.subscription.as_ref().map(|subscription| &subscription.page),
        };
        let write = |name: &'static str| {
            let layout = LAYOUTS.get_template(name).and_then(|layout| layout.render(&page));
            layout.map_err(|error| LetterError::Template(name, error.to_string()))
        };
        Ok((write("layout.txt")?, write("layout.html")?))
    }
}

/// The paragraphs with their words; one that says nothing, because its words are blank, is left out.
fn filled(
    sentences: &[String],
    fill: impl Fn(&str) -> Result<String, LetterError>,
) -> Result<Vec<String>, LetterError> {
    let mut paragraphs = sentences.iter().map(|sentence| fill(sentence)).collect::<Result<Vec<_>, _>>()?;
    paragraphs.retain(|paragraph| !paragraph.trim().is_empty());
    Ok(paragraphs)
}

/// A word typed by somebody never adds a line, nor another header.
fn one_line(word: &str) -> String {
    word.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVERY_WORD: &[(&str, &str)] = &[
        ("first_name", "Zoé <b>"),
        ("reference", "DEM-7K2M-9QXT"),
        ("number", "OML-2026-00042"),
        ("expires_on", "28/11/2026"),
        ("changed_on", "21/11/2026 à 10:45"),
        ("invited_by", "Camille Vidal"),
        ("reported_by", "Luc Bessière"),
        ("why", "Sophie Lacaze est la personne la mieux placée."),
        ("due", "30/11/2026 à 17:00"),
        ("giver", "Luc Bessière"),
        ("receiver", "Nadia Benali"),
        ("part", "référent territorial"),
        ("referent", "Luc Bessière"),
        ("territory", "CC Grand-Figeac"),
        ("first_wish", "Gramat"),
        ("project", "reprise d'une exploitation agricole"),
        ("holder", "Sophie Lacaze"),
        ("partner", "CC Causses et Vallée de la Dordogne"),
        ("day", "23/11/2026"),
        ("to_accept", "1"),
        ("to_accept_told", "OML-2026-00042"),
        ("overdue", "6"),
        ("overdue_told", "Appeler … — OML-2026-00007 ; …"),
        ("to_call", ""),
        ("to_call_told", ""),
        ("tasks", ""),
        ("tasks_told", ""),
        ("actions", ""),
        ("actions_told", ""),
        ("mentions", ""),
        ("mentions_told", ""),
        ("mentioned_by", "Luc Bessière"),
        ("theme", "Logement"),
        ("epci", "CC Grand-Figeac"),
        ("description", "Maison <b>avec jardin</b>"),
        ("referent", "Thomas Vidal, 01 99 00 46 02"),
        ("household", "Zoé <b>, 06 39 98 00 01"),
        ("partner", "Agence du Lot"),
        ("sender", "Thomas Vidal"),
        ("prepared_on", "21/11/2026"),
        ("referent_name", "Hélène Sabatier"),
        ("partner_name", "Communauté de communes Grand-Figeac"),
        ("because", "Hélène Sabatier suit le territoire demandé en premier : Grand-Figeac."),
        ("contact", "01 99 00 46 02"),
        ("changes", "territoires souhaités, échéance"),
        ("employer", "Ateliers du Célé"),
        ("title", "Usineur <b>"),
        ("when", "le 09/04/2027 à 15:00"),
        ("held_until", "22/11/2026 à 10:00"),
        ("waits", ""),
        ("promoted", "oui"),
        ("online", "https://visio.example/table-ronde"),
        ("reason", "Cette adresse n’est pas celle de l’entreprise."),
        ("search", "« usineur <b> » ; Figeac"),
        ("count", "2"),
        ("more", "1"),
        ("ends_on", "21/11/2027"),
        ("commune", "Figeac"),
        ("message", "Un repas partagé suit."),
        ("events", "Rencontre de Cahors, le 04/03/2027."),
        ("answer_by", "20/02/2027"),
        ("last_action_on", "21/11/2023"),
        ("name", "Zoé <b>"),
        ("kind", "recevoir une copie de mes informations"),
        ("received_on", "21/11/2026"),
        ("due_on", "21/12/2026"),
        ("refused", ""),
        ("late", ""),
        ("new", "oui"),
    ];

    fn letter(kind: Kind) -> Letter {
        let link = "https://lot.example/demande/confirmation#jeton";
        Letter::compose(kind, "zoe@foyer.example", EVERY_WORD, Some(link))
            .or_else(|_| Letter::compose(kind, "zoe@foyer.example", EVERY_WORD, None))
            .unwrap()
    }

    #[test]
    fn every_kind_says_the_same_in_text_and_in_html() {
        for &kind in Kind::ALL {
            let letter = letter(kind);
            let (text, html) = letter.render().unwrap();
            assert!(text.starts_with("Bonjour"), "{text}");
            // Letters about an offer greet nobody by name.
            if kind == Kind::NewsletterConfirmation {
                // Nothing that anybody typed stands in it.
                continue;
            }
            let typed = if text.contains("Zoé") {
                ["Zoé <b>,", "Zoé &lt;b&gt;,"]
            } else {
                ["sineur <b>", "sineur &lt;b&gt;"]
            };
            assert!(text.contains(typed[0]) && html.contains(typed[1]), "{html}");
            assert!(!text.contains("{{") && !html.contains("{{"), "{kind:?}");
            assert!(!html.contains("src=") && !html.contains("<link"), "{kind:?} fetches something");
            if letter.button.is_some() {
                assert!(text.contains("https://lot.example/demande/confirmation#jeton"), "{text}");
                assert!(html.contains("href=\"https:&#x2f;&#x2f;lot.example"), "{html}");
            }
        }
    }

    #[test]
    fn sections_stand_in_text_and_in_html() {
        let item = LetterItem {
            title: "Toit <Vallée>".to_owned(),
            lines: vec!["01 99 00 53 02\r\nX: y".to_owned()],
            url: None,
        };
        let section = LetterSection { title: "Logement".to_owned(), items: vec![item] };
        let (text, html) = letter(Kind::AdviceSheet).with_sections(vec![section]).render().unwrap();
        assert!(text.contains("LOGEMENT\n\nToit <Vallée>\n  01 99 00 53 02  X: y\n"), "{text}");
        assert!(html.contains("Logement</h2>") && html.contains("Toit &lt;Vallée&gt;"), "{html}");
    }

    #[test]
    fn a_letter_queued_before_there_were_sections_is_read() {
        let mut kept = serde_json::to_value(letter(Kind::PasswordChanged)).unwrap();
        kept.as_object_mut().unwrap().remove("sections");
        assert_eq!(serde_json::from_value::<Letter>(kept).unwrap(), letter(Kind::PasswordChanged));
    }

    #[test]
    fn what_is_not_known_of_a_referent_is_left_out() {
        let known = letter(Kind::ReferentNamed);
        let words: Vec<(&str, &str)> = EVERY_WORD
            .iter()
            .map(|&(name, word)| (name, if ["partner_name", "because", "contact"].contains(&name) { "" } else { word }))
            .collect();
        let unknown = Letter::compose(Kind::ReferentNamed, "a@b.example", &words, Some("https://x.example")).unwrap();
        assert_eq!(unknown.paragraphs.len() + 1, known.paragraphs.len());
        assert!(unknown.paragraphs.iter().all(|paragraph| !paragraph.contains("()")), "{:?}", unknown.paragraphs);
    }

    #[test]
    fn a_missing_word_or_link_is_an_error() {
        assert!(Letter::compose(Kind::ContactJoined, "a@b.example", &[("first_name", "Zoé")], None).is_err());
        assert!(Letter::compose(Kind::Confirmation, "a@b.example", EVERY_WORD, None).is_err());
        assert!(Letter::compose(Kind::PasswordChanged, "a@b.example", EVERY_WORD, Some("https://x.example")).is_err());
    }

    #[test]
    fn typed_words_cannot_break_a_line_nor_call_the_template() {
        let words = [("first_name", "{{ 7*7 }}\r\nBcc: x@y.example"), ("number", "N\r\nX: y"), ("reference", "R")];
        let letter = Letter::compose(Kind::ContactJoined, "a@b.example", &words, None).unwrap();
        assert!(!letter.subject.contains(['\r', '\n']), "{:?}", letter.subject);
        assert!(letter.paragraphs.first().unwrap().contains("{{ 7*7 }}"));
    }
}
