//! Reading whom an exchange names, and telling them.

use chrono::NaiveDate;
use domain::codes::Visibility;
use domain::interactions::Interaction;
use domain::validation::FieldErrors;
use persistence::colleagues::{self, Colleague};
use persistence::mentions;
use uuid::Uuid;

use crate::caller::Caller;
use crate::interactions::NewInteraction;
use crate::mail::{self, Kind, Letter};
use crate::open_file::Work;
use crate::problem::Problem;
use crate::state::AppState;

/// The exchange as the domain knows it and the colleagues that it names, who all see the file.
///
/// # Errors
/// 422 naming every wrong field, mentions included.
pub(crate) async fn read(
    work: &Work<'_>,
    author: Uuid,
    sent: NewInteraction,
    today: NaiveDate,
) -> Result<(Interaction, Vec<Colleague>), Problem> {
    let named = sent.mentions.clone();
    let mut errors = FieldErrors::new();
    let parsed = Interaction::parse(&sent.into(), work.now);
    let interaction = parsed.map_err(|wrong| errors.nest("", wrong)).ok();
    // Who sees the file is asked for only when somebody is named.
    let known = if named.is_empty() { vec![] } else { colleagues::who_see(work.tx, work.file, today).await? };
    let sees = |user_id: Uuid| known.iter().any(|colleague| colleague.actor.user_id == user_id);
    let visibility = interaction.as_ref().map_or(Visibility::Partners, |interaction| interaction.visibility);
    let checked = domain::mentions::check(&named, author, visibility, sees);
    let named = checked.map_err(|wrong| errors.nest("", wrong)).unwrap_or_default();
    let interaction = errors.finish(interaction)?;
    let told = known.into_iter().filter(|colleague| named.contains(&colleague.actor.user_id)).collect();
    Ok((interaction, told))
}

/// Keeps who was named in an exchange and writes to them: the number of the file and a link, nothing of what it holds.
///
/// # Errors
/// 503 when the database is busy.
pub(crate) async fn tell(
    state: &AppState,
    work: &Work<'_>,
    author: &Caller,
    interaction_id: Uuid,
    named: &[Colleague],
) -> Result<(), Problem> {
    let ids = named.iter().map(|colleague| colleague.actor.user_id);
    mentions::insert(work.tx, (work.file.id, interaction_id), ids, work.now).await?;
    let link = format!("{}/dossiers/{}", state.config.public_url.trim_end_matches('/'), work.file.id);
    for colleague in named {
        let words = [
            ("first_name", colleague.first_name.as_str()),
            ("mentioned_by", &author.name),
            ("number", &work.file.number),
        ];
        let letter = Letter::compose(Kind::Mention, &colleague.email, &words, Some(&link))?;
        mail::queue(work.tx, state, &letter).await?;
    }
    Ok(())
}
