//! Reads that add up everything, as a dashboard does, on a thread of their own that gives way to those that answer.

use std::fmt;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::thread::JoinHandle;

use persistence::{DatabaseConnection, Options, Store, StoreError};
use tokio::sync::{mpsc, oneshot};
use tokio::task::{LocalSet, spawn_local};

use crate::problem::Problem;

/// How much later than others the thread gets a processor, in the steps of `nice`: about a tenth of it beside full work.
const GIVES_WAY: i32 = 10;

/// Connections that its reads share.
const CONNECTIONS: u32 = 2;

/// A read that waits for its connection.
type Work = Box<dyn FnOnce(Result<DatabaseConnection, StoreError>) -> Pin<Box<dyn Future<Output = ()>>> + Send>;

/// Where such reads are given to. The thread and its connections begin with the first of them.
pub struct HeavyReads {
    options: Options,
    thread: Mutex<Option<Thread>>,
}

struct Thread {
    works: mpsc::UnboundedSender<Work>,
    ended: JoinHandle<()>,
}

impl HeavyReads {
    /// Of this database; nothing begins yet.
    #[must_use]
    pub fn of(options: &Options) -> HeavyReads {
        let options = Options { max_connections: CONNECTIONS, ..options.clone() };
        HeavyReads { options, thread: Mutex::default() }
    }

    /// What `read` finds. It ends when nobody waits for it any more.
    ///
    /// # Errors
    /// Those of `read`; 503 when the database cannot be reached or the server stops.
    pub async fn run<T, R>(&self, read: impl FnOnce(DatabaseConnection) -> R + Send + 'static) -> Result<T, Problem>
    where
        T: Send + 'static,
        R: Future<Output = Result<T, Problem>> + 'static,
    {
        let (mut answer, answered) = oneshot::channel();
        self.give(Box::new(|connected| {
            Box::pin(async move {
                let found = match connected {
                    Err(error) => Err(error.into()),
                    Ok(db) => tokio::select! {
                        found = read(db) => found,
                        () = answer.closed() => return,
                    },
                };
                // Who asked may have gone at this moment.
                let _ = answer.send(found);
            })
        }))?;
        answered.await.unwrap_or_else(|_| Err(Problem::unavailable()))
    }

    fn give(&self, work: Work) -> Result<(), Problem> {
        let mut thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner);
        let works = match &*thread {
            Some(begun) => &begun.works,
            None => &thread.insert(begin(self.options.clone())?).works,
        };
        works.send(work).map_err(|_| Problem::unavailable())
    }

    /// Ends the thread and closes its connections.
    pub async fn close(&self) {
        let begun = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(Thread { works, ended }) = begun else { return };
        drop(works);
        if let Ok(Err(_)) = tokio::task::spawn_blocking(|| ended.join()).await {
            tracing::error!("the thread of heavy reads ended badly");
        }
    }
}

impl fmt::Debug for HeavyReads {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HeavyReads").finish_non_exhaustive()
    }
}

fn begin(options: Options) -> Result<Thread, Problem> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Problem::internal(&error.to_string()))?;
    let (works, given) = mpsc::unbounded_channel();
    let ended = std::thread::Builder::new().name("heavy-reads".to_owned()).spawn(move || {
        // Threads of the database driver begin here, and inherit it.
        if let Err(error) = rustix::process::nice(GIVES_WAY) {
            tracing::warn!(%error, "heavy reads do not give way to others");
        }
        runtime.block_on(LocalSet::new().run_until(work_on(options, given)));
    });
    let ended = ended.map_err(|error| Problem::internal(&error.to_string()))?;
    Ok(Thread { works, ended })
}

/// Begins every read that is given, until nobody can give one.
async fn work_on(options: Options, mut given: mpsc::UnboundedReceiver<Work>) {
    let mut connected: Option<DatabaseConnection> = None;
    while let Some(work) = given.recv().await {
        let db = match &connected {
            Some(db) => Ok(db.clone()),
            None => Store::connect_reader(&options).await,
        };
        if let Ok(db) = &db {
            connected.get_or_insert_with(|| db.clone());
        }
        spawn_local(work(db));
    }
    if let Some(db) = connected
        && let Err(error) = db.close().await
    {
        tracing::warn!(%error, "connections of heavy reads end badly");
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use persistence::ConnectionTrait;
    use rustix::process::getpriority_process;

    use super::*;

    fn reads() -> HeavyReads {
        HeavyReads::of(&Options {
            url: "sqlite::memory:".to_owned(),
            max_connections: 4,
            acquire_timeout: Duration::from_secs(2),
        })
    }

    #[actix_web::test]
    async fn it_reads_after_those_who_answer() {
        let reads = reads();
        let own = getpriority_process(None).unwrap();
        let read = |db: DatabaseConnection| async move {
            db.execute_unprepared("SELECT 1").await.unwrap();
            Ok(getpriority_process(None).unwrap())
        };
        assert_eq!(reads.run(read).await.unwrap(), (own + GIVES_WAY).min(19));
        assert_eq!(getpriority_process(None).unwrap(), own, "who asked is not put back");
        reads.close().await;
    }

    #[actix_web::test]
    async fn a_read_ends_when_nobody_waits_for_it() {
        let reads = reads();
        let (alive, ended) = oneshot::channel::<()>();
        let (begins, begun) = oneshot::channel();
        let endless = |_| async move {
            let _held = alive;
            begins.send(()).unwrap();
            std::future::pending::<Result<(), Problem>>().await
        };
        tokio::select! {
            _ = reads.run(endless) => unreachable!("it has no end"),
            done = begun => done.unwrap(),
        }
        assert!(ended.await.is_err());
        reads.close().await;
    }

    #[actix_web::test]
    async fn a_database_out_of_reach_is_a_503() {
        let url = "sqlite:///nowhere/at/all.sqlite".to_owned();
        let reads = HeavyReads::of(&Options { url, max_connections: 1, acquire_timeout: Duration::from_secs(2) });
        let problem = reads.run(|_| async { Ok(()) }).await.unwrap_err();
        assert_eq!(problem.status(), 503);
    }
}
