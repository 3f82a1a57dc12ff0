//! What the file of an accepted row holds.

use super::draft::HouseholdDraft;
use super::fields::Field;
use crate::codes::{MemberRole, Source};
use crate::members::{Career, Member, NAME_MAX, SHORT_MAX};
use crate::prospects::{CITY_MAX, Facts, LABEL_MAX, MESSAGE_MAX, NewProspect, NextAction, POSTAL_CODE_MAX};

impl HouseholdDraft {
    /// The content of the file to open, within the lengths that people may write: what is longer is cut.
    ///
    /// The source's own words stay beside its code. Comments become the message, after what has no place of its own
    /// (the office's number of the row, the person who followed it), each under what `label` calls its field.
    /// People beyond the one who asked are known by their number only.
    #[must_use]
    pub fn content(&self, label: impl Fn(Field) -> String, next_action: Option<NextAction>) -> NewProspect {
        let uncounted = self.partner_occupation.as_ref().filter(|_| self.adults < 2);
        let own = [
            (Field::Reference, self.reference.as_ref()),
            (Field::Referent, self.referent.as_ref()),
            (Field::PartnerOccupation, uncounted),
        ];
        let lines = own.into_iter().filter_map(|(field, text)| Some(format!("{} : {}", label(field), text?)));
        let message: Vec<String> = lines.chain(self.comment.clone()).collect();
        let facts = Facts {
            source_detail: clip(self.source_detail.as_deref(), LABEL_MAX),
            household_kind: Some(self.household_kind),
            country: self.country.map(str::to_owned),
            postal_code: clip(self.postal_code.as_deref(), POSTAL_CODE_MAX),
            city: clip(self.city.as_deref(), CITY_MAX),
            project_types: self.project_types.clone(),
            wished_territories: self.wished_territories.clone(),
            territory_indifferent: self.territory_indifferent,
            message: clip(Some(&message.join("\n")), MESSAGE_MAX),
            next_action,
            ..Facts::of_source(self.source.unwrap_or(Source::Import))
        };
        NewProspect { facts, members: self.members(), needs: vec![], consents: vec![] }
    }

    fn members(&self) -> Vec<Member> {
        let lead = Member {
            first_name: clip(Some(&self.lead.first_name), NAME_MAX),
            last_name: clip(Some(&self.lead.last_name), NAME_MAX),
            email: self.lead.email.clone(),
            phone: self.lead.phone.clone(),
            career: career(self.occupation.as_deref()),
            ..Member::nameless(MemberRole::Lead)
        };
        let partner =
            Member { career: career(self.partner_occupation.as_deref()), ..Member::nameless(MemberRole::Partner) };
        let mut members = vec![lead];
        members.extend((self.adults >= 2).then_some(partner));
        members.extend((2..self.adults).map(|_| Member::nameless(MemberRole::Other)));
        members.extend((0..self.children).map(|_| Member::nameless(MemberRole::Child)));
        members
    }
}

fn career(occupation: Option<&str>) -> Option<Career> {
    let occupation_text = clip(occupation, SHORT_MAX);
    occupation_text.is_some().then(|| Career { occupation_text, ..Career::default() })
}

/// The first `most` characters, if there are any.
fn clip(text: Option<&str>, most: usize) -> Option<String> {
    let kept: String = text?.chars().take(most).collect();
    let kept = kept.trim();
    (!kept.is_empty()).then(|| kept.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes::{HouseholdKind, ProspectStatus};
    use crate::imports::Person;
    use crate::prospects::Household;
    use chrono::NaiveDate;

    fn draft() -> HouseholdDraft {
        let requested_on = NaiveDate::from_ymd_opt(2021, 3, 3).unwrap_or_default();
        HouseholdDraft {
            reference: Some("12".to_owned()),
            requested_on,
            lead: Person { first_name: String::new(), last_name: "Vayssettes".to_owned(), email: None, phone: None },
            postal_code: None,
            city: None,
            country: None,
            household_kind: HouseholdKind::Family,
            adults: 3,
            children: 2,
            project_types: vec![],
            occupation: None,
            partner_occupation: Some("Sage-femme".to_owned()),
            wished_territories: vec![],
            territory_indifferent: true,
            referent: None,
            source: None,
            source_detail: Some("x".repeat(LABEL_MAX + 1)),
            comment: Some("rappeler".to_owned()),
            history: vec![(ProspectStatus::New, requested_on)],
            closing_reason: None,
            installation: None,
            remarks: vec![],
        }
    }

    #[test]
    fn a_file_counts_its_people_and_keeps_the_words_of_the_office() {
        let content = draft().content(|field| field.code().to_owned(), None);
        let household = Household::of(&content.members);
        assert_eq!((household.adults, household.children), (3, 2));
        assert_eq!(household.lead_name, "Vayssettes");
        assert_eq!(content.facts.source, Source::Import);
        assert_eq!(content.facts.source_detail.map(|text| text.len()), Some(LABEL_MAX));
        assert_eq!(content.facts.message.as_deref(), Some("reference : 12\nrappeler"));
        let careers: Vec<bool> = content.members.iter().map(|member| member.career.is_some()).collect();
        assert_eq!(careers, [false, true, false, false, false]);
    }

    #[test]
    fn an_occupation_of_somebody_who_is_not_counted_stays_in_words() {
        let alone = HouseholdDraft { adults: 1, children: 0, reference: None, ..draft() };
        let content = alone.content(|field| field.code().to_owned(), None);
        assert_eq!(content.members.len(), 1);
        assert_eq!(content.facts.message.as_deref(), Some("partner_occupation : Sage-femme\nrappeler"));
    }
}
