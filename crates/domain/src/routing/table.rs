//! The table that the programme edits: each line says who is competent, and the French sentence that explains it.

use super::needs::{NeedRule, NeedRuleInput};
use crate::codes::{PartnerKind, ProjectType};
use crate::validation::{FieldErrors, codes, text};

/// Longest sentence of a line, in characters.
const SENTENCE_MAX: usize = 300;
/// Longest key of a line, in characters.
const KEY_MAX: usize = 60;
/// Lines of one kind at most.
const LINES_MAX: usize = 50;

/// The table as it was sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RoutingTableInput {
    /// Whether qualifying a file proposes it at once.
    pub automatic: bool,
    /// For a household that wishes for a territory.
    pub wished: TerritorialRuleInput,
    /// For one that does not.
    pub no_territory: TerritorialRuleInput,
    /// By project, in the order of the screen.
    pub technical: Vec<TechnicalRuleInput>,
    /// By theme of need.
    pub needs: Vec<NeedRuleInput>,
}

/// A line for the territory, as it was sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TerritorialRuleInput {
    /// Codes of kinds of partners.
    pub partner_kinds: Vec<String>,
    /// Why, in French.
    pub sentence: String,
}

/// A line for projects, as it was sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TechnicalRuleInput {
    /// Name of the line, kept with each assignment.
    pub key: String,
    /// Codes of project types.
    pub project_types: Vec<String>,
    /// Codes of kinds of partners.
    pub partner_kinds: Vec<String>,
    /// Why, in French.
    pub sentence: String,
}

/// Whose référents accompany on the territory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TerritorialRule {
    /// Kinds of partners.
    pub partner_kinds: Vec<PartnerKind>,
    /// Why, in French.
    pub sentence: String,
}

/// Whose référents bring their trade to projects of these types.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TechnicalRule {
    /// Name of the line.
    pub key: String,
    /// Project types; each stands in one line only.
    pub project_types: Vec<ProjectType>,
    /// Kinds of partners.
    pub partner_kinds: Vec<PartnerKind>,
    /// Why, in French.
    pub sentence: String,
}

/// The routing table in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoutingTable {
    /// Whether qualifying a file proposes it at once.
    pub automatic: bool,
    /// For a household that wishes for a territory.
    pub wished: TerritorialRule,
    /// For one that does not.
    pub no_territory: TerritorialRule,
    /// By project.
    pub technical: Vec<TechnicalRule>,
    /// By theme of need.
    pub needs: Vec<NeedRule>,
}

impl RoutingTable {
    /// Reads a table; every wrong field is noted.
    ///
    /// # Errors
    /// `required`, `too_long`, `unknown_code`, `duplicate` (a project or theme in two lines, a key twice), `too_many`.
    pub fn parse(input: &RoutingTableInput) -> Result<RoutingTable, FieldErrors> {
        let mut errors = FieldErrors::new();
        let wished = TerritorialRule::parse(&mut errors, "/wished", &input.wished);
        let no_territory = TerritorialRule::parse(&mut errors, "/no_territory", &input.no_territory);
        let technical = lines(&mut errors, "/technical", &input.technical, TechnicalRule::parse);
        let needs = lines(&mut errors, "/needs", &input.needs, NeedRule::parse);
        each_once(&mut errors, "/technical", "key", input.technical.iter().map(|line| line.key.trim()));
        each_once(&mut errors, "/needs", "theme", input.needs.iter().map(|line| line.theme.trim()));
        projects_once(&mut errors, &input.technical);
        let table = wished.zip(no_territory).map(|(wished, no_territory)| RoutingTable {
            automatic: input.automatic,
            wished,
            no_territory,
            technical,
            needs,
        });
        errors.finish(table)
    }
}

impl TerritorialRule {
    fn parse(errors: &mut FieldErrors, pointer: &str, input: &TerritorialRuleInput) -> Option<TerritorialRule> {
        let mut inner = FieldErrors::new();
        let partner_kinds = kinds(&mut inner, &input.partner_kinds);
        let sentence = sentence(&mut inner, &input.sentence);
        match inner.finish(sentence.map(|sentence| TerritorialRule { partner_kinds, sentence })) {
            Ok(rule) => Some(rule),
            Err(inner) => {
                errors.nest(pointer, inner);
                None
            }
        }
    }
}

impl TechnicalRule {
    fn parse(input: &TechnicalRuleInput) -> Result<TechnicalRule, FieldErrors> {
        let mut errors = FieldErrors::new();
        let key = errors.keep("/key", text(&input.key, KEY_MAX));
        let project_types = codes(&mut errors, "/project_types", &input.project_types, ProjectType::parse);
        if input.project_types.is_empty() {
            errors.push("/project_types", "required");
        }
        let partner_kinds = kinds(&mut errors, &input.partner_kinds);
        let sentence = sentence(&mut errors, &input.sentence);
        let rule =
            key.zip(sentence).map(|(key, sentence)| TechnicalRule { key, project_types, partner_kinds, sentence });
        errors.finish(rule)
    }
}

fn lines<I, T>(
    errors: &mut FieldErrors,
    pointer: &str,
    inputs: &[I],
    parse: impl Fn(&I) -> Result<T, FieldErrors>,
) -> Vec<T> {
    if inputs.len() > LINES_MAX {
        errors.push(pointer, "too_many");
        return vec![];
    }
    let mut parsed = Vec::with_capacity(inputs.len());
    for (index, input) in inputs.iter().enumerate() {
        match parse(input) {
            Ok(line) => parsed.push(line),
            Err(inner) => errors.nest(&format!("{pointer}/{index}"), inner),
        }
    }
    parsed
}

fn each_once<'a>(errors: &mut FieldErrors, pointer: &str, field: &str, values: impl Iterator<Item = &'a str>) {
    let mut seen = std::collections::BTreeSet::new();
    for (index, value) in values.enumerate() {
        if !value.is_empty() && !seen.insert(value) {
            errors.push(format!("{pointer}/{index}/{field}"), "duplicate");
        }
    }
}

/// A project in two lines would have two answers.
fn projects_once(errors: &mut FieldErrors, lines: &[TechnicalRuleInput]) {
    let mut seen = std::collections::BTreeMap::new();
    for (line, rule) in lines.iter().enumerate() {
        for (index, project) in rule.project_types.iter().enumerate() {
            if *seen.entry(project.trim()).or_insert(line) != line {
                errors.push(format!("/technical/{line}/project_types/{index}"), "duplicate");
            }
        }
    }
}

/// Kinds of partners of a line, at least one.
pub(super) fn kinds(errors: &mut FieldErrors, raw: &[String]) -> Vec<PartnerKind> {
    if raw.is_empty() {
        errors.push("/partner_kinds", "required");
    }
    codes(errors, "/partner_kinds", raw, PartnerKind::parse)
}

/// The sentence of a line.
pub(super) fn sentence(errors: &mut FieldErrors, raw: &str) -> Option<String> {
    errors.keep("/sentence", text(raw, SENTENCE_MAX))
}
