//! Keyset pages: an opaque signed cursor bound to the sort and the filters of its list.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::validation::FieldErrors;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::problem::Problem;
use crate::secrets::Secrets;

/// Rows of a page unless the caller says otherwise.
const DEFAULT_LIMIT: i32 = 50;
/// Rows of a page at most.
const MAX_LIMIT: i32 = 200;

/// Where a page starts: after the row with this sort key and id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// Value of the sort column, as text.
    pub key: String,
    /// Id of the row.
    pub id: Uuid,
}

#[derive(Serialize, Deserialize)]
struct Sealed {
    at: Cursor,
    list: String,
}

/// What a caller asks of a page.
#[derive(Debug, Clone)]
pub struct PageQuery {
    /// Rows wanted, 1 to 200.
    pub limit: u64,
    /// Where to start; `None` is the beginning.
    pub after: Option<Cursor>,
    list: String,
}

impl PageQuery {
    /// Reads `limit` and `cursor`; `filters` is the sort and every filter of the list, to which the cursor is bound.
    ///
    /// # Errors
    /// 422 when the limit is out of range, or the cursor belongs to another list.
    pub fn read(
        secrets: &Secrets,
        limit: Option<i32>,
        cursor: Option<&str>,
        filters: &impl Serialize,
    ) -> Result<PageQuery, Problem> {
        let limit = limit.unwrap_or(DEFAULT_LIMIT);
        if !(1..=MAX_LIMIT).contains(&limit) {
            let mut errors = FieldErrors::new();
            errors.push("limit", "out_of_range");
            return Err(errors.into());
        }
        let list = fingerprint(filters);
        let after = cursor.map(|text| open(secrets, text, &list)).transpose()?;
        Ok(PageQuery { limit: u64::try_from(limit).unwrap_or(1), after, list })
    }

    /// The cursor of the page that starts after `at`.
    #[must_use]
    pub fn cursor_after(&self, secrets: &Secrets, at: Cursor) -> String {
        let sealed = serde_json::to_vec(&Sealed { at, list: self.list.clone() }).unwrap_or_default();
        let mut bytes = secrets.sign("cursor", &sealed).to_vec();
        bytes.extend_from_slice(&sealed);
        URL_SAFE_NO_PAD.encode(bytes)
    }
}

/// Keeps a parameter that says which page is wanted out of what a cursor is bound to. Always true; a plain
/// `skip_serializing` would keep it out of the contract too.
pub fn apart<T>(_: &T) -> bool {
    true
}

fn fingerprint(filters: &impl Serialize) -> String {
    let json = serde_json::to_vec(filters).unwrap_or_default();
    let digest = Sha256::digest(&json);
    URL_SAFE_NO_PAD.encode(digest.get(..9).unwrap_or_default())
}

fn open(secrets: &Secrets, text: &str, list: &str) -> Result<Cursor, Problem> {
    let mismatch = || Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "cursor_mismatch");
    let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| mismatch())?;
    let (tag, sealed) = bytes.split_at_checked(crate::secrets::TAG_LEN).ok_or_else(mismatch)?;
    if !secrets.verify("cursor", sealed, tag) {
        return Err(mismatch());
    }
    let sealed: Sealed = serde_json::from_slice(sealed).map_err(|_| mismatch())?;
    if sealed.list == list { Ok(sealed.at) } else { Err(mismatch()) }
}

/// 200 with the page as JSON and, when more follows, `Link: <…>; rel="next"`.
pub fn page_response(request: &HttpRequest, page: &impl Serialize, next_cursor: Option<&str>) -> HttpResponse {
    let mut response = HttpResponse::Ok();
    if let Some(cursor) = next_cursor {
        response.insert_header((header::LINK, next_link(request, cursor)));
    }
    response.json(page)
}

/// The `Link` to the page that starts at `cursor`, everything else asked again.
pub fn next_link(request: &HttpRequest, cursor: &str) -> String {
    let kept = request.query_string().split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("cursor="));
    let query = kept.map(str::to_owned).chain([format!("cursor={cursor}")]).collect::<Vec<_>>().join("&");
    format!("<{}?{query}>; rel=\"next\"", request.path())
}
