//! HTTP pieces that every feature uses: bodies, queries, pages, versions, idempotency, limits.

mod attempts;
mod body;
mod cached;
mod cell;
mod delimited;
mod etag;
mod head;
mod headers;
mod idempotency;
mod limits;
mod listing;
mod page;
mod patch;
mod query;

pub(crate) use body::parse;
pub use body::{Body, MAX_JSON, Raw};
pub use cached::Cached;
pub use cell::Cell;
pub use delimited::{Profile, neutral, written};
pub use etag::{IfMatch, etag};
pub use head::{asks_headers_only, head_as_get};
pub use headers::{Styles, csp, secure, secure_headers};
pub use idempotency::{Created, IdempotencyKey, create_once};
pub use limits::{Limits, client_ip};
pub use listing::{archived, by_name, check_territories, code, counted, covering, words};
pub use page::{Cursor, PageQuery, apart, next_link, page_response};
pub use patch::Patch;
pub use query::{Many, Query};

use actix_web::{HttpRequest, dev::Payload, web};

use crate::problem::Problem;

/// An id in the path; anything that is not an id does not exist (404).
#[derive(Debug, Clone, Copy)]
pub struct PathIds<T>(pub T);

impl<T: serde::de::DeserializeOwned + 'static> actix_web::FromRequest for PathIds<T> {
    type Error = Problem;
    type Future = std::future::Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let found = web::Path::<T>::from_request(request, payload).into_inner();
        std::future::ready(found.map(|path| PathIds(path.into_inner())).map_err(|_| Problem::not_found()))
    }
}
