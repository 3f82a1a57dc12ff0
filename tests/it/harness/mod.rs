//! The application in this process over a database of its own, and clients that already are someone.
//!
//! `TEST_DATABASE_URL` chooses PostgreSQL; without it each test copies a SQLite file that was migrated once.

mod client;
mod database;
mod people;
mod server;
mod smtp;

use std::rc::Rc;
use std::task::Poll;

use actix_web::Error;
use actix_web::body::BoxBody;
use actix_web::dev::{Service, ServiceResponse};
use actix_web::test::{TestRequest, init_service};
use api::clock::Clock;
use api::config::Config;
use api::state::AppState;
use chrono::{DateTime, Utc};
use futures_util::future::LocalBoxFuture;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Order, Query};

pub use client::{Call, Client, Reply};
pub use database::TestDatabase;
pub use people::{Person, epci_code};
pub use server::{Server, begin, program, program_path, run, settings};
pub use smtp::SmtpSink;

type Handler = Rc<dyn Fn(TestRequest) -> LocalBoxFuture<'static, Result<ServiceResponse<BoxBody>, Error>>>;

/// The instant at which every test starts: a Saturday morning in the Lot.
pub const NOW: &str = "2026-11-21T09:00:00Z";

/// The application, its database and its clock; the database is gone when the test ends.
pub struct TestApp {
    /// What the handlers reach.
    pub state: AppState,
    /// The standing clock of the application.
    pub clock: Clock,
    handler: Handler,
    // Dropped last: the connections of `state` are closed by then.
    database: TestDatabase,
}

impl TestApp {
    /// The application with the settings of a test: no rate limits, mails written to files.
    pub async fn spawn() -> TestApp {
        TestApp::spawn_with(|_| {}).await
    }

    /// The same with other settings.
    pub async fn spawn_with(change: impl FnOnce(&mut Config)) -> TestApp {
        let database = TestDatabase::create().await;
        let mut config = database.config();
        change(&mut config);
        TestApp::over(database, config, Clock::standing_at(now())).await
    }

    /// The same over a database that somebody filled.
    pub async fn over(database: TestDatabase, config: Config, clock: Clock) -> TestApp {
        let state = AppState::connect(config, clock.clone()).await.unwrap();
        let service = Rc::new(init_service(api::app(state.clone(), None)).await);
        let handler: Handler = Rc::new(move |request| {
            let service = service.clone();
            Box::pin(async move { service.call(request.to_request()).await.map(ServiceResponse::map_into_boxed_body) })
        });
        TestApp { state, clock, handler, database }
    }

    /// Somebody without credentials.
    pub fn anonymous(&self) -> Client {
        Client::new(self.handler.clone(), None)
    }

    /// Somebody with this access token.
    pub fn bearer(&self, token: &str) -> Client {
        Client::new(self.handler.clone(), Some(token.to_owned()))
    }

    /// Does the jobs that are due by the clock of the application.
    pub async fn run_jobs(&self) {
        api::jobs::run_due(&self.state, || false).await.unwrap();
    }

    /// Kinds of the mails queued so far, sent or not, oldest first.
    pub async fn queued_mails(&self) -> Vec<String> {
        let select = Query::select().column("kind").from("outbox_messages").order_by("created_at", Order::Asc).take();
        let rows = self.state.store.reader().query_all(&select).await.unwrap();
        rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
    }

    /// The database, for the real program beside this application.
    pub fn database(&self) -> &TestDatabase {
        &self.database
    }

    /// The folder of the server's own files: mails are in `mails`.
    pub fn folder(&self) -> &std::path::Path {
        self.database.folder()
    }
}

/// Polls a future so many times at most, then drops it where it waits, as whoever hangs up or is killed does; what it came to
/// when that was enough.
pub async fn abandon<T>(future: impl Future<Output = T>, polls: usize) -> Option<T> {
    let (mut future, mut left) = (std::pin::pin!(future), polls);
    std::future::poll_fn(|context| {
        left -= 1;
        match future.as_mut().poll(context) {
            Poll::Pending if left > 0 => Poll::Pending,
            Poll::Pending => Poll::Ready(None),
            Poll::Ready(done) => Poll::Ready(Some(done)),
        }
    })
    .await
}

/// [`NOW`] as an instant.
pub fn now() -> DateTime<Utc> {
    NOW.parse().unwrap()
}
