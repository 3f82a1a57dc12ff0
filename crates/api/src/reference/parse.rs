//! Commune outlines from GeoJSON: the format is read here, what an outline means is in `domain::contours`.

use std::collections::BTreeSet;

use domain::contours::{self, CommuneContour, Outline, Polygon, Position, Ring};
use domain::reference::{Parsed, Refusal, RefusalReason, Report, TableError};
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
struct FeatureCollection {
    #[serde(rename = "type")]
    kind: String,
    /// Kept raw, so that one faulty outline does not refuse the whole file.
    features: Vec<Value>,
}

#[derive(Deserialize)]
struct Feature {
    geometry: Geometry,
    properties: Properties,
}

#[derive(Deserialize)]
struct Properties {
    #[serde(alias = "insee", alias = "INSEE_COM")]
    code: String,
}

/// Coordinates as GeoJSON writes them; a position may carry an altitude, which is left aside.
#[derive(Deserialize)]
#[serde(tag = "type", content = "coordinates")]
enum Geometry {
    Polygon(Vec<Vec<Vec<f64>>>),
    MultiPolygon(Vec<Vec<Vec<Vec<f64>>>>),
}

/// Reads the outlines of the communes of a year (`vintage`) and attaches them to the communes of
/// today, given by their INSEE codes. Refusals carry the rank of the outline in the file, from 1.
///
/// # Errors
/// [`TableError::Unreadable`] when the text is not a GeoJSON collection of features.
pub fn parse_contours(
    text: &str,
    communes: &BTreeSet<String>,
    vintage: i32,
) -> Result<Parsed<CommuneContour>, TableError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let collection: FeatureCollection =
        serde_json::from_str(text).map_err(|error| TableError::Unreadable(error.to_string()))?;
    if collection.kind != "FeatureCollection" {
        let message = format!("a {}, not a FeatureCollection", collection.kind);
        return Err(TableError::Unreadable(message));
    }
    let mut read = Parsed { items: Vec::new(), report: Report::default() };
    for (rank, feature) in (1..).zip(collection.features) {
        read.report.read += 1;
        match outline(rank, feature) {
            Ok(outline) => read.items.push(outline),
            Err(reason) => read.report.refused.push(Refusal { line: rank, reason }),
        }
    }
    Ok(contours::attach(read, communes, vintage))
}

fn outline(rank: u64, feature: Value) -> Result<Outline, RefusalReason> {
    let unreadable = |message: &str| RefusalReason::Unreadable(message.to_owned());
    let feature: Feature = serde_json::from_value(feature).map_err(|error| unreadable(&error.to_string()))?;
    let polygons = match feature.geometry {
        Geometry::Polygon(rings) => vec![rings],
        Geometry::MultiPolygon(polygons) => polygons,
    };
    let polygons = polygons
        .iter()
        .map(|rings| rings.iter().map(|line| ring(line)).collect())
        .collect::<Option<Vec<Polygon>>>()
        .ok_or_else(|| unreadable("a position without longitude and latitude"))?;
    Ok(Outline { rank, commune_code: feature.properties.code, polygons })
}

fn ring(positions: &[Vec<f64>]) -> Option<Ring> {
    let position = |numbers: &Vec<f64>| -> Option<Position> {
        let [longitude, latitude, ..] = numbers.as_slice() else {
            return None;
        };
        Some([*longitude, *latitude])
    };
    positions.iter().map(position).collect()
}

#[cfg(test)]
mod tests {
    use std::error::Error;
    use std::fs;
    use std::path::{Path, PathBuf};

    use domain::contours::CommuneContour;
    use domain::reference::Remark;
    use domain::territories::{parse_communes, parse_epcis};

    use super::*;

    type Outcome = Result<(), Box<dyn Error>>;

    const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

    fn read(path: &str) -> Result<String, std::io::Error> {
        fs::read_to_string(Path::new(ROOT).join(path))
    }

    fn communes() -> Result<BTreeSet<String>, Box<dyn Error>> {
        let epcis = parse_epcis(&read("data/reference/epcis-46.csv")?)?;
        let communes = parse_communes(&read("data/reference/communes-46.csv")?, &epcis.items)?;
        Ok(communes.items.into_iter().map(|c| c.insee_code).collect())
    }

    fn polygons_of(parsed: &Parsed<CommuneContour>, code: &str) -> usize {
        let mut contours = parsed.items.iter();
        contours.find(|contour| contour.commune_code == code).map_or(0, |contour| contour.polygons.len())
    }

    fn merged(parsed: &Parsed<CommuneContour>) -> Vec<(&str, &str)> {
        let remarks = parsed.report.remarks.iter();
        remarks
            .filter_map(|remark| match remark {
                Remark::Merged { from, into } => Some((from.as_str(), into.as_str())),
                Remark::WithoutOutline(_) => None,
            })
            .collect()
    }

    #[test]
    fn cut_outlines_are_attached_or_refused_one_by_one() -> Outcome {
        let communes = communes()?;
        let text = read("tests/fixtures/reference/contours.geojson")?;
        let parsed = parse_contours(&text, &communes, 2018)?;
        let refused = parsed.report.refused.iter();
        let refused: Vec<_> = refused.map(|r| (r.line, r.reason.code())).collect();
        assert_eq!(
            refused,
            [(6, "repeated"), (7, "unknown"), (8, "invalid"), (9, "invalid"), (10, "unreadable"), (11, "unreadable"),]
        );
        assert_eq!((parsed.report.read, parsed.report.accepted()), (11, 5));
        assert_eq!(merged(&parsed), [("46014", "46263"), ("46285", "46263")]);
        assert_eq!(polygons_of(&parsed, "46263"), 3);
        let without = parsed.report.remarks.len() - merged(&parsed).len();
        assert_eq!(without, communes.len() - parsed.items.len());
        Ok(())
    }

    #[test]
    fn coordinates_keep_five_decimals() -> Outcome {
        let text = read("tests/fixtures/reference/contours.geojson")?;
        let parsed = parse_contours(&text, &communes()?, 2018)?;
        let contours = parsed.items.iter().flat_map(|contour| &contour.polygons);
        for number in contours.flatten().flatten().flatten() {
            let decimals = number.to_string().split('.').nth(1).map_or(0, str::len);
            assert!(decimals <= 5, "{number}");
        }
        Ok(())
    }

    #[test]
    fn other_content_is_refused_as_a_whole() {
        for text in ["", "{}", "[1]", r#"{"type":"Topology","features":[]}"#] {
            let refused = parse_contours(text, &BTreeSet::new(), 2018);
            assert!(matches!(refused, Err(TableError::Unreadable(_))), "{text:?}");
        }
    }

    #[test]
    fn the_whole_file_of_2018_covers_every_commune_of_today() -> Outcome {
        let shared =
            option_env!("OHMYLOT_SHARED_DATA").map_or_else(|| Path::new(ROOT).join("../shared/data"), PathBuf::from);
        let path = shared.join("import/contours-communes-46-2018.geojson");
        if option_env!("CI") != Some("true") && !path.exists() {
            return Ok(());
        }
        let parsed = parse_contours(&fs::read_to_string(path)?, &communes()?, 2018)?;
        assert_eq!(parsed.report.refused, []);
        assert_eq!((parsed.report.read, parsed.items.len()), (320, 312));
        assert_eq!((merged(&parsed).len(), parsed.report.remarks.len()), (8, 8));
        let several = ["46263", "46033", "46172", "46232", "46083"];
        assert_eq!(several.map(|code| polygons_of(&parsed, code)), [3, 4, 2, 2, 2]);
        Ok(())
    }
}
