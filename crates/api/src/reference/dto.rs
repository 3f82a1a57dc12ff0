//! Shapes of the reference data.

use domain::activities::Activity as KnownActivity;
use domain::contours::CommuneContour;
use domain::occupations::Completed;
use domain::territories::Territory as Place;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::http::Many;

/// Which territories are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct TerritoryQuery {
    /// Niveau, de la liste `territory_kinds`
    #[param(example = "commune")]
    pub kind: Option<String>,
    /// Code du territoire qui les contient, directement ou non
    #[param(example = "46")]
    pub parent: Option<String>,
    /// Premières lettres d'un ou plusieurs mots du nom, ou d'un code postal ; accents et casse sans effet
    #[param(example = "st cere", max_length = 200)]
    pub q: Option<String>,
    /// Nombre de réponses au plus ; tous les territoires par défaut
    #[param(minimum = 1, maximum = 500, example = 20)]
    pub limit: Option<i32>,
}

/// Which occupations are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct OccupationQuery {
    /// Premières lettres d'un métier, d'un mot courant, d'une appellation ou d'un code ROME
    #[param(example = "infirmiere", max_length = 200)]
    pub q: Option<String>,
    /// Nombre de réponses au plus, 50 par défaut
    #[param(minimum = 1, maximum = 200, example = 20)]
    pub limit: Option<i32>,
}

/// Which activities are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ActivityQuery {
    /// Premières lettres de l'activité, ou début de son code
    #[param(example = "boulangerie", max_length = 200)]
    pub q: Option<String>,
    /// Nombre de réponses au plus, 50 par défaut
    #[param(minimum = 1, maximum = 200, example = 20)]
    pub limit: Option<i32>,
}

/// Which lists of codes are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CodeListsQuery {
    /// Noms des listes ; toutes par défaut
    #[serde(default)]
    #[param(value_type = Vec<String>, example = json!(["project_types", "horizons"]))]
    pub name: Many,
}

/// Which outlines are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ContourQuery {
    /// SIREN de l'intercommunalité ; toutes les communes par défaut
    #[param(example = "200067361")]
    pub epci: Option<String>,
}

/// A département, an EPCI or a commune.
#[derive(Debug, Serialize, ToSchema)]
pub struct Territory {
    /// INSEE code (département, commune) or SIREN (EPCI).
    #[schema(example = "46338")]
    pub code: String,
    /// Level, of the list `territory_kinds`.
    #[schema(example = "commune")]
    pub kind: String,
    /// Official name.
    #[schema(example = "Saint-Céré")]
    pub name: String,
    /// Code of the territory above.
    #[schema(required = true)]
    pub parent_code: Option<String>,
    /// Name of the territory above.
    #[schema(required = true)]
    pub parent_name: Option<String>,
    /// Postal codes; communes only.
    pub postal_codes: Vec<String>,
    /// Inhabitants living in the département.
    pub population: i32,
    /// Degrees north (WGS 84).
    pub latitude: f64,
    /// Degrees east (WGS 84).
    pub longitude: f64,
}

impl Territory {
    /// A territory beside the name of the one above.
    #[must_use]
    pub fn of(place: Place, parent_name: Option<String>) -> Territory {
        Territory {
            code: place.code,
            kind: place.kind.to_string(),
            name: place.name,
            parent_code: place.parent_code,
            parent_name,
            postal_codes: place.postal_codes,
            population: place.population,
            latitude: place.latitude,
            longitude: place.longitude,
        }
    }
}

/// Territories.
#[derive(Debug, Serialize, ToSchema)]
pub struct TerritoryList {
    /// The best answers first.
    pub items: Vec<Territory>,
    /// Version of the data; changes when they are loaded again.
    pub version: String,
}

/// An occupation of the ROME directory.
#[derive(Debug, Serialize, ToSchema)]
pub struct Occupation {
    /// ROME code.
    #[schema(example = "J1506")]
    pub code: String,
    /// Official label.
    #[schema(example = "Infirmier / Infirmière")]
    pub label: String,
    /// The everyday word or official title that answered, when it is not the label.
    #[schema(required = true)]
    pub title: Option<String>,
    /// Code of the family of close occupations, once the official file is imported.
    #[schema(required = true)]
    pub parent_code: Option<String>,
}

impl From<Completed> for Occupation {
    fn from(found: Completed) -> Self {
        let Completed { occupation, title } = found;
        Occupation { code: occupation.code, label: occupation.label, title, parent_code: occupation.parent_code }
    }
}

/// Occupations.
#[derive(Debug, Serialize, ToSchema)]
pub struct OccupationList {
    /// The best answers first.
    pub items: Vec<Occupation>,
    /// Version of the data; changes when they are loaded again.
    pub version: String,
}

/// An activity of employers.
#[derive(Debug, Serialize, ToSchema)]
pub struct Activity {
    /// Code at any level of the nomenclature.
    #[schema(example = "10.71C")]
    pub code: String,
    /// Official label.
    #[schema(example = "Boulangerie et boulangerie-pâtisserie")]
    pub label: String,
    /// Version of the nomenclature, without which the code means nothing.
    #[schema(example = "NAF rév. 2")]
    pub nomenclature: String,
}

impl From<KnownActivity> for Activity {
    fn from(known: KnownActivity) -> Self {
        Activity { code: known.code, label: known.label, nomenclature: known.nomenclature }
    }
}

/// Activities.
#[derive(Debug, Serialize, ToSchema)]
pub struct ActivityList {
    /// The best answers first.
    pub items: Vec<Activity>,
    /// Version of the data; changes when they are loaded again.
    pub version: String,
}

/// Outline of a commune of today.
#[derive(Debug, Serialize, ToSchema)]
pub struct Contour {
    /// INSEE code.
    #[schema(example = "46338")]
    pub commune_code: String,
    /// Year of the file it comes from.
    #[schema(example = 2018)]
    pub vintage: i32,
    /// Polygons (outer ring, then holes) of positions [longitude, latitude].
    pub polygons: Vec<Vec<Vec<Vec<f64>>>>,
}

impl From<CommuneContour> for Contour {
    fn from(contour: CommuneContour) -> Self {
        let ring = |ring: Vec<[f64; 2]>| ring.into_iter().map(|position| position.to_vec()).collect();
        let polygons = contour.polygons.into_iter().map(|rings| rings.into_iter().map(ring).collect()).collect();
        Contour { commune_code: contour.commune_code, vintage: contour.vintage, polygons }
    }
}

/// Outlines of communes.
#[derive(Debug, Serialize, ToSchema)]
pub struct ContourList {
    /// By INSEE code; empty until the file of outlines is imported.
    pub items: Vec<Contour>,
    /// Version of the data; changes when they are loaded again.
    pub version: String,
}

/// A code and what people read in its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CodeItem {
    /// Stored and transmitted code.
    #[schema(example = "follow_up")]
    pub code: String,
    /// French label.
    #[schema(example = "Suivi du dossier")]
    pub label: String,
    /// Longer explanation.
    #[schema(required = true)]
    pub description: Option<String>,
}

/// A list of codes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CodeList {
    /// Name of the list.
    #[schema(example = "project_types")]
    pub name: String,
    /// Its codes, in the order in which screens show them.
    pub items: Vec<CodeItem>,
    /// Version of the labels.
    pub version: String,
}

/// Every list of codes.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CodeLists {
    /// The lists.
    pub items: Vec<CodeList>,
    /// Version of the labels.
    pub version: String,
}
