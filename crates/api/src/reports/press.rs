//! The text for the press: sentences of `sentences.toml` with the figures of a report, and nothing that it does not say.

use domain::reports::french::{evolution, number};
use figment::Figment;
use figment::providers::{Format, Toml};
use minijinja::{Environment, UndefinedBehavior, context};
use serde::Deserialize;

use super::content::{ReportContent, ReportFigure};
use crate::problem::Problem;

/// EPCI named at most.
const NAMED: usize = 3;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sentences {
    title: String,
    supported: String,
    supported_none: String,
    settled: String,
    settled_none: String,
    newcomers: String,
    places: String,
    source: String,
}

/// The text, one paragraph a line, from what everybody may read of a report.
///
/// # Errors
/// 500 when the sentences are broken.
pub(super) fn text(content: &ReportContent) -> Result<String, Problem> {
    let sentences = include_str!("sentences.toml");
    let told: Sentences =
        Figment::from(Toml::string(sentences)).extract().map_err(|error| Problem::internal(&error))?;
    let words = words(content);
    let has = |code: &str| content.value(code).is_some_and(|value| value > 0.0);
    let mut wanted = vec![told.title];
    wanted.push(if has("prospects_supported") { told.supported } else { told.supported_none });
    wanted.push(if has("families_settled") { told.settled } else { told.settled_none });
    if has("newcomers_insee") {
        wanted.push(told.newcomers);
    }
    if !places(content).is_empty() {
        wanted.push(told.places);
    }
    wanted.push(told.source);
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let fill = |sentence: &String| environment.render_str(sentence.trim(), &words);
    let filled: Result<Vec<String>, _> = wanted.iter().map(fill).collect();
    Ok(filled.map_err(|error| Problem::internal(&error))?.join("\n\n"))
}

fn words(content: &ReportContent) -> minijinja::Value {
    let value = |code: &str| content.value(code).unwrap_or_default();
    let (supported, settled) = (content.figure("prospects_supported"), content.figure("families_settled"));
    let coefficient = content.coefficients.iter().find(|one| one.indicator == "newcomers_insee");
    context! {
        year => content.year,
        previous_year => content.year - 1,
        edition => content.edition,
        supported => number(value("prospects_supported")),
        several_supported => value("prospects_supported") > 1.0,
        supported_previous => previous(supported),
        supported_evolution => evolved(supported),
        adults => content.value("adults_supported").filter(|value| *value > 0.0).map(number),
        settled => number(value("families_settled")),
        several_settled => value("families_settled") > 1.0,
        settled_previous => previous(settled),
        settled_evolution => evolved(settled),
        insee => number(value("newcomers_insee")),
        coefficient => coefficient.map(|one| with_decimal(one.value)),
        actual => content.value("newcomers_actual").filter(|value| *value > 0.0).map(number),
        places => places(content).join(", "),
    }
}

/// `2,0`: a coefficient keeps its decimal.
fn with_decimal(value: f64) -> String {
    format!("{value:.1}").replace('.', ",")
}

fn previous(figure: Option<&ReportFigure>) -> Option<String> {
    figure.and_then(|figure| figure.previous_value).filter(|value| *value > 0.0).map(number)
}

fn evolved(figure: Option<&ReportFigure>) -> Option<String> {
    let figure = figure?;
    evolution(figure.value?, figure.previous_value?)
}

/// The EPCI that welcomed the most families, with how many.
fn places(content: &ReportContent) -> Vec<String> {
    let cells = content.figure("families_settled").map(|figure| figure.by_epci.as_slice()).unwrap_or_default();
    let mut shown: Vec<(f64, &str)> = cells
        .iter()
        .filter(|cell| !cell.key.is_empty())
        .filter_map(|cell| cell.value.filter(|value| *value > 0.0).map(|value| (value, cell.label.as_str())))
        .collect();
    shown.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    shown.iter().take(NAMED).map(|(value, label)| format!("{label} ({})", number(*value))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reports::content::{ReportCell, ReportCoefficient};

    fn figure(code: &str, value: f64, previous: Option<f64>) -> ReportFigure {
        ReportFigure {
            code: code.to_owned(),
            label: code.to_owned(),
            unit: "family".to_owned(),
            definition: String::new(),
            date_rule: String::new(),
            value: Some(value),
            previous_value: previous,
            target: None,
            gap: None,
            previous_target: None,
            by_epci: vec![],
            by_source: vec![],
            has_files: true,
        }
    }

    fn content(figures: Vec<ReportFigure>) -> ReportContent {
        let day = chrono::NaiveDate::from_ymd_opt(2018, 12, 1).unwrap();
        let source = "Insee".to_owned();
        let coefficient =
            ReportCoefficient { indicator: "newcomers_insee".to_owned(), value: 2.0, valid_from: day, source };
        ReportContent {
            format: 1,
            year: 2024,
            edition: 1,
            computed_on: day,
            figures,
            coefficients: vec![coefficient],
            published_figures: vec![],
            correction: None,
            files_sha256: String::new(),
        }
    }

    #[test]
    fn a_full_year_reads_as_a_press_release() {
        let mut settled = figure("families_settled", 108.0, Some(73.0));
        let cell = |key: &str, label: &str, value: Option<f64>| ReportCell {
            key: key.to_owned(),
            label: label.to_owned(),
            value,
            previous_value: None,
            target: None,
            gap: None,
            previous_target: None,
            hidden: value.is_none(),
            previous_hidden: false,
        };
        settled.by_epci =
            vec![cell("1", "Quercy", None), cell("2", "Figeac", Some(22.0)), cell("3", "Cahors", Some(1_027.0))];
        let told = text(&content(vec![
            figure("prospects_supported", 400.0, Some(320.0)),
            figure("adults_supported", 646.0, None),
            settled,
            figure("newcomers_insee", 216.0, None),
            figure("newcomers_actual", 1_044.0, None),
        ]));
        let golden = "Bilan 2024 du programme d’attractivité « Oh my Lot ! »\n\n\
            En 2024, 400 foyers ont été accompagnés par le réseau accueil, soit 646 adultes (contre 320 en 2023, +25\u{202f}%).\n\n\
            108 familles se sont installées dans le Lot (contre 73 en 2023, +47,9\u{202f}%).\n\n\
            Cela représente 216 nouveaux Lotois au sens de la composition moyenne des ménages (2,0 personnes par famille) ; \
            les dossiers comptent 1\u{202f}044 personnes, adultes et enfants.\n\n\
            Les intercommunalités qui en ont accueilli le plus : Cahors (1\u{202f}027), Figeac (22).\n\n\
            Chiffres recalculés à partir des dossiers du programme, édition 1 du bilan.";
        assert_eq!(told.unwrap(), golden);
    }

    #[test]
    fn nothing_is_said_to_be_nothing() {
        let told =
            text(&content(vec![figure("prospects_supported", 0.0, None), figure("families_settled", 1.0, Some(0.0))]));
        let golden = "Bilan 2024 du programme d’attractivité « Oh my Lot ! »\n\n\
            Aucun foyer n’est enregistré comme accompagné en 2024.\n\n1 famille s’est installée dans le Lot.\n\n\
            Chiffres recalculés à partir des dossiers du programme, édition 1 du bilan.";
        assert_eq!(told.unwrap(), golden);
    }
}
