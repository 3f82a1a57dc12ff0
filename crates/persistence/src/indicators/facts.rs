//! The rows of each indicator: who, when, where, how much.

use domain::codes::AgeBand;
use domain::indicators::{Indicator, Period, converted_until};
use sea_orm::sea_query::{Expr, JoinType, Query, SelectStatement, UnionType};

use chrono::{DateTime, Utc};

/// Rows with the columns of [`COLUMNS`].
pub(super) struct Facts {
    /// The query.
    pub rows: SelectStatement,
    /// Whether `on_day` is an instant and not a day.
    pub by_instant: bool,
}

/// What a row says beside its day; each query names what it has, the others are empty.
const COLUMNS: [&str; 11] = [
    "prospect_id",
    "epci",
    "source",
    "campaign",
    "event_id",
    "target_group",
    "project_types",
    "commune",
    "theme",
    "weight",
    "hit",
];

/// What a file was counted under, by column.
const CONTEXT: [(&str, &str); 6] = [
    ("epci", "c.epci_code"),
    ("source", "c.source"),
    ("campaign", "c.campaign"),
    ("event_id", "c.event_id"),
    ("target_group", "c.target_group"),
    ("project_types", "c.project_types"),
];

const IN_PROGRESS: &str = "('assigned', 'supported', 'confirmed')";

