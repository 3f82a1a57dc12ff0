//! The order of candidates: hard exclusions first, then precision, projects, language, load, rest and id.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use uuid::Uuid;

use super::{Candidate, Case, Excluded, Ranked};
use crate::access::WHOLE_DEPARTEMENT;
use crate::codes::{PartnerKind, RankingCriterion, RoutingExclusion, ZonePrecision};

/// Files that somebody without a limit is taken to be able to follow, to compare their load with that of others.
const USUAL_CAPACITY: i64 = 30;

/// Those who could take the file, best first, and those who could not, by id.
///
/// Only référents of bodies of these `kinds` are considered; `refused` are those who already said no to this file.
pub(super) fn rank(
    case: &Case,
    kinds: &[PartnerKind],
    candidates: &[Candidate],
    refused: &BTreeSet<Uuid>,
) -> (Vec<Ranked>, Vec<Excluded>) {
    let by_id: HashMap<Uuid, &Candidate> = candidates.iter().map(|candidate| (candidate.id, candidate)).collect();
    let mut excluded = vec![];
    // Somebody may stand for themself and for a colleague who is away: their better place counts.
    let mut standing: BTreeMap<Uuid, (&Candidate, Ranked)> = BTreeMap::new();
    for candidate in candidates.iter().filter(|candidate| kinds.contains(&candidate.partner_kind)) {
        match stand(case, candidate, &by_id, refused) {
            Ok((who, ranked)) => {
                if candidate.away.is_some() {
                    excluded.push(Excluded { referent_id: candidate.id, reason: RoutingExclusion::Absent });
                }
                let better = |(known, at): &(&Candidate, Ranked)| compare((who, &ranked), (known, at)).is_lt();
                if standing.get(&who.id).is_none_or(better) {
                    standing.insert(who.id, (who, ranked));
                }
            }
            Err(reason) => excluded.push(Excluded { referent_id: candidate.id, reason }),
        }
    }
    // Whoever stands in for a colleague is a candidate, whatever would keep them away on their own account.
    excluded.retain(|one| !standing.contains_key(&one.referent_id));
    let mut ranked: Vec<(&Candidate, Ranked)> = standing.into_values().collect();
    ranked.sort_by(|(a, at), (b, bt)| compare((a, at), (b, bt)));
    excluded.sort_by_key(|one| one.referent_id);
    (explain(ranked), excluded)
}

/// Who would take the file for `candidate`, and where they stand: themself, or their substitute.
fn stand<'a>(
    case: &Case,
    candidate: &'a Candidate,
    by_id: &HashMap<Uuid, &'a Candidate>,
    refused: &BTreeSet<Uuid>,
) -> Result<(&'a Candidate, Ranked), RoutingExclusion> {
    let is_free = |one: &Candidate| one.active && !refused.contains(&one.id) && !one.is_full();
    if !candidate.active {
        return Err(RoutingExclusion::Archived);
    }
    if refused.contains(&candidate.id) {
        return Err(RoutingExclusion::Declined);
    }
    let precision = match case.wish {
        None => None,
        Some(_) => Some(precision(case, candidate).ok_or(RoutingExclusion::OutOfZone)?),
    };
    let matching: Vec<_> =
        case.project_types.iter().filter(|project| candidate.project_types.contains(project)).copied().collect();
    if matching.is_empty() && !candidate.project_types.is_empty() && !case.project_types.is_empty() {
        return Err(RoutingExclusion::OtherProjects);
    }
    let who = present(candidate, by_id).ok_or(RoutingExclusion::Absent)?;
    if who.id != candidate.id && !is_free(who) {
        return Err(RoutingExclusion::Absent);
    }
    if who.is_full() {
        return Err(RoutingExclusion::Full);
    }
    let in_place_of = (who.id != candidate.id).then_some(candidate.id);
    let speaks = case.asked_language().map(|language| who.languages.contains(&language));
    Ok((who, Ranked { referent_id: who.id, in_place_of, precision, matching, speaks, behind: None }))
}

/// The référent, or the first of their substitutes who is there; nobody when they replace one another in a circle.
fn present<'a>(candidate: &'a Candidate, by_id: &HashMap<Uuid, &'a Candidate>) -> Option<&'a Candidate> {
    let mut who = candidate;
    for _ in 0..by_id.len() {
        let Some(away) = who.away else { return Some(who) };
        who = by_id.get(&away.substitute_id?)?;
    }
    None
}

/// How closely the zone fits the first wished territory; `None` outside.
fn precision(case: &Case, candidate: &Candidate) -> Option<ZonePrecision> {
    let wish = case.wish.as_ref()?;
    let epci = wish.epci_code.as_deref();
    let covers = |code: &str| candidate.zones.contains(code);
    if epci != Some(wish.code.as_str()) && covers(&wish.code) {
        Some(ZonePrecision::Commune)
    } else if epci.is_some_and(covers) || covers(&wish.code) {
        Some(ZonePrecision::Epci)
    } else {
        covers(WHOLE_DEPARTEMENT).then_some(ZonePrecision::Departement)
    }
}

/// The better of two stands first, and the criterion that decided. A total order: the id settles what nothing else does.
fn judge((a, at): (&Candidate, &Ranked), (b, bt): (&Candidate, &Ranked)) -> (Ordering, RankingCriterion) {
    let by = [
        (at.precision.cmp(&bt.precision), RankingCriterion::Precision),
        (bt.matching.len().cmp(&at.matching.len()), RankingCriterion::Projects),
        (bt.speaks.cmp(&at.speaks), RankingCriterion::Language),
        (load(a, b), RankingCriterion::Load),
        (a.last_assigned_at.cmp(&b.last_assigned_at), RankingCriterion::Rest),
    ];
    let last = a.id.cmp(&b.id).then_with(|| at.in_place_of.cmp(&bt.in_place_of));
    by.into_iter().find(|(order, _)| order.is_ne()).unwrap_or((last, RankingCriterion::Order))
}

fn compare(one: (&Candidate, &Ranked), other: (&Candidate, &Ranked)) -> Ordering {
    judge(one, other).0
}

/// Notes for everybody but the first what placed them behind.
fn explain(mut ranked: Vec<(&Candidate, Ranked)>) -> Vec<Ranked> {
    if let Some(((best, best_at), others)) = ranked.split_first_mut() {
        for (who, at) in others {
            at.behind = Some(judge((best, best_at), (who, at)).1);
        }
    }
    ranked.into_iter().map(|(_, ranked)| ranked).collect()
}

/// The smaller share of the capacity that is taken: fractions compared without dividing.
fn load(a: &Candidate, b: &Candidate) -> Ordering {
    let share = |one: &Candidate| (i64::from(one.open_files), one.capacity.map_or(USUAL_CAPACITY, i64::from).max(1));
    let ((taken, of), (other_taken, other_of)) = (share(a), share(b));
    (taken * other_of).cmp(&(other_taken * of))
}
