//! What runs beside the requests: jobs that are due, sending mails, sealing the journal, and forgetting what has had its
//! time.

use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::{MissedTickBehavior, interval};

use persistence::indicators::counts;

use crate::mail::{self, Transport};
use crate::state::AppState;
use crate::{audit_chain, housekeeping, jobs};

/// How often due jobs are looked for: a read, unless there are some.
const JOBS_EVERY: Duration = Duration::from_secs(1);
/// How often the queue of mails is looked at: a read, unless something is due.
const MAIL_EVERY: Duration = Duration::from_secs(1);
/// How often changes are added to the counts of the figures: a read, unless there are some.
const COUNTS_EVERY: Duration = Duration::from_secs(30);
/// How often new entries of the journal get their place in its chain: a read, unless there are some.
const SEALING_EVERY: Duration = Duration::from_secs(30);
/// How often what has had its time is forgotten.
const HOUSEKEEPING_EVERY: Duration = Duration::from_secs(3600);

/// The tasks beside the server.
#[derive(Debug)]
pub struct Workers {
    stop: watch::Sender<bool>,
    tasks: Vec<JoinHandle<()>>,
}

impl Workers {
    /// Starts them on the present runtime.
    ///
    /// # Errors
    /// A sentence when mails cannot be sent with these settings.
    pub fn start(state: &AppState) -> Result<Workers, String> {
        let transport = Transport::open(&state.config)?;
        let (stop, stopped) = watch::channel(false);
        let tasks = vec![
            actix_web::rt::spawn(run_jobs(state.clone(), stopped.clone())),
            actix_web::rt::spawn(send_mails(state.clone(), transport, stopped.clone())),
            actix_web::rt::spawn(fold_counts(state.clone(), stopped.clone())),
            actix_web::rt::spawn(seal_journal(state.clone(), stopped.clone())),
            actix_web::rt::spawn(keep_house(state.clone(), stopped)),
        ];
        Ok(Workers { stop, tasks })
    }

    /// Lets each finish what it is doing, then ends them.
    pub async fn stop(self) {
        // Nobody listening any more means that the tasks have ended already.
        let _ = self.stop.send(true);
        for task in self.tasks {
            if let Err(error) = task.await {
                tracing::error!(%error, "a worker ended badly");
            }
        }
    }
}

async fn run_jobs(state: AppState, mut stopped: watch::Receiver<bool>) {
    let mut ticks = interval(JOBS_EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = stopped.changed() => return,
            _ = ticks.tick() => {}
        }
        if let Err(error) = jobs::run_due(&state, || *stopped.borrow()).await {
            tracing::warn!(%error, "jobs wait: the store does not answer");
        }
    }
}

async fn fold_counts(state: AppState, mut stopped: watch::Receiver<bool>) {
    let mut ticks = interval(COUNTS_EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = stopped.changed() => return,
            _ = ticks.tick() => {}
        }
        // A short transaction at a time: whoever writes gets between two of them.
        while !*stopped.borrow() {
            match counts::fold(&state.store).await {
                Ok(0) => break,
                Ok(_) => {}
                Err(error) => {
                    tracing::warn!(%error, "counts wait: the store does not answer");
                    break;
                }
            }
        }
    }
}

async fn send_mails(state: AppState, transport: Transport, mut stopped: watch::Receiver<bool>) {
    let mut ticks = interval(MAIL_EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = stopped.changed() => return,
            _ = ticks.tick() => {}
        }
        if let Err(error) = mail::deliver_with(&state, &transport, || *stopped.borrow()).await {
            tracing::warn!(%error, "mails wait: the store does not answer");
        }
    }
}

/// Seals a last time when it is told to stop.
async fn seal_journal(state: AppState, mut stopped: watch::Receiver<bool>) {
    let mut ticks = interval(SEALING_EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut goes_on = true;
    while goes_on {
        tokio::select! {
            _ = stopped.changed() => goes_on = false,
            _ = ticks.tick() => {}
        }
        if let Err(error) = audit_chain::seal(&state).await {
            tracing::warn!(%error, "the journal waits for its seals: the store does not answer");
        }
    }
}

async fn keep_house(state: AppState, mut stopped: watch::Receiver<bool>) {
    let mut ticks = interval(HOUSEKEEPING_EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = stopped.changed() => return,
            _ = ticks.tick() => {}
        }
        if let Err(error) = housekeeping::run_once(&state).await {
            tracing::warn!(%error, "housekeeping put off: the store does not answer");
        }
    }
}
