//! Sentences of problems, by code and language, read once from `messages.csv`.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Language of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    /// French, the default.
    French,
    /// English, when the caller prefers it.
    English,
}

impl Language {
    /// The first language we speak in an `Accept-Language` header; French without one.
    #[must_use]
    pub fn preferred(header: Option<&str>) -> Language {
        header
            .unwrap_or_default()
            .split(',')
            .find_map(|part| match part.trim().get(..2) {
                Some("fr") => Some(Language::French),
                Some("en") => Some(Language::English),
                _ => None,
            })
            .unwrap_or(Language::French)
    }
}

type Sentence = (String, String);

static SENTENCES: LazyLock<HashMap<(String, Language), Sentence>> = LazyLock::new(|| {
    let mut sentences = HashMap::new();
    let mut reader = csv::Reader::from_reader(include_str!("messages.csv").as_bytes());
    for row in reader.deserialize::<[String; 6]>().flatten() {
        let [kind, code, french_title, french_detail, english_title, english_detail] = row;
        let key = format!("{kind}:{code}");
        sentences.insert((key.clone(), Language::French), (french_title, french_detail));
        sentences.insert((key, Language::English), (english_title, english_detail));
    }
    sentences
});

fn sentence(kind: &str, code: &str, language: Language) -> Sentence {
    SENTENCES
        .get(&(format!("{kind}:{code}"), language))
        .cloned()
        .unwrap_or_else(|| (code.replace('_', " "), String::new()))
}

/// Title and detail of a problem, with `{0}`, `{1}`… replaced by `args`.
pub(super) fn problem_message(code: &str, language: Language, args: &[String]) -> Sentence {
    let (title, mut detail) = sentence("problem", code, language);
    for (index, arg) in args.iter().enumerate() {
        detail = detail.replace(&format!("{{{index}}}"), arg);
    }
    (title, detail)
}

/// What is wrong with a field.
#[must_use]
pub fn field_message(code: &str, language: Language) -> String {
    sentence("field", code, language).0
}
