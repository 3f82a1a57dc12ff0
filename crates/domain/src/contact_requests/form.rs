//! What a household sends by the public form, read with every fault named at once.

use uuid::Uuid;

use crate::campaigns::PublicCode;
use crate::codes::{AgeBand, ConsentChannel, ConsentPurpose, HouseholdKind, MemberRole, NeedTheme, Source};
use crate::consents::{NewConsent, OptIn};
use crate::members::{Career, CareerInput, Member, MemberInput};
use crate::needs::NewNeed;
use crate::prospects::{Facts, FactsInput, NewProspect, NextAction};
use crate::validation::{FieldErrors, codes, optional_text, text};

/// Longest name, in characters.
const NAME_MAX: usize = 80;
/// Longest message, in characters.
const MESSAGE_MAX: usize = 2_000;
/// Longest occupation in the household's own words, in characters.
const OCCUPATION_MAX: usize = 120;
/// Wished territories at most.
const WISHES_MAX: usize = 5;
/// Adults whose occupation is asked for.
const OCCUPATIONS_MAX: usize = 2;
/// Children at most.
const CHILDREN_MAX: usize = 12;
/// Digits of a French postal code.
const FRENCH_POSTAL_CODE: usize = 5;

/// An adult's occupation as it was sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OccupationInput {
    /// ROME code, when one was picked.
    pub code: Option<String>,
    /// The occupation in one's own words.
    pub text: Option<String>,
}

/// A text that was agreed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreedText {
    /// Code of the purpose.
    pub purpose: String,
    /// Version of the text that was shown.
    pub version: String,
}

/// The form as it was sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormInput {
    /// First name of the person who asks.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// E-mail address; this or the phone.
    pub email: Option<String>,
    /// Phone number.
    pub phone: Option<String>,
    /// ISO 3166 code of the country.
    pub country: String,
    /// Postal code; necessary in France.
    pub postal_code: Option<String>,
    /// Code of the household's shape.
    pub household_kind: String,
    /// Codes of the children's age bands, one per child.
    pub children_age_bands: Vec<String>,
    /// Codes of the project types.
    pub project_types: Vec<String>,
    /// Occupation of the person who asks, then of the partner.
    pub occupations: Vec<OccupationInput>,
    /// First name of the partner.
    pub partner_first_name: Option<String>,
    /// Code of the horizon.
    pub horizon: String,
    /// Codes of wished communes and EPCI, first choice first.
    pub wished_territories: Vec<String>,
    /// Whether any territory would do.
    pub territory_indifferent: bool,
    /// Code of the housing wish.
    pub housing_wish: Option<String>,
    /// Codes of the needs.
    pub needs: Vec<String>,
    /// Code of the link with the Lot.
    pub lot_link: Option<String>,
    /// How the household heard of the programme.
    pub source_detail: Option<String>,
    /// Campaign of the page that led here.
    pub campaign: Option<String>,
    /// Short code of the touchpoint that led here.
    pub touchpoint: Option<String>,
    /// Event on whose stand the form was opened; whether it exists is for the caller to find out.
    pub event_id: Option<Uuid>,
    /// What the household wants to say.
    pub message: Option<String>,
    /// What it agrees to.
    pub consents: Vec<AgreedText>,
}

/// A form in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// Facts of the household; no next action yet.
    pub facts: Facts,
    /// The person who asks.
    pub lead: Member,
    /// The partner, then the children.
    pub others: Vec<Member>,
    /// Needs.
    pub needs: Vec<NeedTheme>,
    /// Purposes agreed to, with the version of the text.
    pub consents: Vec<(ConsentPurpose, String)>,
    /// How those agreements were collected.
    pub channel: ConsentChannel,
    /// Code of the touchpoint that led here; nobody's request is refused because of a wrong one.
    pub touchpoint: Option<PublicCode>,
}

impl Form {
    /// Reads a form; every wrong field is noted. Whether territories and occupations exist, and whether the texts are
    /// the current ones ([`check_agreements`]), is for the caller to find out.
    ///
    /// # Errors
    /// `required`, `too_long`, `too_many`, `invalid`, `invalid_email`, `invalid_phone`, `unknown_code`, `duplicate`,
    /// `contact_required`, `not_allowed`, `consent_required`.
    pub fn parse(input: &FormInput) -> Result<Form, FieldErrors> {
        let mut errors = FieldErrors::new();
        let facts = facts(&mut errors, input);
        let careers = careers(&mut errors, input);
        let lead = lead(&mut errors, input);
        let others = others(&mut errors, input);
        let needs = codes(&mut errors, "/needs", &input.needs, NeedTheme::parse);
        let consents = agreements(&mut errors, input);
        let touchpoint = input.touchpoint.as_deref().and_then(|code| code.parse().ok());
        let form = facts.zip(lead).map(|(facts, lead)| {
            let mut form = Form { facts, lead, others, needs, consents, channel: ConsentChannel::WebForm, touchpoint };
            let [first, second] = careers;
            form.lead.career = first;
            if let Some(partner) = form.others.iter_mut().find(|member| member.role == MemberRole::Partner) {
                partner.career = second;
            }
            form
        });
        errors.finish(form)
    }

