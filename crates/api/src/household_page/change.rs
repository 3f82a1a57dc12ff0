//! Other wishes: into the file, its history and the mailbox of whoever accompanies the household.

use domain::access::ProspectScope;
use domain::codes::{Horizon, ProjectType};
use domain::household_page::{WishField, Wishes, WishesChange, may_change_wishes};
use domain::prospects::Facts;
use domain::validation::FieldErrors;
use persistence::household_page::Follower;
use persistence::prospects;
use persistence::{DatabaseTransaction, StoreError, territories};

use super::letters::tell_change;
use super::link::refused;
use super::note;
use super::sentences::{Changed, Sentences};
use crate::assignments::proposals::{self, Desk};
use crate::audit::Trail;
use crate::problem::Problem;
use crate::reference::lists;
use crate::state::AppState;

/// Changes the wishes of the follower's file, read at `version`. Wishes that are what they were change nothing.
///
/// # Errors
/// 412 when the file changed meanwhile, 409 when it is closed, 422 naming every wrong wish.
pub(super) async fn wishes(
    state: &AppState,
    tx: &DatabaseTransaction,
    follower: &Follower,
    version: i32,
    sent: &WishesChange,
) -> Result<(), Problem> {
    let file = prospects::find_locked(tx, &ProspectScope::All, follower.prospect_id).await?.ok_or_else(refused)?;
    if file.version != version {
        return Err(StoreError::Stale.into());
    }
    if !may_change_wishes(file.status) {
        return Err(Problem::conflict("file_closed"));
    }
    let before = Wishes::of(&file.facts);
    let after = before.change(sent)?;
    let fields = after.changed_from(&before);
    if fields.is_empty() {
        return Ok(());
    }
    let facts = after.clone().onto(file.facts.clone());
    check(tx, &facts).await?;
    let now = state.clock.now();
    prospects::update(tx, file.id, version, &facts, now).await?;
    let changes = in_words(tx, &fields, &before, &after).await?;
    let told = Sentences::load()?.changed(follower.first_name.as_deref(), &changes)?;
    note::leave(tx, &file, told, now).await?;
    let names: Vec<&str> = fields.iter().flat_map(|field| names_of(*field)).copied().collect();
    let trail = Trail::of_system("public", &state.clock);
    trail.record(tx, "household_page.change_wishes", ("prospect", file.id), &names).await?;
    tell_change(state, tx, &file, &changes).await?;
    proposals::wish_changed(&Desk { state, tx, trail: &trail, now }, file.id).await
}

/// The territories that are wished for exist; what else the file says was checked when its référents wrote it.
async fn check(tx: &DatabaseTransaction, facts: &Facts) -> Result<(), Problem> {
    let mut errors = FieldErrors::new();
    prospects::check_facts(tx, &Facts { next_action: None, ..facts.clone() }, &mut errors).await?;
    Ok(errors.finish(Some(()))?)
}

/// Names of the fields behind a wish, for the trail.
const fn names_of(field: WishField) -> &'static [&'static str] {
    match field {
        WishField::Territories => &["wished_territories", "territory_indifferent"],
        WishField::ProjectTypes => &["project_types"],
        WishField::Horizon => &["horizon"],
    }
}

async fn in_words(
    tx: &DatabaseTransaction,
    fields: &[WishField],
    before: &Wishes,
    after: &Wishes,
) -> Result<Vec<Changed>, Problem> {
    let words = Sentences::load()?;
    let codes = before.wished_territories.iter().chain(&after.wished_territories).map(String::as_str);
    let names = territories::names_of(tx, codes).await?;
    let places = |wishes: &Wishes| match wishes.territory_indifferent {
        true if wishes.wished_territories.is_empty() => words.anywhere.clone(),
        _ => {
            let named = wishes.wished_territories.iter().map(|code| names.get(code).unwrap_or(code).as_str());
            joined(named, &words.nothing)
        }
    };
    let projects = |wishes: &Wishes| {
        joined(wishes.project_types.iter().map(|kind| label(ProjectType::LIST, kind.as_str())), &words.nothing)
    };
    let horizon = |wishes: &Wishes| {
        joined(wishes.horizon.iter().map(|horizon| label(Horizon::LIST, horizon.as_str())), &words.nothing)
    };
    let told = |what: &str, tell: &dyn Fn(&Wishes) -> String| Changed {
        what: what.to_owned(),
        before: tell(before),
        after: tell(after),
    };
    Ok(fields
        .iter()
        .map(|field| match field {
            WishField::Territories => told(&words.territories, &places),
            WishField::ProjectTypes => told(&words.project_types, &projects),
            WishField::Horizon => told(&words.horizon, &horizon),
        })
        .collect())
}

fn joined<'a>(words: impl Iterator<Item = &'a str>, nothing: &str) -> String {
    let words: Vec<&str> = words.collect();
    if words.is_empty() { nothing.to_owned() } else { words.join(", ") }
}

/// The French word for a code, or the code itself.
fn label<'a>(list: &str, code: &'a str) -> &'a str {
    let known = lists::find(list).and_then(|list| list.items.iter().find(|item| item.code == code));
    known.map_or(code, |item| item.label.as_str())
}
