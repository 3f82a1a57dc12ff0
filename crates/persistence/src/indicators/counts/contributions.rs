//! What a file counts for: the rules of `facts`, file by file.

use chrono::NaiveDate;
use domain::codes::{AgeBand, ProjectType};
use domain::indicators::{Dimension, Indicator, Period, converted_until};

use super::history::{Context, Family, History, Step};
use super::{COHORT, Key, Sums};

const IN_PROGRESS: [&str; 3] = ["assigned", "supported", "confirmed"];

/// One row of an indicator.
struct Fact<'a> {
    indicator: Indicator,
    on: NaiveDate,
    context: &'a Context,
    commune: Option<&'a str>,
    theme: Option<&'a str>,
    weight: i64,
    /// Whether a rate counts it.
    hit: bool,
}

impl<'a> Fact<'a> {
    fn of(indicator: Indicator, on: NaiveDate, context: &'a Context) -> Fact<'a> {
        Fact { indicator, on, context, commune: None, theme: None, weight: 1, hit: true }
    }

    /// Adds the fact to the whole and to every part of a period.
    fn add(&self, period: Period, sign: i64, into: &mut impl FnMut(Key, Sums)) {
        let sums = Sums { weight: sign * self.weight, hits: if self.hit { sign } else { 0 }, cases: sign };
        let mut put = |dimension: &str, part: &str| {
            let key = Key {
                indicator: self.indicator.to_string(),
                months: period.length(),
                starts_on: period.first_on(),
                dimension: dimension.to_owned(),
                part: part.to_owned(),
                epci: self.context.epci.clone().unwrap_or_default(),
            };
            into(key, sums);
        };
        put("", "");
        for by in self.indicator.dimensions() {
            self.parts(*by, period).iter().for_each(|part| put(by.as_str(), part));
        }
    }

    /// The parts of a dimension in which the fact lies; those by place stand beside every one.
    fn parts(&self, by: Dimension, period: Period) -> Vec<String> {
        let one = |part: Option<&str>| vec![part.unwrap_or_default().to_owned()];
        let within = |parts: Vec<Period>| {
            let here = parts.into_iter().find(|part| part.contains(self.on));
            vec![here.map(|part| part.to_string()).unwrap_or_default()]
        };
        match by {
            Dimension::Epci | Dimension::ThemeEpci => vec![],
            Dimension::Commune => one(self.commune),
            Dimension::Source => one(self.context.source.as_deref()),
            Dimension::Campaign => one(self.context.campaign.as_deref()),
            Dimension::TargetGroup => one(self.context.target_group.as_deref()),
            Dimension::Event => vec![self.context.event_id.map(|id| id.to_string()).unwrap_or_default()],
            Dimension::Theme | Dimension::AgeBand => one(self.theme),
            Dimension::Month => within(period.months()),
            Dimension::Quarter => within(period.quarters()),
            Dimension::ProjectType => {
                let carried: Vec<String> = self
                    .context
                    .project_types
                    .split_terminator(';')
                    .filter(|code| ProjectType::parse(code).is_some())
                    .map(str::to_owned)
                    .collect();
                if carried.is_empty() { one(None) } else { carried }
            }
        }
    }
}

/// Everything that a file counts for.
pub(super) fn contributions(history: &History, mut into: impl FnMut(Key, Sums)) {
    opened(history, &mut into);
    for step in history.steps.iter().filter(|step| step.is_first) {
        entered(step, &mut into);
    }
    in_progress(history, &mut into);
    if let Some(family) = &history.family {
        settled(family, &mut into);
    }
    for noting in &history.obstacles {
        let context = Context { epci: noting.epci.clone(), ..Context::default() };
        let fact = Fact { theme: Some(&noting.code), ..Fact::of(Indicator::Obstacles, noting.on, &context) };
        Period::around(noting.on).for_each(|period| fact.add(period, 1, &mut into));
    }
}

/// A new file, of every period at whose end it is not merged; whether its family settled in time for the period's cohort.
fn opened(history: &History, into: &mut impl FnMut(Key, Sums)) {
    let Some(first) = history.steps.first().filter(|step| step.to == "new" && step.is_first) else { return };
    for period in Period::around(first.on).filter(|period| !is_merged_at(history, period.last_on())) {
        let moved_in = history.family.as_ref().map(|family| family.moved_in_on);
        let hit = moved_in.is_some_and(|on| on <= converted_until(period));
        Fact::of(Indicator::ProspectsNew, first.on, &first.context).add(period, 1, into);
        Fact { hit, ..Fact::of(Indicator::ConversionBySource, first.on, &first.context) }.add(period, 1, into);
        into(cohort(first, period), followed(history));
    }
}

/// The files of a period that were opened in the same month, and place.
fn cohort(first: &Step, period: Period) -> Key {
    let month = period.months().into_iter().find(|month| month.contains(first.on));
    Key {
        indicator: COHORT.to_owned(),
        months: period.length(),
        starts_on: period.first_on(),
        dimension: Dimension::Month.as_str().to_owned(),
        part: month.map(|month| month.to_string()).unwrap_or_default(),
        epci: first.context.epci.clone().unwrap_or_default(),
    }
}

/// What became of a file until now: whether it was accompanied (`hits`), whether its family moved in (`weight`).
fn followed(history: &History) -> Sums {
    let is_supported = history.steps.iter().any(|step| step.to == "supported");
    Sums { weight: i64::from(history.family.is_some()), hits: i64::from(is_supported), cases: 1 }
}

fn is_merged_at(history: &History, day: NaiveDate) -> bool {
    let mut until = history.steps.iter().filter(|step| step.on <= day);
    until.next_back().is_some_and(|step| step.to == "merged")
}

/// The first time in a state.
fn entered(step: &Step, into: &mut impl FnMut(Key, Sums)) {
    let fact = |indicator| Fact::of(indicator, step.on, &step.context);
    let mut facts = vec![];
    match step.to.as_str() {
        "qualified" => facts.push(fact(Indicator::ProspectsQualified)),
        "supported" => {
            facts.push(fact(Indicator::ProspectsSupported));
            facts.push(Fact { weight: i64::from(step.adults), ..fact(Indicator::AdultsSupported) });
            if step.context.event_id.is_some() {
                facts.push(fact(Indicator::StandFollowed));
            }
            for band in AgeBand::CODES {
                let children = step.child_bands.split_terminator(';').filter(|code| code == band).count();
                if children > 0 {
                    let weight = i64::try_from(children).unwrap_or(i64::MAX);
                    facts.push(Fact { theme: Some(band), weight, ..fact(Indicator::AgeBands) });
                }
            }
        }
        _ => {}
    }
    for period in Period::around(step.on) {
        facts.iter().for_each(|fact| fact.add(period, 1, into));
    }
}

/// A stock is kept as comings and goings: a file comes with the state that it is in, and goes with the next one.
fn in_progress(history: &History, into: &mut impl FnMut(Key, Sums)) {
    for (index, step) in history.steps.iter().enumerate() {
        let left = history.steps.iter().skip(index + 1).map(|later| later.on).min();
        if !IN_PROGRESS.contains(&step.to.as_str()) || left.is_some_and(|left| left <= step.on) {
            continue;
        }
        let fact = Fact::of(Indicator::InProgressAt, step.on, &step.context);
        Period::around(step.on).for_each(|period| fact.add(period, 1, into));
        if let Some(left) = left {
            Period::around(left).for_each(|period| fact.add(period, -1, into));
        }
    }
}

/// A family that moved in.
fn settled(family: &Family, into: &mut impl FnMut(Key, Sums)) {
    let fact = |indicator, on| Fact { commune: family.commune.as_deref(), ..Fact::of(indicator, on, &family.context) };
    let on = family.moved_in_on;
    let mut facts = vec![fact(Indicator::FamiliesSettled, on), fact(Indicator::NewcomersInsee, on)];
    facts.push(Fact { weight: i64::from(family.persons), ..fact(Indicator::NewcomersActual, on) });
    if family.job_through.as_deref() == Some("takeover") {
        facts.push(fact(Indicator::TakeoversDone, on));
    }
    if family.by_offer {
        facts.push(fact(Indicator::PositionsFilled, on));
    }
    let known = family.result.as_deref().filter(|result| ["still_here", "moved_within_lot", "left"].contains(result));
    if let (Some(result), Some(day)) = (known, family.check_on) {
        facts.push(Fact { hit: result != "left", ..fact(Indicator::StillHereAfter12Months, day) });
    }
    for fact in &facts {
        Period::around(fact.on).for_each(|period| fact.add(period, 1, into));
    }
}
