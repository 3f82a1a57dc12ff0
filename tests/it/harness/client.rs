//! A client: sends requests to the application in this process and reads what it answers.

use std::pin::Pin;

use actix_web::body::to_bytes;
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::test::TestRequest;
use actix_web::web::Bytes;
use serde_json::Value;

use super::Handler;

/// Somebody who calls the API.
#[derive(Clone)]
pub struct Client {
    handler: Handler,
    token: Option<String>,
}

impl Client {
    pub(super) fn new(handler: Handler, token: Option<String>) -> Client {
        Client { handler, token }
    }

    /// The access token, to call a real server as this person.
    pub fn token(&self) -> &str {
        self.token.as_deref().unwrap_or_default()
    }

    /// `GET`.
    pub fn get(&self, path: impl AsRef<str>) -> Call {
        self.call(Method::GET, path)
    }

    /// `POST`; the body comes with [`Call::json`].
    pub fn post(&self, path: impl AsRef<str>) -> Call {
        self.call(Method::POST, path)
    }

    /// `PUT`.
    pub fn put(&self, path: impl AsRef<str>) -> Call {
        self.call(Method::PUT, path)
    }

    /// `PATCH`.
    pub fn patch(&self, path: impl AsRef<str>) -> Call {
        self.call(Method::PATCH, path)
    }

    /// `DELETE`.
    pub fn delete(&self, path: impl AsRef<str>) -> Call {
        self.call(Method::DELETE, path)
    }

    /// Any method.
    pub fn call(&self, method: Method, path: impl AsRef<str>) -> Call {
        let mut call = Call {
            handler: self.handler.clone(),
            method,
            path: path.as_ref().to_owned(),
            headers: vec![],
            body: Bytes::new(),
        };
        if let Some(token) = &self.token {
            call = call.header("authorization", &format!("Bearer {token}"));
        }
        call
    }
}

/// A request on its way; awaiting it sends it.
pub struct Call {
    handler: Handler,
    method: Method,
    path: String,
    headers: Vec<(HeaderName, HeaderValue)>,
    body: Bytes,
}

impl Call {
    /// One more header.
    pub fn header(mut self, name: &str, value: &str) -> Call {
        self.headers.push((name.parse().unwrap(), HeaderValue::from_str(value).unwrap()));
        self
    }

    /// The version that was read.
    pub fn if_match(self, version: impl std::fmt::Display) -> Call {
        self.header("if-match", &format!("\"{version}\""))
    }

    /// The key that makes repeating harmless.
    pub fn idempotency_key(self, key: &str) -> Call {
        self.header("idempotency-key", key)
    }

    /// A JSON body.
    pub fn json(self, body: impl Into<Value>) -> Call {
        self.bytes("application/json", body.into().to_string())
    }

    /// A body of any type.
    pub fn bytes(mut self, content_type: &str, body: impl Into<Bytes>) -> Call {
        self.body = body.into();
        self.header("content-type", content_type)
    }

    async fn send(self) -> Reply {
        let mut request = TestRequest::with_uri(&self.path).method(self.method).set_payload(self.body);
        for header in self.headers {
            request = request.append_header(header);
        }
        // A failure that no layer answered becomes a response where the server writes it.
        let response = match (self.handler)(request).await {
            Ok(response) => response.into_parts().1,
            Err(error) => error.error_response(),
        };
        let (status, headers) = (response.status(), response.headers().clone());
        let body = to_bytes(response.into_body()).await.map_err(|_| "a body that breaks off").unwrap();
        Reply { asked: self.path, status, headers, body }
    }
}

impl IntoFuture for Call {
    type Output = Reply;
    type IntoFuture = Pin<Box<dyn Future<Output = Reply>>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

/// What the application answered.
#[derive(Debug, Clone)]
pub struct Reply {
    asked: String,
    /// Status.
    pub status: StatusCode,
    /// Headers.
    pub headers: HeaderMap,
    /// Body.
    pub body: Bytes,
}

impl Reply {
    /// Fails the test when the status is another one.
    #[track_caller]
    pub fn expect(self, status: u16) -> Reply {
        assert_eq!(self.status.as_u16(), status, "{} answered {}", self.asked, self.text());
        self
    }

    /// Fails the test unless this is a problem with this status and code; returns its document.
    #[track_caller]
    pub fn expect_problem(self, status: u16, code: &str) -> Value {
        let reply = self.expect(status);
        assert_eq!(reply.header("content-type"), "application/problem+json", "{}", reply.asked);
        let problem = reply.json();
        assert_eq!(problem["code"], code, "{} answered {problem}", reply.asked);
        problem
    }

    /// The body as JSON.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|_| panic!("{} answered no JSON: {}", self.asked, self.text()))
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// A header, empty when it is absent.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The field `id` of the body.
    #[track_caller]
    pub fn id(&self) -> String {
        self.json()["id"].as_str().unwrap_or_else(|| panic!("{} answered no id", self.asked)).to_owned()
    }

    /// The version in the ETag.
    #[track_caller]
    pub fn version(&self) -> i32 {
        let tag = self.header(header::ETAG.as_str());
        tag.trim_matches('"').parse().unwrap_or_else(|_| panic!("{} answered the ETag {tag:?}", self.asked))
    }
}
