//! The households of the demonstration, lived through step by step as the network would have done.

use chrono::{Datelike, Duration};
use domain::access::ProspectScope;
use domain::assignments;
use domain::codes::{
    AssignmentStatus, ClosingReason, DeclineReason, ExpiryReason, ProspectStatus, PublicForm, ReferentRole,
};
use domain::consents::OptIn;
use domain::installations::{Installation as MovedIn, InstallationInput};
use domain::interactions::{Interaction, InteractionInput};
use domain::needs::Asking;
use domain::prospects::{NewProspect, Transition};
use domain::tasks::Task as ToDo;
use persistence::assignments::{Answer, NewAssignment};
use persistence::prospects::{self, Opening, Step as FirstStep};
use persistence::{DatabaseTransaction, installations, interactions, mentions, needs, tasks};
use uuid::Uuid;

use super::data::{Assignment, Exchange, Household, Installation, Need, Proposal, Step, Task};
use super::journal::{Deed, Journal};
use super::opening;
use super::people::Cast;
use super::proposals::Vacancy;
use super::when::Calendar;
use crate::needs::competent::{Chooser, place_of};
use crate::seed::SeedError;

/// Hour at which households ask, then that of what the network does on a day.
const ASKED_AT: &str = "08:45";
const DONE_AT: &str = "17:30";
/// Hour at which partners answer.
const ANSWERED_AT: &str = "11:00";
const RESOURCE: &str = "prospect";

/// One household being lived through.
struct Life<'a> {
    tx: &'a DatabaseTransaction,
    journal: &'a Journal,
    calendar: &'a Calendar,
    cast: &'a Cast,
    id: Uuid,
    whom: String,
}

/// Opens every file, the oldest first so that numbers follow time, and lives it through; what is left is to ask
/// référents, which depends on all the files.
pub(super) async fn live(
    (tx, journal): (&DatabaseTransaction, &Journal),
    calendar: &Calendar,
    cast: &Cast,
    mut households: Vec<Household>,
) -> Result<Vec<Vacancy>, SeedError> {
    households.sort_by_key(|household| std::cmp::Reverse(household.days_ago));
    let chooser = Chooser::load(tx).await.map_err(|problem| SeedError::Data(format!("rules: {}", problem.code())))?;
    let mut vacancies = vec![];
    for household in &households {
        let lead = household.members.first();
        let whom = lead.and_then(|lead| lead.last_name.clone()).unwrap_or_default();
        let life = Life { tx, journal, calendar, cast, id: Uuid::now_v7(), whom };
        life.open(household).await?;
        life.follow(household).await?;
        life.finish(household, &chooser).await?;
        vacancies.extend(life.vacancies(household)?);
    }
    Ok(vacancies)
}

