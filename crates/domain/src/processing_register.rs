//! What is done with the data of people, and why: one line for each purpose. The register that the law asks for, the page
//! for everybody and the notice under each form are the same lines.

use crate::codes::{ConsentPurpose, LegalBasis, PublicForm};
use crate::reference::{RefusalReason, Seen, TableError, read_table, required};

/// Columns of the table, all of them filled but the last two.
const COLUMNS: [&str; 11] = [
    "code",
    "title",
    "why",
    "legal_basis",
    "persons",
    "data",
    "recipients",
    "duration",
    "security",
    "consents",
    "forms",
];

/// One purpose, with everything that the law wants to be told about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Processing {
    /// Stable code.
    pub code: String,
    /// Its name.
    pub title: String,
    /// What it is for.
    pub why: String,
    /// What allows it.
    pub legal_basis: LegalBasis,
    /// Whose data.
    pub persons: String,
    /// Which data.
    pub data: String,
    /// Who reads them.
    pub recipients: String,
    /// How long they are kept.
    pub duration: String,
    /// How they are protected.
    pub security: String,
    /// The agreements that it rests on.
    pub consents: Vec<ConsentPurpose>,
    /// The forms under which it is told.
    pub forms: Vec<PublicForm>,
}

/// Why a register cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RegisterError {
    /// It is not such a table.
    #[error(transparent)]
    Table(#[from] TableError),
    /// A line is wrong.
    #[error("line {0} of the register: {1}")]
    Line(u64, RefusalReason),
    /// People agree to something that no line tells, or that two lines tell.
    #[error("the consent `{0}` stands in {1} lines of the register, not one")]
    Consent(ConsentPurpose, usize),
    /// A form that no line tells, or that two lines tell.
    #[error("the form `{0}` stands in {1} lines of the register, not one")]
    Form(PublicForm, usize),
    /// An agreement is asked for something that does not rest on it.
    #[error("`{0}` rests on agreements, and its legal basis is another")]
    Basis(String),
}

/// Reads the register; every purpose of an agreement and every form has its line, and one only.
///
/// # Errors
/// [`RegisterError`] when something is missing, wrong or told twice.
pub fn parse_register(table: &str) -> Result<Vec<Processing>, RegisterError> {
    let mut seen = Seen::default();
    let parsed = read_table(table, COLUMNS, |cells| {
        let line = processing(cells)?;
        seen.once(&line.code)?;
        Ok(line)
    })?;
    if let Some(refusal) = parsed.report.refused.into_iter().next() {
        return Err(RegisterError::Line(refusal.line, refusal.reason));
    }
    covered(&parsed.items)?;
    Ok(parsed.items)
}

fn processing(
    [code, title, why, legal_basis, persons, data, recipients, duration, security, consents, forms]: [&str; 11],
) -> Result<Processing, RefusalReason> {
    Ok(Processing {
        code: required("code", code)?.to_owned(),
        title: required("title", title)?.to_owned(),
        why: required("why", why)?.to_owned(),
        legal_basis: LegalBasis::parse(legal_basis)
            .ok_or_else(|| RefusalReason::unknown("legal_basis", legal_basis))?,
        persons: required("persons", persons)?.to_owned(),
        data: required("data", data)?.to_owned(),
        recipients: required("recipients", recipients)?.to_owned(),
        duration: required("duration", duration)?.to_owned(),
        security: required("security", security)?.to_owned(),
        consents: several("consents", consents, ConsentPurpose::parse)?,
        forms: several("forms", forms, PublicForm::parse)?,
    })
}

/// Codes separated by spaces.
fn several<T>(column: &'static str, cell: &str, parse: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, RefusalReason> {
    cell.split_whitespace().map(|code| parse(code).ok_or_else(|| RefusalReason::unknown(column, code))).collect()
}

fn covered(lines: &[Processing]) -> Result<(), RegisterError> {
    for purpose in ConsentPurpose::ALL {
        match lines.iter().filter(|line| line.consents.contains(purpose)).count() {
            1 => {}
            count => return Err(RegisterError::Consent(*purpose, count)),
        }
    }
    for form in PublicForm::ALL {
        match lines.iter().filter(|line| line.forms.contains(form)).count() {
            1 => {}
            count => return Err(RegisterError::Form(*form, count)),
        }
    }
    match lines.iter().find(|line| !line.consents.is_empty() && line.legal_basis != LegalBasis::Consent) {
        Some(line) => Err(RegisterError::Basis(line.code.clone())),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHIPPED: &str = include_str!("../../../data/reference/processing-register.csv");

    #[test]
    fn the_register_that_is_shipped_tells_every_consent_and_every_form() {
        let lines = parse_register(SHIPPED).expect("a register");
        assert!(lines.len() >= 12, "{}", lines.len());
        let follow_up = lines.iter().find(|line| line.consents.contains(&ConsentPurpose::FollowUp)).expect("a line");
        assert!(follow_up.forms.contains(&PublicForm::ContactRequest));
    }

    #[test]
    fn a_register_that_forgets_or_repeats_is_refused() {
        let without = |what: &str| SHIPPED.replace(&format!(",{what}\n"), ",\n");
        for purpose in ConsentPurpose::ALL {
            let twice = SHIPPED.replacen(purpose.as_str(), &format!("{purpose} {purpose}"), 1);
            assert!(parse_register(&twice).is_ok(), "twice in one line is once: {purpose}");
        }
        assert_eq!(parse_register(&without("newsletter")), Err(RegisterError::Form(PublicForm::Newsletter, 0)));
        let repeated = format!("{SHIPPED}again,t,w,consent,p,d,r,d,s,studies,\n");
        assert_eq!(parse_register(&repeated), Err(RegisterError::Consent(ConsentPurpose::Studies, 2)));
        let other_basis = SHIPPED.replacen(",consent,", ",public_task,", 1);
        assert!(matches!(parse_register(&other_basis), Err(RegisterError::Basis(_))));
        let unknown = format!("{SHIPPED}again,t,w,whim,p,d,r,d,s,,\n");
        assert!(matches!(parse_register(&unknown), Err(RegisterError::Line(_, RefusalReason::Unknown { .. }))));
        let empty = format!("{SHIPPED}again,t,,consent,p,d,r,d,s,,\n");
        assert!(matches!(parse_register(&empty), Err(RegisterError::Line(_, RefusalReason::Missing("why")))));
    }
}
