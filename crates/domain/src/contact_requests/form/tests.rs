use super::*;
use crate::codes::PublicForm;
use proptest::prelude::*;

fn agreed(purpose: &str, version: &str) -> AgreedText {
    AgreedText { purpose: purpose.to_owned(), version: version.to_owned() }
}

fn sent() -> FormInput {
    FormInput {
        first_name: " Maëlle ".to_owned(),
        last_name: "Kerbrat".to_owned(),
        email: Some("Maelle.Kerbrat@foyer.example".to_owned()),
        phone: Some("06 39 98 12 34".to_owned()),
        country: "fr".to_owned(),
        postal_code: Some("44000".to_owned()),
        household_kind: "family".to_owned(),
        children_age_bands: vec!["under_3".to_owned(), "under_3".to_owned()],
        project_types: vec!["farm_takeover".to_owned()],
        occupations: vec![
            OccupationInput { code: Some("A1416".to_owned()), text: Some("maraîchère".to_owned()) },
            OccupationInput { code: None, text: Some("soudeur".to_owned()) },
        ],
        partner_first_name: Some("Yann".to_owned()),
        horizon: "six_to_12_months".to_owned(),
        wished_territories: vec!["200066371".to_owned()],
        needs: vec!["housing".to_owned()],
        consents: vec![agreed("follow_up", "2026-11"), agreed("newsletter", "2026-11")],
        ..FormInput::default()
    }
}

fn faults(input: &FormInput) -> Vec<(String, &'static str)> {
    let errors = Form::parse(input).err().map(FieldErrors::into_vec).unwrap_or_default();
    errors.into_iter().map(|error| (error.pointer, error.code)).collect()
}

#[test]
fn a_family_becomes_a_file() {
    let form = Form::parse(&sent()).unwrap();
    assert_eq!(form.lead.first_name.as_deref(), Some("Maëlle"));
    let call = NextAction { label: "Appeler".to_owned(), on: chrono::NaiveDate::MIN, assignee_id: None };
    let moment = chrono::DateTime::from_timestamp(1_764_000_000, 0).unwrap();
    let opt_in = OptIn { form: PublicForm::ContactRequest, asked_at: moment, confirmed_at: moment };
    let file = form.into_file(call, "DEM-7K2M-9QXT", opt_in);
    let roles: Vec<_> = file.members.iter().map(|member| member.role.as_str()).collect();
    assert_eq!(roles, ["lead", "partner", "child", "child"]);
    let words = |index: usize| file.members.get(index)?.career.as_ref()?.occupation_text.clone();
    assert_eq!((words(0).as_deref(), words(1).as_deref()), (Some("maraîchère"), Some("soudeur")));
    assert_eq!(file.facts.source, Source::Web);
    assert_eq!(file.consents.len(), 2);
    assert!(file.consents.iter().all(|consent| consent.proof.as_deref() == Some("DEM-7K2M-9QXT")));
    assert!(file.consents.iter().all(|consent| consent.opt_in == Some(opt_in)));
}

#[test]
fn every_fault_is_named_at_once() {
    let input = FormInput {
        email: Some("nobody".to_owned()),
        phone: Some("12".to_owned()),
        postal_code: None,
        country: "FR".to_owned(),
        household_kind: "alone".to_owned(),
        partner_first_name: Some("Yann".to_owned()),
        project_types: vec![],
        horizon: String::new(),
        territory_indifferent: true,
        message: Some("x".repeat(2_001)),
        needs: vec!["gold".to_owned()],
        consents: vec![agreed("newsletter", "2026-11"), agreed("newsletter", "2026-11"), agreed("spam", "1")],
        occupations: vec![OccupationInput::default(), OccupationInput { text: Some("x".to_owned()), code: None }],
        ..sent()
    };
    let found = faults(&input);
    for expected in [
        ("/email", "invalid_email"),
        ("/phone", "invalid_phone"),
        ("/postal_code", "required"),
        ("/partner_first_name", "not_allowed"),
        ("/children_age_bands", "not_allowed"),
        ("/project_types", "required"),
        ("/horizon", "required"),
        ("/territory_indifferent", "not_allowed"),
        ("/message", "too_long"),
        ("/needs/0", "unknown_code"),
        ("/consents", "consent_required"),
        ("/consents/1/purpose", "duplicate"),
        ("/consents/2/purpose", "unknown_code"),
        ("/occupations/0/text", "required"),
        ("/occupations/1", "not_allowed"),
    ] {
        assert!(found.contains(&(expected.0.to_owned(), expected.1)), "{expected:?} missing in {found:?}");
    }
}

#[test]
fn the_smallest_form_is_enough() {
    let smallest = FormInput {
        first_name: "Ana".to_owned(),
        last_name: "Ruiz".to_owned(),
        phone: Some("+34 911 23 45 67".to_owned()),
        country: "ES".to_owned(),
        household_kind: "alone".to_owned(),
        project_types: vec!["employee".to_owned()],
        horizon: "unknown".to_owned(),
        territory_indifferent: true,
        consents: vec![agreed("follow_up", "2026-11")],
        ..FormInput::default()
    };
    assert_eq!(faults(&smallest), []);
    let silent = FormInput { phone: Some(" ".to_owned()), ..smallest };
    assert_eq!(faults(&silent), [("/email".to_owned(), "contact_required")]);
}

#[test]
fn nobody_agrees_to_an_outdated_text() {
    let current =
        [(ConsentPurpose::FollowUp, "2027-01".to_owned()), (ConsentPurpose::Newsletter, "2026-11".to_owned())];
    let mut errors = FieldErrors::new();
    let sent = [agreed("follow_up", "2026-11"), agreed("newsletter", "2026-11"), agreed("studies", "2026-11")];
    check_agreements(&sent, &current, &mut errors);
    let found: Vec<_> = errors.into_vec().into_iter().map(|error| (error.pointer, error.code)).collect();
    assert_eq!(
        found,
        [("/consents/0/version".to_owned(), "outdated_text"), ("/consents/2/purpose".to_owned(), "not_allowed")]
    );
}

proptest! {
    #[test]
    fn reading_any_form_never_panics(
        words in proptest::collection::vec("\\PC{0,30}", 8),
        lists in proptest::collection::vec(proptest::collection::vec("[a-z_0-9]{0,12}", 0..14), 4),
        indifferent: bool,
    ) {
        let word = |index: usize| words.get(index).cloned().unwrap_or_default();
        let list = |index: usize| lists.get(index).cloned().unwrap_or_default();
        let input = FormInput {
            first_name: word(0), last_name: word(1), email: Some(word(2)), phone: Some(word(3)), country: word(4),
            postal_code: Some(word(5)), household_kind: word(6), message: Some(word(7)), children_age_bands: list(0),
            project_types: list(1), wished_territories: list(2), needs: list(3), territory_indifferent: indifferent,
            ..sent()
        };
        let _ = Form::parse(&input);
    }
}