/// Trusted text only: the words of this module, days and instants.
struct Source {
    from: (&'static str, &'static str),
    joins: Vec<(JoinType, &'static str, &'static str, String)>,
    columns: Vec<(&'static str, String)>,
    conditions: Vec<String>,
    day: (&'static str, bool),
}

impl Source {
    fn of(from: (&'static str, &'static str), day: &'static str) -> Source {
        Source { from, joins: vec![], columns: vec![], conditions: vec![], day: (day, false) }
    }

    /// Status changes with what their file was counted under.
    fn steps(condition: String) -> Source {
        Source::of(("status_changes", "s"), "s.effective_on").in_context("s").of_file("s").given(condition)
    }

    /// Installations that count, with what their file was counted under.
    fn families(day: &'static str, condition: &str) -> Source {
        let families =
            Source::of(("installations", "i"), day).in_context("i").of_file("i").column("commune", "i.commune_code");
        families.given("i.voided_at IS NULL".to_owned()).given(condition.to_owned())
    }

    fn in_context(self, of: &str) -> Source {
        let with = CONTEXT.into_iter().fold(self, |source, (name, column)| source.column(name, column));
        with.join("counting_contexts", "c", format!("c.id = {of}.id"))
    }

    fn of_file(self, row: &str) -> Source {
        let id = format!("{row}.prospect_id");
        self.column("prospect_id", &id)
    }

    fn join(mut self, table: &'static str, alias: &'static str, on: String) -> Source {
        self.joins.push((JoinType::InnerJoin, table, alias, on));
        self
    }

    fn column(mut self, name: &'static str, sql: &str) -> Source {
        self.columns.retain(|(known, _)| *known != name);
        self.columns.push((name, sql.to_owned()));
        self
    }

    fn given(mut self, condition: String) -> Source {
        self.conditions.push(condition);
        self
    }

    /// Only what happened on days of the period.
    fn within(self, period: Period) -> Source {
        let day = self.day.0;
        self.given(format!("{day} >= '{}' AND {day} <= '{}'", period.first_on(), period.last_on()))
    }

    /// Only what happened at instants of the period.
    fn at_instants_of(mut self, period: Period) -> Source {
        let (from, until) = period.instants();
        let at = self.day.0;
        self.day.1 = true;
        self.given(format!("{at} >= '{}' AND {at} < '{}'", literal(from), literal(until)))
    }

    fn build(self) -> Facts {
        let mut rows = Query::select().from_as(self.from.0, self.from.1).take();
        for (kind, table, alias, on) in self.joins {
            rows.join_as(kind, table, alias, Expr::cust(on));
        }
        for name in COLUMNS {
            let known = self.columns.iter().find(|(known, _)| *known == name).map(|(_, sql)| sql.clone());
            let empty = if matches!(name, "weight" | "hit") { "1" } else { "NULL" };
            rows.expr_as(Expr::cust(known.unwrap_or_else(|| empty.to_owned())), name);
        }
        rows.expr_as(Expr::cust(self.day.0), "on_day");
        for condition in self.conditions {
            rows.and_where(Expr::cust(condition));
        }
        Facts { rows, by_instant: self.day.1 }
    }
}

/// An instant as both engines compare it.
pub(super) fn literal(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, false)
}

/// The first time that files enter a state.
fn entering(status: &str, period: Period) -> Source {
    Source::steps(format!("s.to_status = '{status}' AND c.is_first")).within(period)
}

/// Files whose household asked in the period, but for those that are merged at its end.
fn opened(period: Period) -> Source {
    let until = period.last_on();
    let merged = format!(
        "NOT EXISTS (SELECT 1 FROM status_changes m WHERE m.prospect_id = s.prospect_id AND m.to_status = 'merged' \
         AND m.effective_on <= '{until}' AND NOT EXISTS (SELECT 1 FROM status_changes r \
         WHERE r.prospect_id = m.prospect_id AND r.seq > m.seq AND r.effective_on <= '{until}'))"
    );
    entering("new", period).given("s.seq = 1".to_owned()).given(merged)
}

/// The same files, with whether they were accompanied (`hit`) and whether their family moved in (`weight`), until now.
pub(super) fn cohort(period: Period) -> Facts {
    let since = |table: &str| format!("CASE WHEN EXISTS (SELECT 1 FROM {table}) THEN 1 ELSE 0 END");
    let accompanied = since("status_changes t WHERE t.prospect_id = s.prospect_id AND t.to_status = 'supported'");
    let settled = since("installations i WHERE i.prospect_id = s.prospect_id AND i.voided_at IS NULL");
    opened(period).column("hit", &accompanied).column("weight", &settled).build()
}

/// Files by the state that they are in on the last day of the period.
fn in_progress(period: Period) -> Source {
    let until = period.last_on();
    Source::steps(format!(
        "s.to_status IN {IN_PROGRESS} AND s.effective_on <= '{until}' AND NOT EXISTS (SELECT 1 FROM status_changes n \
         WHERE n.prospect_id = s.prospect_id AND n.seq > s.seq AND n.effective_on <= '{until}')"
    ))
}

/// The EPCI under which the file of a row was counted at an instant.
fn epci_at(file: &str, at: &str) -> String {
    format!(
        "(SELECT x.epci_code FROM status_changes y JOIN counting_contexts x ON x.id = y.id \
         WHERE y.prospect_id = {file} AND y.recorded_at <= {at} ORDER BY y.seq DESC LIMIT 1)"
    )
}

/// Whether a family of the file moved in until the cohort of the period is closed.
fn converted(period: Period) -> String {
    format!(
        "CASE WHEN EXISTS (SELECT 1 FROM installations i WHERE i.prospect_id = s.prospect_id AND i.voided_at IS NULL \
         AND i.moved_in_on <= '{}') THEN 1 ELSE 0 END",
        converted_until(period)
    )
}

/// Proposals that were answered or lapsed; what lost its ground or awaits an answer is nobody's fault.
fn answers(period: Period) -> Source {
    let proposals = Source::of(("assignments", "a"), "a.accept_due_at").of_file("a").at_instants_of(period);
    let decided =
        "a.status <> 'proposed' AND NOT (a.status = 'expired' AND a.expiry_reason IN ('absent', 'wish_changed'))";
    proposals
        .given(decided.to_owned())
        .column("epci", &epci_at("a.prospect_id", "a.proposed_at"))
        .column("hit", "CASE WHEN a.answered_at <= a.accept_due_at THEN 1 ELSE 0 END")
}

/// Accepted files whose household was spoken with, or whose référent still had them when that was due.
fn contacts(period: Period, now: DateTime<Utc>) -> Source {
    let accepted = Source::of(("assignments", "a"), "a.first_contact_due_at").of_file("a").at_instants_of(period);
    let owed = format!(
        "(a.first_contact_at IS NOT NULL OR COALESCE(a.ended_at, '{}') > a.first_contact_due_at)",
        literal(now)
    );
    accepted
        .given(owed)
        .column("epci", &epci_at("a.prospect_id", "a.proposed_at"))
        .column("hit", "CASE WHEN a.first_contact_at <= a.first_contact_due_at THEN 1 ELSE 0 END")
}

/// The first exchange with each household: two référents of a file note the same one.
fn first_contacts(period: Period) -> Facts {
    let contacts = Source::of(("assignments", "a"), "a.first_contact_at").of_file("a").at_instants_of(period);
    let earlier = "NOT EXISTS (SELECT 1 FROM assignments b WHERE b.prospect_id = a.prospect_id \
                   AND b.first_contact_at < a.first_contact_at)";
    let mut facts = contacts
        .join("prospects", "p", "p.id = a.prospect_id".to_owned())
        .given(earlier.to_owned())
        .column("epci", &epci_at("a.prospect_id", "a.first_contact_at"))
        .build();
    facts.rows.expr_as(Expr::cust("p.created_at"), "asked_at").distinct();
    facts
}

/// Changes of state with the days of the past added up: who entered a state less who left it.
fn stock((table, alias): (&'static str, &'static str), state: &str, (day, until): (&'static str, String)) -> Source {
    let weight = format!(
        "CASE WHEN {alias}.to_status = '{state}' THEN 1 ELSE 0 END \
         - CASE WHEN {alias}.from_status = '{state}' THEN 1 ELSE 0 END"
    );
    Source::of((table, alias), day).given(until).column("weight", &weight)
}

/// People met on stands who have a project, once per event.
fn met(period: Period) -> Source {
    let captures = Source::of(("stand_captures", "k"), "k.captured_on").of_file("k").within(period);
    let first = "k.status = 'linked' AND k.prospect_id IS NOT NULL AND k.level <> 'visitor' AND NOT EXISTS \
                 (SELECT 1 FROM stand_captures b WHERE b.event_id = k.event_id AND b.prospect_id = k.prospect_id \
                  AND b.status = 'linked' AND b.level <> 'visitor' AND (b.captured_at < k.captured_at \
                  OR (b.captured_at = k.captured_at AND b.id < k.id)))";
    let epci = "(SELECT x.epci_code FROM status_changes y JOIN counting_contexts x ON x.id = y.id \
                WHERE y.prospect_id = k.prospect_id AND y.seq = 1)";
    captures.given(first.to_owned()).column("event_id", "k.event_id").column("epci", epci)
}

/// Children of files that are accompanied for the first time, one row per band.
fn children(period: Period) -> Facts {
    let count = "(LENGTH(c.child_bands) - LENGTH(REPLACE(c.child_bands, k.code || ';', ''))) / LENGTH(k.code || ';')";
    let mut facts = entering("supported", period).column("theme", "k.code").column("weight", count).build();
    let carried = Expr::cust("c.child_bands LIKE '%' || k.code || ';%'");
    facts.rows.join_subquery(JoinType::InnerJoin, codes(AgeBand::CODES), "k", carried);
    facts
}

/// A table of codes.
pub(super) fn codes(codes: &[&'static str]) -> SelectStatement {
    let one = |code: &&'static str| Query::select().expr_as(Expr::cust(format!("'{code}'")), "code").take();
    let mut all = codes.iter().map(one);
    let first = all.next().unwrap_or_default();
    all.fold(first, |mut first, next| first.union(UnionType::All, next).take())
}

/// The rows of an indicator in a period, at `now`.
pub(super) fn facts(indicator: Indicator, period: Period, now: DateTime<Utc>) -> Facts {
    use Indicator as I;
    let until = period.last_on();
    let moved_in = || Source::families("i.moved_in_on", "1 = 1").within(period);
    let source = match indicator {
        I::AgeBands => return children(period),
        I::FirstContactDelay => return first_contacts(period),
        I::ProspectsNew => opened(period),
        I::ConversionBySource => opened(period).column("hit", &converted(period)),
        I::ProspectsQualified => entering("qualified", period),
        I::ProspectsSupported => entering("supported", period),
        I::StandFollowed => entering("supported", period).given("c.event_id IS NOT NULL".to_owned()),
        I::AdultsSupported => entering("supported", period).column("weight", "c.adults"),
        I::InProgressAt => in_progress(period),
        I::FamiliesSettled | I::NewcomersInsee => moved_in(),
        I::NewcomersActual => moved_in().column("weight", "i.adults + i.children"),
        I::TakeoversDone => moved_in().given("i.job_through = 'takeover'".to_owned()),
        I::PositionsFilled => moved_in().given("i.job_offer_id IS NOT NULL".to_owned()),
        I::StillHereAfter12Months => {
            let known = "i.twelve_month_result IN ('still_here', 'moved_within_lot', 'left')";
            Source::families("i.twelve_month_check_on", known)
                .within(period)
                .column("hit", "CASE WHEN i.twelve_month_result = 'left' THEN 0 ELSE 1 END")
        }
        I::Obstacles => Source::of(("obstacle_notings", "o"), "o.noted_on")
            .of_file("o")
            .within(period)
            .column("epci", "o.epci_code")
            .column("theme", "o.code"),
        I::SlaAcceptKept => answers(period),
        I::SlaContactKept => contacts(period, now),
        I::StandWithProject => met(period),
        I::StandVisitors => Source::of(("visitor_counters", "v"), "v.day")
            .join("stand_devices", "d", "d.id = v.device_id".to_owned())
            .within(period)
            .column("event_id", "d.event_id")
            .column("weight", "v.visitors"),
        I::Sponsorings => Source::of(("sponsoring_proposals", "q"), "q.answered_at")
            .of_file("q")
            .at_instants_of(period)
            .given("q.status IN ('accepted', 'ended')".to_owned())
            .column("epci", &epci_at("q.prospect_id", "q.answered_at")),
        I::OffersPublished => {
            let first = "o.to_status = 'published' AND NOT EXISTS (SELECT 1 FROM job_offer_changes b \
                         WHERE b.job_offer_id = o.job_offer_id AND b.to_status = 'published' \
                         AND (b.recorded_at < o.recorded_at OR (b.recorded_at = o.recorded_at AND b.id < o.id)))";
            Source::of(("job_offer_changes", "o"), "o.recorded_at")
                .join("job_offers", "j", "j.id = o.job_offer_id".to_owned())
                .at_instants_of(period)
                .given(first.to_owned())
                .column("epci", "j.epci_code")
        }
        I::MemberEmployers => {
            let until = format!("h.recorded_at < '{}'", literal(period.instants().1));
            stock(("membership_changes", "h"), "active", ("h.recorded_at", until))
                .join("employers", "e", "e.id = h.employer_id".to_owned())
                .column("epci", "e.epci_code")
        }
        I::AmbassadorsActive => {
            let until = format!("h.changed_on <= '{until}'");
            stock(("ambassador_status_changes", "h"), "active", ("h.changed_on", until))
                .join("ambassadors", "b", "b.id = h.ambassador_id".to_owned())
                .column("epci", "b.epci_code")
        }
    };
    source.build()
}
