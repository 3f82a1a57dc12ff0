//! What a partner does with the link of a request: reads it and answers, without an account.

use actix_web::{HttpRequest, get, post, web};
use chrono::{DateTime, Utc};
use domain::access::ProspectScope;
use domain::codes::{InteractionKind, NeedTheme, ProspectStatus, UserStatus};
use domain::needs::{Asking, Need, PartnerAnswer, after_answer};
use minijinja::context;
use persistence::partners::Partner;
use persistence::prospects::{Prospect, StoredNeed};
use persistence::referents::accompanying;
use persistence::{ConnectionTrait, DatabaseTransaction, StoreError, needs, partners, prospects, users};

use super::ask::{epci_name, keep_note, note_of, reachable_lead};
use super::link::{LinkToken, NeedLink, no_link};
use super::need_of;
use super::public_dto::{AskedReferent, NeedAnswerReceipt, NeedRequest, NewNeedAnswer, ReachableHousehold};
use super::sentences::{Sentences, fill};
use crate::audit::Trail;
use crate::contact_requests::pace::MayConfirm;
use crate::mail::{self, Kind, Letter};
use crate::problem::Problem;
use crate::reference::lists::label;
use crate::sensitive::{Acknowledgement, FileBody};
use crate::state::AppState;

/// Largest answer, in bytes.
const MAX_ANSWER: usize = 16 * 1024;

/// Lire une demande
///
/// Ce qui est demandé à un partenaire, avec le jeton du lien reçu par e-mail dans `Authorization: Bearer …`. Répond 401
/// quand le lien n'est plus valable. Les coordonnées du foyer ne sont montrées que s'il l'a accepté.
#[utoipa::path(tag = "public", operation_id = "get_need_request",
    responses((status = 200, description = "What is asked", body = NeedRequest),
        (status = 401, description = "The link opens nothing any more")))]
#[get("/public/need-request")]
pub async fn get_need_request(
    may: MayConfirm,
    state: web::Data<AppState>,
    token: LinkToken,
) -> Result<web::Json<NeedRequest>, Problem> {
    let link = NeedLink::read(&state.secrets, &token.0, state.clock.now())?;
    let db = state.store.reader();
    let asked = Asked::find(db, &link).await?;
    may.forgive(&state.limits);
    Ok(web::Json(asked.shown(db, &state, &link).await?))
}

/// Répondre à une demande
///
/// La réponse rejoint le besoin et l'historique du dossier, et son référent est prévenu. Recommencer avec la même réponse
/// est sans effet ; une autre réponse est refusée (409 `answer_not_awaited`) tant que le partenaire n'est pas sollicité de
/// nouveau.
#[utoipa::path(tag = "public", operation_id = "create_need_answer",
    request_body = NewNeedAnswer, params(Acknowledgement),
    responses((status = 200, description = "The answer is kept", body = NeedAnswerReceipt),
        (status = 401, description = "The link opens nothing any more")))]
#[post("/public/need-answers")]
pub async fn create_need_answer(
    may: MayConfirm,
    state: web::Data<AppState>,
    request: HttpRequest,
    body: FileBody<NewNeedAnswer, MAX_ANSWER>,
) -> Result<web::Json<NeedAnswerReceipt>, Problem> {
    let sent = body.value;
    let link = NeedLink::read(&state.secrets, &sent.token, state.clock.now())?;
    let answer = PartnerAnswer::parse(&sent.answer, &sent.author_name)?;
    let tx = state.store.begin().await?;
    needs::hold(&tx, link.need_id).await?;
    let asked = Asked::find(&tx, &link).await?;
    let trail = Trail::of_system("public", &state.clock).keeping(&request);
    let receipt = asked.answer(&tx, &state, &trail, answer).await?;
    tx.commit().await.map_err(StoreError::from)?;
    may.forgive(&state.limits);
    Ok(web::Json(receipt))
}

/// A need as the partner who was asked meets it.
struct Asked {
    file: Prospect,
    stored: StoredNeed,
    need: Need,
    partner: Partner,
}

impl Asked {
    /// What the link opens.
    ///
    /// # Errors
    /// 401 when the need is gone or was given to another partner, or when the file is no longer followed.
    async fn find(db: &impl ConnectionTrait, link: &NeedLink) -> Result<Asked, Problem> {
        let prospect_id = needs::prospect_of(db, link.need_id).await?.ok_or_else(no_link)?;
        let stored = needs::find(db, prospect_id, link.need_id).await?.ok_or_else(no_link)?;
        let file = prospects::find(db, &ProspectScope::All, prospect_id).await?.ok_or_else(no_link)?;
        let partner = partners::find(db, link.partner_id).await?.ok_or_else(no_link)?;
        let followed =
            file.archived_at.is_none() && ![ProspectStatus::Merged, ProspectStatus::Anonymised].contains(&file.status);
        let theirs = stored.partner_id == Some(partner.id) && stored.asking.asked_at.is_some();
        if followed && theirs && partner.archived_at.is_none() {
            Ok(Asked { need: need_of(&stored)?, file, stored, partner })
        } else {
            Err(no_link())
        }
    }

