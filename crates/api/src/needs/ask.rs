//! Asking the partner of a need by mail.

use actix_web::{HttpRequest, HttpResponse, post, web};
use chrono::{DateTime, Utc};
use chrono_tz::Europe::Paris;
use domain::codes::{ConsentPurpose, Direction, InteractionKind, MemberRole, NeedTheme, Visibility};
use domain::consents;
use domain::interactions::Interaction;
use domain::needs::{Asking, Need};
use minijinja::context;
use persistence::partners::Partner;
use persistence::prospects::{self, Prospect, search};
use persistence::referents::accompanying;
use persistence::{ConnectionTrait, DatabaseTransaction, interactions, needs, partners, territories, users};
use uuid::Uuid;

use super::competent::{Chooser, place_of};
use super::link::NeedLink;
use super::sentences::{Sentences, fill};
use super::{get, need_of};
use crate::caller::{Caller, may};
use crate::http::{Created, IdempotencyKey, PathIds};
use crate::mail::{self, Kind, Letter};
use crate::open_file::{Change, Work};
use crate::problem::Problem;
use crate::prospects::dto::Need as NeedView;
use crate::reference::lists::label;
use crate::state::AppState;

/// Demander au partenaire
///
/// Écrit au partenaire du besoin ou, s'il n'en a pas encore, au partenaire compétent. Le courriel dit le numéro du
/// dossier, le besoin et son référent ; le prénom et les coordonnées du foyer n'y figurent que s'il a accepté le partage
/// avec les partenaires. Le lien reçu sert trente jours et n'ouvre que ce besoin.
#[utoipa::path(tag = "prospects", operation_id = "ask_partner", security(("bearer" = [])),
    params(("prospect_id" = Uuid, Path, description = "Id of the file"),
        ("need_id" = Uuid, Path, description = "Id of the need"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated call send nothing more")),
    responses((status = 201, description = "The partner is asked", body = NeedView,
        headers(("Location" = String, description = "Path of the need"), ("ETag" = String, description = "Version")))))]
#[post("/prospects/{prospect_id}/needs/{need_id}/requests")]
pub async fn ask_partner(
    permission: may::WriteProspects,
    state: web::Data<AppState>,
    request: HttpRequest,
    PathIds((prospect_id, id)): PathIds<(Uuid, Uuid)>,
    key: IdempotencyKey,
) -> Result<HttpResponse, Problem> {
    let change = Change { state: &state, permission: &permission, request: &request, prospect_id, action: "need.ask" };
    change
        .create(&key, &id.to_string(), async |work| {
            ask(&state, permission.caller(), &work, id).await?;
            let row = get(work.tx, prospect_id, id).await?;
            let location = format!("/api/v1/prospects/{prospect_id}/needs/{id}");
            let created = Created { location, version: Some(row.version), body: NeedView::from(row) };
            Ok((created, vec!["asked_at", "partner_id"]))
        })
        .await
}

/// Asks, by mail and in the timeline.
async fn ask(state: &AppState, caller: &Caller, work: &Work<'_>, id: Uuid) -> Result<(), Problem> {
    needs::hold(work.tx, id).await?;
    let current = get(work.tx, work.file.id, id).await?;
    let mut need = need_of(&current)?;
    if need.partner_id.is_none() {
        let given = Chooser::load(work.tx).await?.choose(need.theme, &place_of(work.file));
        need = need.given_to(given);
    }
    let partner = match need.partner_id {
        Some(partner_id) => partners::find(work.tx, partner_id).await?,
        None => None,
    };
    let partner =
        partner.filter(|one| one.archived_at.is_none()).ok_or_else(|| Problem::conflict("partner_required"))?;
    let email = partner.email.clone().ok_or_else(|| Problem::conflict("email_required"))?;
    // Asking again is allowed; filling a mailbox is not.
    state.limits.mail(&format!("need:{id}"))?;
    let asking = Asking { asked_at: Some(work.now), asked_by_id: Some(caller.actor.user_id), ..current.asking.clone() };
    needs::update(work.tx, (id, current.version), &need, &asking, work.now).await?;
    let link = NeedLink::new(id, partner.id, work.now);
    write_to(state, caller, work, (&partner, &email), &need, link).await?;
    let words = context! { partner => partner.name, theme => label(NeedTheme::LIST, need.theme.as_str()) };
    let note = note_of(fill(&Sentences::load()?.asked, words)?, work.now, InteractionKind::Email);
    keep_note(work.tx, work.file.id, Some(caller.actor.user_id), &note).await
}

