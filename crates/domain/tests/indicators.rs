//! The page about the indicators says what the program says.

use std::collections::HashMap;
use std::error::Error;

use domain::indicators::{Dimension, Indicator, Nature, Unit, date_rule};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

#[test]
fn each_indicator_has_its_line_in_the_page() -> Result<(), Box<dyn Error>> {
    let mut labels = HashMap::new();
    for row in csv::Reader::from_path(format!("{ROOT}/data/reference/labels-fr.csv"))?.deserialize() {
        let [list, code, label, description]: [String; 4] = row?;
        labels.insert((list, code), (label, description));
    }
    let of = |list: &str, code: &str| labels.get(&(list.to_owned(), code.to_owned())).cloned().unwrap_or_default();
    let page = std::fs::read_to_string(format!("{ROOT}/docs/indicateurs.md"))?;
    for indicator in Indicator::ALL {
        let (label, definition) = of(Indicator::LIST, indicator.as_str());
        let unit = of(Unit::LIST, indicator.unit().as_str()).0;
        let nature = of(Nature::LIST, indicator.nature().as_str()).0;
        let parts: Vec<&str> = indicator.dimensions().iter().map(|by| Dimension::as_str(*by)).collect();
        let (rule, parts) = (date_rule(*indicator), parts.join(", "));
        let line = format!("| `{indicator}` | {label} | {unit} | {nature} | {definition} | {rule} | {parts} |");
        assert!(page.lines().any(|known| known == line), "docs/indicateurs.md lacks: {line}");
    }
    Ok(())
}
