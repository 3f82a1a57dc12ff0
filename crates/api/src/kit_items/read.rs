//! Looking the kit up: all of it for the team, what is meant for them for members of the network.

use std::collections::HashMap;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, get, web};
use domain::access::EmployerScope;
use domain::codes::{KitAudience, MembershipStatus};
use domain::validation::FieldErrors;
use persistence::kit_items::{self, KitFilter, KitItem, downloads, files};
use persistence::prospects::Archived;
use persistence::{ConnectionTrait, StoreError, employers};
use uuid::Uuid;

use super::dto;
use crate::caller::may;
use crate::http::{self, Cursor, PageQuery, PathIds, Query, etag, page_response};
use crate::problem::Problem;
use crate::state::AppState;

/// Who reads the kit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reader {
    /// Somebody who works for the programme.
    Staff,
    /// An employer that is a member of the network, by id.
    Member(Uuid),
    /// An employer that is not, or not any more.
    Outside,
}

impl Reader {
    /// Reads who it is, with the membership as of now: one that ended this minute opens nothing any more.
    pub(super) async fn of(db: &impl ConnectionTrait, scope: &EmployerScope) -> Result<Reader, StoreError> {
        let EmployerScope::Own(ids) = scope else { return Ok(Reader::Staff) };
        for id in ids {
            let own = employers::find(db, scope, *id).await?;
            if own.is_some_and(|own| own.membership.status == Some(MembershipStatus::Active)) {
                return Ok(Reader::Member(*id));
            }
        }
        Ok(Reader::Outside)
    }

    /// What this reader may see of what a filter asks for.
    pub(super) fn narrowed(self, asked: KitFilter) -> KitFilter {
        if self == Reader::Staff {
            return asked;
        }
        KitFilter { audience: Some(KitAudience::Employer), with_file: true, archived: Archived::No, ..asked }
    }

    /// Refuses those who are not members.
    ///
    /// # Errors
    /// 409 `membership_not_active`: the role is right, the state of the employer is not.
    pub(super) fn admitted(self) -> Result<Reader, Problem> {
        if self == Reader::Outside { Err(Problem::conflict("membership_not_active")) } else { Ok(self) }
    }
}

/// The item of this id, archived or not.
pub(super) async fn existing(db: &impl ConnectionTrait, id: Uuid) -> Result<KitItem, Problem> {
    let any = KitFilter { archived: Archived::Any, ..KitFilter::default() };
    kit_items::find(db, &any, id).await?.ok_or_else(Problem::not_found)
}

/// The item of this id, when this reader may see it: 404 otherwise, 409 for those who are not members.
pub(super) async fn readable(db: &impl ConnectionTrait, reader: Reader, id: Uuid) -> Result<KitItem, Problem> {
    let seen = reader.narrowed(KitFilter { archived: Archived::Any, ..KitFilter::default() });
    let row = kit_items::find(db, &seen, id).await?.ok_or_else(Problem::not_found)?;
    reader.admitted()?;
    Ok(row)
}

/// Items with their latest files and, for the team, their counts: a few queries for all of them.
pub(super) async fn views(
    db: &impl ConnectionTrait,
    reader: Reader,
    rows: Vec<KitItem>,
) -> Result<Vec<dto::KitItem>, StoreError> {
    let for_staff = reader == Reader::Staff;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let audiences = kit_items::audiences_of(db, ids.clone()).await?;
    let mut latest = files::latest_of(db, ids.clone()).await?;
    let counts = if for_staff { downloads::counts_of(db, ids).await? } else { HashMap::new() };
    let view = |row: KitItem| {
        let meant = audiences.get(&row.id).map(Vec::as_slice).unwrap_or_default();
        let file = latest.remove(&row.id).map(|file| dto::KitFile::of(file, for_staff));
        let counted = for_staff.then(|| counts.get(&row.id).copied().unwrap_or_default().into());
        dto::KitItem::of(row, meant, file, counted)
    };
    Ok(rows.into_iter().map(view).collect())
}

/// One item as the team reads it.
pub(super) async fn view(db: &impl ConnectionTrait, id: Uuid) -> Result<dto::KitItem, Problem> {
    let row = existing(db, id).await?;
    views(db, Reader::Staff, vec![row]).await?.pop().ok_or_else(Problem::not_found)
}

pub(super) fn shown(body: &dto::KitItem) -> HttpResponse {
    HttpResponse::Ok().insert_header((header::ETAG, etag(body.version))).json(body)
}

/// Le kit de communication
///
/// Par titre. L'équipe voit tout ; un employeur voit ce qui lui est destiné, tant que son adhésion est active
/// (409 `membership_not_active` sinon).
#[utoipa::path(tag = "kit", operation_id = "list_kit_items", security(("bearer" = [])), params(dto::KitItemQuery),
    responses((status = 200, description = "A page of items", body = dto::KitItemPage,
        headers(("Link" = String, description = "Next page, rel=\"next\""))),
        (status = 409, description = "The employer is not a member")))]
#[get("/kit-items")]
pub async fn list_kit_items(
    may: may::ReadKit,
    state: web::Data<AppState>,
    request: HttpRequest,
    query: Query<dto::KitItemQuery>,
) -> Result<HttpResponse, Problem> {
    let query = query.0;
    let db = state.store.reader();
    let mut errors = FieldErrors::new();
    let asked = KitFilter {
        q: http::words(&mut errors, query.q.as_deref()),
        audience: http::code(&mut errors, "audience", query.audience.as_deref(), KitAudience::parse),
        with_file: false,
        archived: http::archived(&mut errors, query.archived.as_deref()),
    };
    let descending = http::by_name(&mut errors, query.sort.as_deref());
    let counted = http::counted(&mut errors, query.count.as_deref());
    errors.finish(Some(()))?;
    let reader = Reader::of(db, &may.employers()).await?.admitted()?;
    let filter = reader.narrowed(asked);
    let page = PageQuery::read(&state.secrets, query.limit, query.cursor.as_deref(), &("kit_items", &query))?;
    let mut rows = kit_items::list(db, &filter, &page.slice(descending)).await?;
    let total = if counted { i32::try_from(kit_items::count(db, &filter).await?).ok() } else { None };
    let next_cursor = page.cut(&state.secrets, &mut rows, |row| Cursor { key: row.sort_title.clone(), id: row.id });
    let body = dto::KitItemPage { items: views(db, reader, rows).await?, next_cursor, total };
    Ok(page_response(&request, &body, body.next_cursor.as_deref()))
}

/// Un élément du kit
///
/// Avec la dernière version de son fichier et, pour l'équipe, ses téléchargements.
#[utoipa::path(tag = "kit", operation_id = "get_kit_item", security(("bearer" = [])),
    params(("kit_item_id" = Uuid, Path, description = "Élément")),
    responses((status = 200, description = "The item", body = dto::KitItem,
        headers(("ETag" = String, description = "Version"))),
        (status = 409, description = "The employer is not a member")))]
#[get("/kit-items/{kit_item_id}")]
pub async fn get_kit_item(
    may: may::ReadKit,
    state: web::Data<AppState>,
    id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    let db = state.store.reader();
    let reader = Reader::of(db, &may.employers()).await?;
    let row = readable(db, reader, id.0).await?;
    let body = views(db, reader, vec![row]).await?.pop().ok_or_else(Problem::not_found)?;
    Ok(shown(&body))
}