/// A note of the programme about a partner: internal, so that it never counts as a contact with the household.
pub(super) fn note_of(summary: String, at: DateTime<Utc>, kind: InteractionKind) -> Interaction {
    Interaction { kind, direction: Direction::Internal, occurred_at: at, summary, visibility: Visibility::Partners }
}

/// Writes a note into the timeline, where searches find its words.
pub(super) async fn keep_note(
    tx: &DatabaseTransaction,
    prospect_id: Uuid,
    author_id: Option<Uuid>,
    note: &Interaction,
) -> Result<(), Problem> {
    interactions::insert(tx, prospect_id, author_id, note, note.occurred_at).await?;
    interactions::show_on_file(tx, prospect_id, note).await?;
    Ok(search::reindex(tx, prospect_id).await?)
}

async fn write_to(
    state: &AppState,
    caller: &Caller,
    work: &Work<'_>,
    (partner, email): (&Partner, &str),
    need: &Need,
    link: NeedLink,
) -> Result<(), Problem> {
    let sentences = Sentences::load()?;
    let referent = referent_line(work, caller, &sentences).await?;
    let household = match reachable_lead(work.tx, work.file, work.now).await? {
        Some(lead) => fill(&sentences.household_agrees, lead.words())?,
        None => String::new(),
    };
    let words = [
        ("theme", label(NeedTheme::LIST, need.theme.as_str())),
        ("number", &work.file.number),
        ("epci", &epci_name(work.tx, work.file).await?.unwrap_or_default()),
        ("description", need.description.as_deref().unwrap_or_default()),
        ("referent", &referent),
        ("household", &household),
        ("partner", &partner.name),
        ("expires_on", &link.expires_at.with_timezone(&Paris).format("%d/%m/%Y").to_string()),
    ];
    let site = state.config.public_url.trim_end_matches('/');
    let link = format!("{site}/reponse#{}", link.token(&state.secrets));
    mail::queue(work.tx, state, &Letter::compose(Kind::NeedRequest, email, &words, Some(&link))?).await?;
    Ok(())
}

/// The référent who accompanies the household, or whoever asks when nobody does yet.
async fn referent_line(work: &Work<'_>, caller: &Caller, sentences: &Sentences) -> Result<String, Problem> {
    let words = match accompanying(work.tx, work.file.id).await?.into_iter().next() {
        Some(one) => context! {
            name => one.name, partner => one.partner_name, email => one.email,
            phone => one.phone.as_deref().map(readable_phone),
        },
        None => {
            let account = users::find(work.tx, caller.actor.user_id).await?;
            let email = account.map(|account| account.email);
            context! { name => &caller.name, partner => None::<String>, email => email, phone => None::<String> }
        }
    };
    fill(&sentences.referent, words)
}

/// A stored number as people read it.
pub(super) fn readable_phone(stored: &str) -> String {
    domain::contact::Phone::parse(stored).map_or_else(|_| stored.to_owned(), |phone| phone.readable())
}

/// Name of the EPCI where the household wishes to live.
pub(super) async fn epci_name(db: &impl ConnectionTrait, file: &Prospect) -> Result<Option<String>, Problem> {
    Ok(territories::names_of(db, file.epci_code.as_deref()).await?.into_values().next())
}

/// How a partner reaches a household that agrees to it.
#[derive(Debug, Clone)]
pub(super) struct ReachableLead {
    /// First name of the lead.
    pub first_name: String,
    /// Address to write to.
    pub email: Option<String>,
    /// Number to call, in E.164 form.
    pub phone: Option<String>,
}

impl ReachableLead {
    fn words(&self) -> minijinja::Value {
        let phone = self.phone.as_deref().map(readable_phone);
        context! { first_name => &self.first_name, email => &self.email, phone => phone }
    }
}

/// The lead of a file, when the household agreed to being shared with partners and still does.
pub(super) async fn reachable_lead(
    db: &impl ConnectionTrait,
    file: &Prospect,
    now: DateTime<Utc>,
) -> Result<Option<ReachableLead>, Problem> {
    let members = prospects::members_of(db, file.id).await?;
    let Some(lead) = members.into_iter().find(|one| one.member.role == MemberRole::Lead) else { return Ok(None) };
    let agreed = prospects::consents_of(db, file.id).await?.into_iter().any(|consent| {
        consent.purpose == ConsentPurpose::ShareWithPartners.as_str()
            && consent.member_id.is_none_or(|member| member == lead.id)
            && consents::holds(consent.withdrawn_at, consent.expires_at, now)
    });
    Ok(agreed.then(|| ReachableLead {
        first_name: lead.member.first_name.unwrap_or_default(),
        email: lead.member.email.map(|email| email.to_string()),
        phone: lead.member.phone.map(|phone| phone.to_string()),
    }))
}
