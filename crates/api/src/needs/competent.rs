//! The partner competent for a need, by the rules of the programme.

use domain::codes::NeedTheme;
use domain::needs::{AvailablePartner, Given, Place, competent};
use domain::prospects::NewProspect;
use domain::routing::NeedRule;
use persistence::prospects::Prospect;
use persistence::{ConnectionTrait, partners, territories};

use crate::problem::Problem;
use crate::routing::service::table_in_force;

/// The rules and the partners among which they choose, as they stand now.
pub(crate) struct Chooser {
    rules: Vec<NeedRule>,
    partners: Vec<AvailablePartner>,
}

impl Chooser {
    /// Reads them.
    pub(crate) async fn load(db: &impl ConnectionTrait) -> Result<Chooser, Problem> {
        let (_, table) = table_in_force(db).await?;
        Ok(Chooser { rules: table.needs, partners: partners::available(db).await? })
    }

    /// The partner competent for a theme at a place, and why.
    pub(crate) fn choose(&self, theme: NeedTheme, place: &Place) -> Option<Given> {
        let (partner, rule) = competent(&self.rules, theme, place, &self.partners)?;
        Some(Given { partner_id: partner.id, sentence: rule.sentence.clone() })
    }
}

/// Where the household of a file wishes to live.
pub(crate) fn place_of(file: &Prospect) -> Place {
    Place { first_wish_code: file.facts.wished_territories.first().cloned(), epci_code: file.epci_code.clone() }
}

/// Gives each need of a file about to be opened to the partner competent for it.
pub(crate) async fn give_all(db: &impl ConnectionTrait, content: &mut NewProspect) -> Result<(), Problem> {
    if content.needs.is_empty() {
        return Ok(());
    }
    let first_wish_code = content.facts.wished_territories.first().cloned();
    let epci_code = territories::epci_of(db, first_wish_code.as_deref().unwrap_or_default()).await?;
    let place = Place { first_wish_code, epci_code };
    let chooser = Chooser::load(db).await?;
    for need in &mut content.needs {
        need.given = chooser.choose(need.theme, &place);
    }
    Ok(())
}