    /// The file that a confirmed request opens; `proof` says where the agreements come from, `opt_in` when they
    /// were asked for and confirmed.
    #[must_use]
    pub fn into_file(self, next_action: NextAction, proof: &str, opt_in: OptIn) -> NewProspect {
        let consents = self.given_consents(proof, opt_in);
        NewProspect {
            facts: Facts { next_action: Some(next_action), ..self.facts },
            members: std::iter::once(self.lead).chain(self.others).collect(),
            needs: self.needs.into_iter().map(|theme| NewNeed { theme, description: None, given: None }).collect(),
            consents,
        }
    }

    /// The agreements, as a file keeps them.
    #[must_use]
    pub fn given_consents(&self, proof: &str, opt_in: OptIn) -> Vec<NewConsent> {
        let given = |(purpose, version): &(ConsentPurpose, String)| NewConsent {
            purpose: *purpose,
            text_version: version.clone(),
            channel: self.channel,
            proof: Some(proof.to_owned()),
            given_at: None,
            opt_in: Some(opt_in),
        };
        self.consents.iter().map(given).collect()
    }
}

/// Notes every agreement to a text that is not the `current` one of its purpose: nobody agrees to what they did not read.
pub fn check_agreements(sent: &[AgreedText], current: &[(ConsentPurpose, String)], errors: &mut FieldErrors) {
    for (index, agreed) in sent.iter().enumerate() {
        let Some(purpose) = ConsentPurpose::parse(&agreed.purpose) else { continue };
        match current.iter().find(|(known, _)| *known == purpose) {
            None => errors.push(format!("/consents/{index}/purpose"), "not_allowed"),
            Some((_, version)) if *version != agreed.version => {
                errors.push(format!("/consents/{index}/version"), "outdated_text");
            }
            Some(_) => {}
        }
    }
}

fn facts(errors: &mut FieldErrors, input: &FormInput) -> Option<Facts> {
    require(errors, "/country", &input.country);
    require(errors, "/household_kind", &input.household_kind);
    require(errors, "/horizon", &input.horizon);
    if input.project_types.is_empty() {
        errors.push("/project_types", "required");
    }
    check_place(errors, input);
    check_wishes(errors, input);
    let message = errors.keep("/message", optional_text(input.message.as_deref(), MESSAGE_MAX)).flatten();
    let sent = FactsInput {
        source: if input.event_id.is_some() { Source::Stand } else { Source::Web }.to_string(),
        source_detail: input.source_detail.clone(),
        campaign: input.campaign.clone(),
        event_id: input.event_id,
        household_kind: Some(input.household_kind.clone()),
        country: Some(input.country.clone()),
        postal_code: input.postal_code.clone(),
        lot_link: input.lot_link.clone(),
        project_types: input.project_types.clone(),
        horizon: Some(input.horizon.clone()),
        wished_territories: input.wished_territories.clone(),
        territory_indifferent: input.territory_indifferent,
        housing_wish: input.housing_wish.clone(),
        message,
        ..FactsInput::default()
    };
    Facts::parse(&sent).map_err(|inner| errors.nest("", inner)).ok()
}

fn require(errors: &mut FieldErrors, pointer: &str, raw: &str) {
    if raw.trim().is_empty() {
        errors.push(pointer, "required");
    }
}

fn check_place(errors: &mut FieldErrors, input: &FormInput) {
    if !input.country.trim().eq_ignore_ascii_case("FR") {
        return;
    }
    match input.postal_code.as_deref().map(str::trim) {
        None | Some("") => errors.push("/postal_code", "required"),
        Some(code) if code.len() == FRENCH_POSTAL_CODE && code.bytes().all(|byte| byte.is_ascii_digit()) => {}
        Some(_) => errors.push("/postal_code", "invalid"),
    }
}

fn check_wishes(errors: &mut FieldErrors, input: &FormInput) {
    match (input.wished_territories.len(), input.territory_indifferent) {
        (0, false) => errors.push("/wished_territories", "required"),
        (1.., true) => errors.push("/territory_indifferent", "not_allowed"),
        (more, _) if more > WISHES_MAX => errors.push("/wished_territories", "too_many"),
        _ => {}
    }
}