    fn is_awaited(&self) -> bool {
        self.stored.asking.is_awaited(self.need.status)
    }

    async fn shown(self, db: &impl ConnectionTrait, state: &AppState, link: &NeedLink) -> Result<NeedRequest, Problem> {
        let referent = accompanying(db, self.file.id).await?.into_iter().next();
        let household = reachable_lead(db, &self.file, state.clock.now()).await?;
        Ok(NeedRequest {
            awaited: self.is_awaited(),
            epci_name: epci_name(db, &self.file).await?,
            number: self.file.number,
            theme: self.stored.theme,
            description: self.need.description,
            partner_name: self.partner.name,
            referent: referent.map(|one| AskedReferent {
                name: one.name,
                partner_name: one.partner_name,
                email: one.email,
                phone: one.phone,
            }),
            household: household.map(|lead| ReachableHousehold {
                first_name: lead.first_name,
                email: lead.email,
                phone: lead.phone,
            }),
            asked_at: self.stored.asking.asked_at.unwrap_or_default(),
            expires_at: link.expires_at,
            answer: self.need.answer,
            answered_at: self.stored.asking.answered_at,
        })
    }

    /// Keeps the answer with its note and its line in the journal, and tells the référent.
    async fn answer(
        self,
        tx: &DatabaseTransaction,
        state: &AppState,
        trail: &Trail,
        answer: PartnerAnswer,
    ) -> Result<NeedAnswerReceipt, Problem> {
        let receipt = |answered_at| NeedAnswerReceipt {
            number: self.file.number.clone(),
            theme: self.stored.theme.clone(),
            answered_at,
        };
        if !self.is_awaited() {
            let same = self.need.answer.as_ref() == Some(&answer.answer);
            let repeated = self.stored.asking.answered_at.filter(|_| same);
            return repeated.map(receipt).ok_or_else(|| Problem::conflict("answer_not_awaited"));
        }
        let now = state.clock.now();
        let need =
            Need { status: after_answer(self.need.status), answer: Some(answer.answer.clone()), ..self.need.clone() };
        let author_name = Some(answer.author_name.clone());
        let asking = Asking { answered_at: Some(now), author_name, ..self.stored.asking.clone() };
        needs::update(tx, (self.stored.id, self.stored.version), &need, &asking, now).await?;
        self.note(tx, &answer, now).await?;
        prospects::touch(tx, self.file.id, now).await?;
        let fields = ["answer", "answer_author_name", "answered_at", "status"];
        trail.record(tx, "need.answer", ("prospect", self.file.id), &fields).await?;
        self.tell(tx, state).await?;
        Ok(receipt(now))
    }

    fn theme(&self) -> &str {
        label(NeedTheme::LIST, &self.stored.theme)
    }

    async fn note(&self, tx: &DatabaseTransaction, answer: &PartnerAnswer, now: DateTime<Utc>) -> Result<(), Problem> {
        let words = context! {
            partner => &self.partner.name,
            author => &answer.author_name,
            theme => self.theme(),
            answer => &answer.answer,
        };
        let note = note_of(fill(&Sentences::load()?.answered, words)?, now, InteractionKind::Note);
        keep_note(tx, self.file.id, None, &note).await
    }

    /// Tells whoever accompanies the household, else whoever asked, else the programme: never what was answered.
    async fn tell(&self, tx: &DatabaseTransaction, state: &AppState) -> Result<(), Problem> {
        let link = format!("{}/dossiers/{}", state.config.public_url.trim_end_matches('/'), self.file.id);
        for (first_name, email) in self.readers(tx, state).await? {
            let words = [
                ("first_name", first_name.as_str()),
                ("theme", self.theme()),
                ("number", &self.file.number),
                ("partner", &self.partner.name),
            ];
            mail::queue(tx, state, &Letter::compose(Kind::NeedAnswered, &email, &words, Some(&link))?).await?;
        }
        Ok(())
    }

    /// First names and addresses of those to tell.
    async fn readers(&self, tx: &DatabaseTransaction, state: &AppState) -> Result<Vec<(String, String)>, Problem> {
        let mut readers: Vec<(String, String)> = accompanying(tx, self.file.id)
            .await?
            .into_iter()
            .filter_map(|one| Some((one.first_name.unwrap_or(one.name), one.email?)))
            .collect();
        readers.dedup_by(|one, other| one.1 == other.1);
        if readers.is_empty()
            && let Some(asker) = self.stored.asking.asked_by_id
        {
            let account = users::find(tx, asker).await?.filter(|account| account.status == UserStatus::Active);
            readers.extend(account.map(|account| (account.first_name, account.email)));
        }
        if readers.is_empty() {
            let admins = users::active_admins(tx, state.clock.today()).await?;
            readers.extend(admins.into_iter().map(|admin| (admin.first_name, admin.email)));
        }
        Ok(readers)
    }
}