impl Life<'_> {
    fn data(&self, what: impl std::fmt::Display) -> SeedError {
        SeedError::Data(format!("{}: {what}", self.whom))
    }

    fn record(&self, action: &'static str, (days_ago, time): (u64, &str), by: &str, fields: &[&'static str]) {
        let at = self.calendar.at(days_ago, time);
        self.journal.note(Deed { at, by: by.to_owned(), action, on: (RESOURCE, self.id), fields: fields.to_vec() });
    }

    fn vacancies(&self, household: &Household) -> Result<Vec<Vacancy>, SeedError> {
        let vacancy = |proposal: &Proposal| -> Result<Vacancy, SeedError> {
            let role = ReferentRole::parse(&proposal.role).ok_or_else(|| self.data(&proposal.role))?;
            Ok(Vacancy { file_id: self.id, role, at: self.calendar.at(proposal.days_ago, DONE_AT) })
        };
        household.proposals.iter().map(vacancy).collect()
    }

    async fn open(&self, household: &Household) -> Result<(), SeedError> {
        let input = opening::input_of(household, self.calendar, self.cast)?;
        let mut content = NewProspect::parse(&input).map_err(|errors| SeedError::of(&self.whom, errors))?;
        let mut errors = domain::validation::FieldErrors::new();
        prospects::check_new(self.tx, &content, &mut errors).await?;
        errors.finish(Some(())).map_err(|errors| SeedError::of(&self.whom, errors))?;
        let asked_on = self.calendar.past(household.days_ago);
        let at = self.calendar.at(household.days_ago, ASKED_AT);
        if household.source == "web" {
            let asked_at = at - Duration::minutes(40);
            let opt_in = OptIn { form: PublicForm::ContactRequest, asked_at, confirmed_at: at };
            content.consents.iter_mut().for_each(|consent| consent.opt_in = Some(opt_in));
        }
        let opening = Opening {
            id: self.id,
            number: prospects::next_number(self.tx, asked_on.year()).await?,
            content,
            steps: vec![FirstStep { to: ProspectStatus::New, effective_on: asked_on, reason: None }],
            closing_reason: None,
            origin: if household.source == "web" { "public_form" } else { "staff" },
            actor_id: None,
            import_id: None,
            duplicate_of: None,
            created_at: at,
            at,
        };
        prospects::insert(self.tx, &opening).await?;
        self.record("prospect.create", (household.days_ago, ASKED_AT), "public", &["facts", "members", "consents"]);
        Ok(())
    }

    /// Assignments before the state that needs them, the installation before `settled`.
    async fn follow(&self, household: &Household) -> Result<(), SeedError> {
        let mut waiting = household.assignments.iter().collect::<Vec<_>>();
        for step in &household.steps {
            if step.to == ProspectStatus::Assigned.as_str() {
                for assignment in waiting.drain(..) {
                    self.assign(assignment).await?;
                }
            }
            if let Some(installation) = household.installation.as_ref().filter(|_| step.to == "settled") {
                self.move_in(installation).await?;
            }
            self.step(step, household).await?;
        }
        for assignment in waiting {
            self.assign(assignment).await?;
        }
        for exchange in &household.interactions {
            self.exchange(exchange).await?;
        }
        Ok(())
    }

    /// Who follows the file writes its steps.
    fn follower<'h>(household: &'h Household, to: &str) -> &'h str {
        let territorial =
            household.assignments.iter().find(|one| one.role == "territorial" && one.status == "accepted");
        territorial.filter(|_| to != "qualified").map_or("programme", |one| one.referent.as_str())
    }

    async fn step(&self, step: &Step, household: &Household) -> Result<(), SeedError> {
        let file = prospects::find(self.tx, &ProspectScope::All, self.id).await?;
        let file = file.ok_or_else(|| self.data("the file is gone"))?;
        let on = self.calendar.past(step.days_ago);
        let situation = prospects::situation(self.tx, &file, on).await?;
        let transition = Transition {
            to: ProspectStatus::parse(&step.to).ok_or_else(|| self.data(&step.to))?,
            reason: step.reason.clone(),
            closing_reason: step.closing_reason.as_deref().and_then(ClosingReason::parse),
            effective_on: Some(on),
            next_action: None,
        };
        let change = transition.apply(&situation).map_err(|refusal| self.data(refusal))?;
        let (user_id, name) = self.cast.user(Self::follower(household, &step.to))?;
        let at = self.calendar.at(step.days_ago, DONE_AT);
        let by = (Some(*user_id), "staff");
        prospects::change_status(self.tx, (file.id, file.version), &change, by, at).await?;
        self.record("prospect.transition", (step.days_ago, DONE_AT), name, &["status"]);
        Ok(())
    }

    async fn assign(&self, assignment: &Assignment) -> Result<(), SeedError> {
        let (_, name) = self.cast.user(&assignment.referent)?;
        let role = ReferentRole::parse(&assignment.role).ok_or_else(|| self.data(&assignment.role))?;
        let to = AssignmentStatus::parse(&assignment.status).ok_or_else(|| self.data(&assignment.status))?;
        let part = (role, AssignmentStatus::Proposed);
        let sentence = assignment.explanation.replace("{name}", name);
        let new = NewAssignment::told(self.id, self.cast.referent(&assignment.referent)?, part, &sentence);
        let proposed_at = self.calendar.at(assignment.proposed_days_ago, DONE_AT);
        let id = persistence::assignments::insert(self.tx, &new, proposed_at).await?;
        let reason = assignment.decline_reason.as_deref().and_then(DeclineReason::parse);
        assignments::answer(AssignmentStatus::Proposed, to, reason).map_err(|refusal| self.data(refusal))?;
        let answered = assignment.answered_days_ago.unwrap_or(assignment.proposed_days_ago);
        let at = self.calendar.at(answered, DONE_AT);
        let answer = match (to, reason) {
            (AssignmentStatus::Declined, Some(reason)) => Answer::Declined { reason, comment: None },
            (AssignmentStatus::Expired, _) => Answer::Expired(ExpiryReason::NoAnswer),
            (AssignmentStatus::Transferred, _) => Answer::Transferred,
            (AssignmentStatus::Ended, _) => Answer::Ended,
            _ => Answer::Accepted { first_contact_due_at: None },
        };
        persistence::assignments::answer(self.tx, (self.id, role), (id, 1), answer, at).await?;
        self.record("assignment.answer", (answered, DONE_AT), name, &["assignments"]);
        Ok(())
    }

    async fn move_in(&self, installation: &Installation) -> Result<(), SeedError> {
        let day = self.calendar.past(installation.moved_in_days_ago);
        let input = InstallationInput {
            moved_in_on: day,
            commune_code: installation.commune.clone(),
            adults: installation.adults,
            children: installation.children,
            job_through: Some(installation.job_through.clone()),
            employer_name: installation.employer.clone(),
            job_offer_id: None,
            six_month_result: installation.six_month_result.clone(),
            twelve_month_result: installation.twelve_month_result.clone(),
        };
        let moved_in =
            MovedIn::parse(&input, self.calendar.past(0)).map_err(|errors| SeedError::of(&self.whom, errors))?;
        let at = self.calendar.at(installation.moved_in_days_ago, DONE_AT);
        installations::insert(self.tx, self.id, &moved_in, at).await?;
        Ok(())
    }

    async fn exchange(&self, exchange: &Exchange) -> Result<(), SeedError> {
        let at = self.calendar.at(exchange.days_ago, &exchange.at);
        let input = InteractionInput {
            kind: exchange.kind.clone(),
            direction: Some(exchange.direction.clone()),
            occurred_at: Some(at),
            summary: exchange.summary.clone(),
            visibility: exchange.visibility.clone(),
        };
        let interaction = Interaction::parse(&input, at).map_err(|errors| SeedError::of(&self.whom, errors))?;
        let (author, name) = self.cast.user(&exchange.by)?;
        let id = interactions::insert(self.tx, self.id, Some(*author), &interaction, at).await?;
        interactions::show_on_file(self.tx, self.id, &interaction).await?;
        for called in &exchange.mentions {
            mentions::insert(self.tx, (self.id, id), [self.cast.user(called)?.0], at).await?;
        }
        self.record("interaction.create", (exchange.days_ago, &exchange.at), name, &["interactions"]);
        Ok(())
    }

    async fn finish(&self, household: &Household, chooser: &Chooser) -> Result<(), SeedError> {
        let last_step = household.steps.last().map_or(household.days_ago, |step| step.days_ago);
        let last_words = household.interactions.last().map_or(household.days_ago, |words| words.days_ago);
        let last_day = last_step.min(last_words);
        for need in &household.needs {
            self.need(need, chooser, last_step).await?;
        }
        for task in &household.tasks {
            self.task(task, last_step).await?;
        }
        prospects::search::reindex(self.tx, self.id).await?;
        let at = self.calendar.at(last_day, if household.steps.is_empty() { ASKED_AT } else { DONE_AT });
        prospects::touch(self.tx, self.id, at).await?;
        if household.archived {
            let file = prospects::find(self.tx, &ProspectScope::All, self.id).await?;
            let version = file.ok_or_else(|| self.data("the file is gone"))?.version;
            prospects::archive(self.tx, self.id, version, at).await?;
        }
        Ok(())
    }

    async fn need(&self, need: &Need, chooser: &Chooser, days_ago: u64) -> Result<(), SeedError> {
        let partner = need.partner.as_deref().map(|key| self.cast.partner(key)).transpose()?;
        let parsed = domain::needs::Need::parse(
            &need.theme,
            &need.status,
            need.description.as_deref(),
            partner,
            need.answer.as_deref(),
        );
        let mut parsed = parsed.map_err(|errors| SeedError::of(&self.whom, errors))?;
        if partner.is_none() {
            let file = prospects::find(self.tx, &ProspectScope::All, self.id).await?;
            let place = place_of(&file.ok_or_else(|| self.data("the file is gone"))?);
            let given = chooser.choose(parsed.theme, &place);
            parsed = parsed.given_to(given);
        }
        let id = needs::insert(self.tx, self.id, &parsed, self.calendar.at(days_ago, DONE_AT)).await?;
        if let Some(asked) = need.asked_days_ago {
            let asking = Asking {
                asked_at: Some(self.calendar.at(asked, DONE_AT)),
                asked_by_id: None,
                answered_at: need.answered_days_ago.map(|days| self.calendar.at(days, ANSWERED_AT)),
                author_name: need.answered_by.clone(),
            };
            let at = asking.answered_at.unwrap_or_else(|| self.calendar.at(asked, DONE_AT));
            needs::update(self.tx, (id, 1), &parsed, &asking, at).await?;
        }
        Ok(())
    }

    async fn task(&self, task: &Task, days_ago: u64) -> Result<(), SeedError> {
        let (assignee, _) = self.cast.user(&task.by)?;
        let parsed = ToDo::parse(&task.title, Some(self.calendar.due(task.in_days)), Some(*assignee))
            .map_err(|errors| SeedError::of(&self.whom, errors))?;
        let id = tasks::insert(self.tx, self.id, &parsed, self.calendar.at(days_ago, DONE_AT)).await?;
        if let Some(done) = task.done_days_ago {
            let at = self.calendar.at(done, DONE_AT);
            tasks::update(self.tx, (id, 1), &parsed, Some(at), at).await?;
        }
        Ok(())
    }
}
