//! A household that does not exist: who it is and what it wishes.

use domain::codes::{
    AgeBand, ConsentChannel, ConsentPurpose, ContractType, EducationLevel, ExperienceLevel, Horizon, HouseholdKind,
    HousingWish, Language, LotLink, Maturity, MemberRole, Motive, NeedTheme, Obstacle, ProjectType, RemoteWork, Sector,
    Source, TargetGroup,
};
use domain::consents::NewConsent;
use domain::contact::{Email, Phone};
use domain::members::{Career, Member};
use domain::needs::NewNeed;
use domain::prospects::{Facts, NewProspect};
use domain::text::fold;

use super::chance::Chance;
use super::words::Words;

/// Version of the wordings that are shipped.
const TEXT_VERSION: &str = "2026-11";
const SOURCES: [(Source, u64); 9] = [
    (Source::Web, 40),
    (Source::Stand, 12),
    (Source::Campaign, 12),
    (Source::Phone, 12),
    (Source::Partner, 8),
    (Source::Employer, 6),
    (Source::WordOfMouth, 6),
    (Source::Ambassador, 3),
    (Source::Other, 1),
];
const KINDS: [(HouseholdKind, u64); 3] =
    [(HouseholdKind::Alone, 30), (HouseholdKind::Couple, 30), (HouseholdKind::Family, 40)];

/// Household number `index`: its communes are among `communes`; a next action is for the caller to add.
pub(super) fn household(chance: &mut Chance, words: &Words, communes: &[String], index: u64) -> NewProspect {
    let kind = chance.weighted(&KINDS).unwrap_or(HouseholdKind::Alone);
    NewProspect {
        facts: facts(chance, words, communes, kind),
        members: members(chance, words, kind, index),
        needs: chance.some_of(NeedTheme::ALL, 2).into_iter().map(need).collect(),
        consents: vec![NewConsent {
            purpose: ConsentPurpose::FollowUp,
            text_version: TEXT_VERSION.to_owned(),
            channel: ConsentChannel::WebForm,
            proof: None,
            given_at: None,
            opt_in: None,
        }],
    }
}

fn need(theme: NeedTheme) -> NewNeed {
    NewNeed { theme, description: None, given: None }
}

fn facts(chance: &mut Chance, words: &Words, communes: &[String], kind: HouseholdKind) -> Facts {
    let source = chance.weighted(&SOURCES).unwrap_or(Source::Web);
    let city = chance.one_of(&words.cities);
    // Some people do not mind where.
    let anywhere = chance.in_hundred(8);
    let wishes = if anywhere { vec![] } else { places(chance, communes) };
    Facts {
        event_id: None,
        campaign: chance.one_of(&words.campaigns).filter(|_| source == Source::Campaign).cloned(),
        household_kind: Some(kind),
        language: Some(if chance.in_hundred(95) { Language::French } else { Language::English }),
        country: Some("FR".to_owned()),
        postal_code: city.map(|(code, _)| code.clone()),
        city: city.map(|(_, name)| name.clone()),
        lot_link: chance.one_of(LotLink::ALL).copied(),
        target_group: chance.one_of(TargetGroup::ALL).copied(),
        project_types: chance.some_of(ProjectType::ALL, 2),
        maturity: chance.one_of(Maturity::ALL).copied(),
        horizon: chance.one_of(Horizon::ALL).copied(),
        wished_territories: wishes,
        territory_indifferent: anywhere,
        motives: chance.some_of(Motive::ALL, 3),
        obstacles: chance.some_of(Obstacle::ALL, 2),
        housing_wish: chance.one_of(HousingWish::ALL).copied(),
        ..Facts::of_source(source)
    }
}

fn places(chance: &mut Chance, communes: &[String]) -> Vec<String> {
    let all: Vec<&String> = communes.iter().collect();
    chance.some_of(&all, 3).into_iter().cloned().collect()
}

fn members(chance: &mut Chance, words: &Words, kind: HouseholdKind, index: u64) -> Vec<Member> {
    let family = chance.one_of(&words.last_names).cloned().unwrap_or_default();
    let lead = adult(chance, words, MemberRole::Lead, &family, index);
    let mut members = vec![lead];
    if kind != HouseholdKind::Alone {
        members.push(adult(chance, words, MemberRole::Partner, &family, index));
    }
    if kind == HouseholdKind::Family {
        for _ in 0..=chance.below(3) {
            members
                .push(Member { age_band: chance.one_of(AgeBand::ALL).copied(), ..Member::nameless(MemberRole::Child) });
        }
    }
    members
}

fn adult(chance: &mut Chance, words: &Words, role: MemberRole, family: &str, index: u64) -> Member {
    let first = chance.one_of(&words.first_names).cloned().unwrap_or_default();
    let box_name = fold(&format!("{first} {family}")).replace(' ', ".");
    let email = Email::parse(&format!("{box_name}.{index}@courriel.example")).ok();
    // The range kept for fiction.
    let phone = Phone::parse(&format!("06 39 98 {:02} {:02}", chance.below(100), chance.below(100))).ok();
    let lead = role == MemberRole::Lead;
    Member {
        first_name: Some(first),
        last_name: Some(family.to_owned()),
        email: email.filter(|_| lead),
        phone: phone.filter(|_| lead || chance.in_hundred(30)),
        career: Some(career(chance, words)),
        ..Member::nameless(role)
    }
}

fn career(chance: &mut Chance, words: &Words) -> Career {
    let wish = chance.one_of(&words.occupations);
    Career {
        occupation_code: wish.map(|(_, code, _)| code.clone()),
        occupation_text: wish.map(|(word, _, _)| word.clone()),
        sector: wish.and_then(|(_, _, sector)| Sector::parse(sector)),
        level: chance.one_of(EducationLevel::ALL).copied(),
        experience: chance.one_of(ExperienceLevel::ALL).copied(),
        contracts: chance.some_of(&[ContractType::Cdi, ContractType::Cdd, ContractType::Lib], 2),
        max_distance_km: i32::try_from(10 + 10 * chance.below(5)).ok(),
        remote_work: chance.one_of(RemoteWork::ALL).copied(),
        ..Career::default()
    }
}
