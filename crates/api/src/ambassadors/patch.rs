//! A change of an ambassador, by the programme or by themselves.

use domain::ambassadors::AmbassadorInput;
use persistence::ambassadors::Ambassador;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::http::Patch;
use crate::open_file::sent_fields;

/// A change of an ambassador; lists are replaced whole.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"portrait": "Je fais visiter les causses à vélo.", "interests": ["nature", "sport"]}))]
pub struct AmbassadorPatch {
    /// First name.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub first_name: Patch<String>,
    /// Last name.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub last_name: Patch<String>,
    /// Name of the organisation.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub organisation_name: Patch<String>,
    /// Address; changed by the programme only.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub email: Patch<String>,
    /// Telephone number.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub phone: Patch<String>,
    /// What they are.
    #[serde(default)]
    #[schema(value_type = Option<Vec<String>>)]
    pub kinds: Patch<Vec<String>>,
    /// What they are ready to do.
    #[serde(default)]
    #[schema(value_type = Option<Vec<String>>)]
    pub commitments: Patch<Vec<String>>,
    /// What they like to talk about.
    #[serde(default)]
    #[schema(value_type = Option<Vec<String>>)]
    pub interests: Patch<Vec<String>>,
    /// Languages they speak.
    #[serde(default)]
    #[schema(value_type = Option<Vec<String>>)]
    pub languages: Patch<Vec<String>>,
    /// Whether they live outside the Lot.
    #[serde(default)]
    #[schema(value_type = Option<bool>)]
    pub is_diaspora: Patch<bool>,
    /// Commune of the Lot.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub commune_code: Patch<String>,
    /// Town, for those who live elsewhere.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub home: Patch<String>,
    /// Number of the département in which they lived before.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub origin: Patch<String>,
    /// Where their own family stands.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub family_stage: Patch<String>,
    /// Families they sponsor at a time at most.
    #[serde(default)]
    #[schema(value_type = Option<i32>)]
    pub sponsoring_capacity: Patch<i32>,
    /// A few words about themselves.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub portrait: Patch<String>,
    /// Whether the portrait may be shown.
    #[serde(default)]
    #[schema(value_type = Option<bool>)]
    pub image_right: Patch<bool>,
    /// Whether they get the newsletter; changed by themselves only.
    #[serde(default)]
    #[schema(value_type = Option<bool>)]
    pub newsletter: Patch<bool>,
}

impl AmbassadorPatch {
    /// The names of the fields sent.
    #[must_use]
    pub fn fields(&self) -> Vec<&'static str> {
        sent_fields(&[
            ("first_name", self.first_name.is_sent()),
            ("last_name", self.last_name.is_sent()),
            ("organisation_name", self.organisation_name.is_sent()),
            ("email", self.email.is_sent()),
            ("phone", self.phone.is_sent()),
            ("kinds", self.kinds.is_sent()),
            ("commitments", self.commitments.is_sent()),
            ("interests", self.interests.is_sent()),
            ("languages", self.languages.is_sent()),
            ("is_diaspora", self.is_diaspora.is_sent()),
            ("commune_code", self.commune_code.is_sent()),
            ("home", self.home.is_sent()),
            ("origin", self.origin.is_sent()),
            ("family_stage", self.family_stage.is_sent()),
            ("sponsoring_capacity", self.sponsoring_capacity.is_sent()),
            ("portrait", self.portrait.is_sent()),
            ("image_right", self.image_right.is_sent()),
            ("newsletter", self.newsletter.is_sent()),
        ])
    }

    /// The ambassador as they will be. What cannot be empty and is sent as null is blank, and refused as such.
    #[must_use]
    pub fn onto(self, now: &Ambassador) -> AmbassadorInput {
        let kept = |sent: Patch<String>, now: &str| sent.or(Some(now.to_owned())).unwrap_or_default();
        let list = |sent: Patch<Vec<String>>, now: &[String]| sent.or(Some(now.to_vec())).unwrap_or_default();
        AmbassadorInput {
            nature: now.nature.clone(),
            first_name: kept(self.first_name, &now.first_name),
            last_name: kept(self.last_name, &now.last_name),
            organisation_name: self.organisation_name.or(now.organisation_name.clone()),
            email: kept(self.email, &now.email),
            phone: self.phone.or(now.phone.clone()),
            kinds: list(self.kinds, &now.kinds),
            commitments: list(self.commitments, &now.commitments),
            interests: list(self.interests, &now.interests),
            languages: list(self.languages, &now.languages),
            is_diaspora: self.is_diaspora.or(Some(now.is_diaspora)).unwrap_or_default(),
            commune_code: self.commune_code.or(now.commune_code.clone()),
            home: self.home.or(now.home.clone()),
            origin: self.origin.or(now.origin.clone()),
            family_stage: self.family_stage.or(now.family_stage.clone()),
            sponsoring_capacity: self.sponsoring_capacity.or(Some(now.sponsoring_capacity)).unwrap_or_default(),
            portrait: self.portrait.or(now.portrait.clone()),
        }
    }
}