fn careers(errors: &mut FieldErrors, input: &FormInput) -> [Option<Career>; OCCUPATIONS_MAX] {
    if input.occupations.len() > OCCUPATIONS_MAX {
        errors.push("/occupations", "too_many");
        return [None, None];
    }
    if input.occupations.len() > 1 && is_alone(input) {
        errors.push("/occupations/1", "not_allowed");
    }
    [0, 1].map(|index| {
        let sent = input.occupations.get(index)?;
        let pointer = format!("/occupations/{index}");
        let words =
            errors.keep(format!("{pointer}/text"), optional_text(sent.text.as_deref(), OCCUPATION_MAX)).flatten();
        let coded = sent.code.as_deref().is_some_and(|code| !code.trim().is_empty());
        if words.is_none() && !coded {
            errors.push(format!("{pointer}/text"), "required");
            return None;
        }
        let career =
            CareerInput { occupation_code: sent.code.clone(), occupation_text: words, ..CareerInput::default() };
        Career::parse(&career).map_err(|inner| errors.nest(&pointer, inner)).ok()
    })
}

fn is_alone(input: &FormInput) -> bool {
    HouseholdKind::parse(input.household_kind.trim()) == Some(HouseholdKind::Alone)
}

/// Reads a name, which is one line: it is written into letters.
///
/// # Errors
/// `required`, `too_long`; `invalid` when it breaks the line.
pub fn one_line(raw: &str) -> Result<String, &'static str> {
    let name = text(raw, NAME_MAX)?;
    if name.chars().any(char::is_control) { Err("invalid") } else { Ok(name) }
}

fn lead(errors: &mut FieldErrors, input: &FormInput) -> Option<Member> {
    let first_name = errors.keep("/first_name", one_line(&input.first_name));
    let last_name = errors.keep("/last_name", one_line(&input.last_name));
    let blank = |raw: &Option<String>| raw.as_deref().is_none_or(|raw| raw.trim().is_empty());
    if blank(&input.email) && blank(&input.phone) {
        errors.push("/email", "contact_required");
    }
    let sent = MemberInput {
        role: MemberRole::Lead.as_str().to_owned(),
        first_name: Some(first_name?),
        last_name: Some(last_name?),
        email: input.email.clone(),
        phone: input.phone.clone(),
        ..MemberInput::default()
    };
    Member::parse(&sent).map_err(|inner| errors.nest("", inner)).ok()
}

/// The partner, when there is one, then the children.
fn others(errors: &mut FieldErrors, input: &FormInput) -> Vec<Member> {
    let kind = HouseholdKind::parse(input.household_kind.trim());
    let partner_name = input.partner_first_name.as_deref().filter(|raw| !raw.trim().is_empty());
    let partner_name = partner_name.and_then(|raw| errors.keep("/partner_first_name", one_line(raw)));
    if kind == Some(HouseholdKind::Alone) && partner_name.is_some() {
        errors.push("/partner_first_name", "not_allowed");
    }
    if kind.is_some_and(|kind| kind != HouseholdKind::Family) && !input.children_age_bands.is_empty() {
        errors.push("/children_age_bands", "not_allowed");
    }
    if input.children_age_bands.len() > CHILDREN_MAX {
        errors.push("/children_age_bands", "too_many");
        return vec![];
    }
    let named = partner_name.is_some() || input.occupations.len() > 1;
    let partner = (kind == Some(HouseholdKind::Couple) || named)
        .then(|| Member { first_name: partner_name, ..Member::nameless(MemberRole::Partner) });
    let children = children(errors, &input.children_age_bands);
    partner.into_iter().chain(children).collect()
}

/// One age band per child: two children of one band are two children.
fn children(errors: &mut FieldErrors, bands: &[String]) -> Vec<Member> {
    let child = |(index, raw): (usize, &String)| match AgeBand::parse(raw.trim()) {
        Some(band) => Some(Member { age_band: Some(band), ..Member::nameless(MemberRole::Child) }),
        None => {
            errors.push(format!("/children_age_bands/{index}"), "unknown_code");
            None
        }
    };
    bands.iter().enumerate().filter_map(child).collect()
}

fn agreements(errors: &mut FieldErrors, input: &FormInput) -> Vec<(ConsentPurpose, String)> {
    let sent: Vec<String> = input.consents.iter().map(|agreed| agreed.purpose.clone()).collect();
    let mut faults = FieldErrors::new();
    let purposes = codes(&mut faults, "/consents", &sent, ConsentPurpose::parse);
    for fault in faults.into_vec() {
        errors.push(format!("{}/purpose", fault.pointer), fault.code);
    }
    if !purposes.contains(&ConsentPurpose::FollowUp) {
        errors.push("/consents", "consent_required");
    }
    let version_of = |purpose: ConsentPurpose| {
        let agreed = input.consents.iter().find(|agreed| agreed.purpose.trim() == purpose.as_str());
        agreed.map(|agreed| agreed.version.clone()).unwrap_or_default()
    };
    purposes.into_iter().map(|purpose| (purpose, version_of(purpose))).collect()
}

#[cfg(test)]
mod tests;
