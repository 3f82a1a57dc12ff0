//! Hiding small cells of a table that others read, and as many more as it takes that no subtraction reveals them.
//!
//! Every figure of a table is an arc between the two sums it takes part in. Whoever knows the shown figures and all the sums
//! may raise or lower a hidden one only along a cycle of hidden figures: one without any such cycle is known to them. They
//! may also know which ones are small (1 to 4) and that a hidden figure is zero only when nothing else was left to hide.

use std::collections::VecDeque;

/// The smallest figure that is shown; zero is shown too, because it is nobody.
pub const SHOWN_FROM: i64 = 5;

/// A figure: what it adds to (`to`) and what it is taken from (`from`).
struct Arc {
    from: usize,
    to: usize,
    value: i64,
    is_sum: bool,
    hidden: bool,
}

impl Arc {
    const fn of(from: usize, to: usize, value: i64) -> Arc {
        Arc { from, to, value, is_sum: false, hidden: is_small(value) }
    }

    /// What is lost when it is hidden: nobody is behind a zero, and sums say most.
    const fn cost(&self) -> i64 {
        match (self.is_sum, self.value) {
            (true, value) => 10_000 + value,
            (false, 0) => 1,
            (false, value) => 5 + value,
        }
    }

    /// Whether the figure may be lower, as far as others know.
    const fn may_fall(&self) -> bool {
        self.value > 1
    }

    /// Whether the figure may be higher, as far as others know.
    const fn may_rise(&self) -> bool {
        self.value != SHOWN_FROM - 1
    }
}

const fn is_small(value: i64) -> bool {
    value > 0 && value < SHOWN_FROM
}

/// Which cells of one row are hidden, whose sum everybody knows.
#[must_use]
pub fn hidden(cells: &[i64]) -> Vec<bool> {
    let mut arcs: Vec<Arc> = cells.iter().map(|value| Arc::of(0, 1, *value)).collect();
    protect(&mut arcs, 2);
    arcs.iter().map(|arc| arc.hidden).collect()
}

/// What is hidden of a table with its sums.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HiddenTable {
    /// Cells, row by row.
    pub cells: Vec<Vec<bool>>,
    /// The sum of each row.
    pub rows: Vec<bool>,
    /// The sum of each column.
    pub columns: Vec<bool>,
}

/// What is hidden of a table of rows of the same length, whose sum of all everybody knows.
#[must_use]
pub fn hidden_table(rows: &[Vec<i64>]) -> HiddenTable {
    let width = rows.first().map_or(0, Vec::len);
    let height = rows.len();
    // Sums: one per row, one per column, that of the sums of rows, that of the sums of columns.
    let (of_rows, of_columns) = (height + width, height + width + 1);
    let sum = |from, to, value: i64| Arc { is_sum: true, ..Arc::of(from, to, value) };
    let mut arcs = vec![];
    for (row, cells) in rows.iter().enumerate() {
        arcs.extend(cells.iter().enumerate().map(|(column, value)| Arc::of(row, height + column, *value)));
    }
    arcs.extend(rows.iter().enumerate().map(|(row, cells)| sum(of_rows, row, cells.iter().sum())));
    for column in 0..width {
        let cells = rows.iter().filter_map(|cells| cells.get(column));
        arcs.push(sum(height + column, of_columns, cells.sum()));
    }
    protect(&mut arcs, height + width + 2);
    let hidden: Vec<bool> = arcs.iter().map(|arc| arc.hidden).collect();
    let (cells, sums) = hidden.split_at_checked(width * height).unwrap_or_default();
    let (of_rows, of_columns) = sums.split_at_checked(height).unwrap_or_default();
    HiddenTable {
        cells: if width == 0 { vec![vec![]; height] } else { cells.chunks(width).map(<[bool]>::to_vec).collect() },
        rows: of_rows.to_vec(),
        columns: of_columns.to_vec(),
    }
}

/// Hides more figures until none that is hidden is known; everything, when that is what it takes.
fn protect(arcs: &mut [Arc], nodes: usize) {
    while let Some(index) = known(arcs, nodes) {
        let Some(arc) = arcs.get(index) else { return };
        let rise = arc.may_rise().then(|| cheapest(arcs, nodes, index, (arc.to, arc.from))).flatten();
        let fall = arc.may_fall().then(|| cheapest(arcs, nodes, index, (arc.from, arc.to))).flatten();
        let cheapest = rise.into_iter().chain(fall).min_by_key(|(cost, _)| *cost);
        let least = || arcs.iter().enumerate().filter(|(_, arc)| !arc.hidden).min_by_key(|(_, arc)| arc.cost());
        // Without a cycle to be had, whatever is left is hidden bit by bit.
        let next = cheapest.map(|(_, way)| way).or_else(|| least().map(|(index, _)| vec![index]));
        let Some(next) = next else { return };
        next.into_iter().for_each(|index| set_hidden(arcs, index, true));
    }
}

/// The figures to be hidden at the least cost for a cycle through the arc `without`, from one sum of it to the other.
fn cheapest(arcs: &[Arc], nodes: usize, without: usize, (start, goal): (usize, usize)) -> Option<(i64, Vec<usize>)> {
    let mut ways: Vec<Option<(i64, Vec<usize>)>> = vec![None; nodes];
    *ways.get_mut(start)? = Some((0, vec![]));
    let mut changes = true;
    while changes {
        changes = false;
        for (index, arc) in arcs.iter().enumerate().filter(|(index, _)| *index != without) {
            for (from, to, allowed) in [(arc.from, arc.to, arc.may_rise()), (arc.to, arc.from, arc.may_fall())] {
                let Some(Some((cost, way))) = ways.get(from).filter(|_| allowed) else { continue };
                let cost = cost + if arc.hidden { 0 } else { arc.cost() };
                if ways.get(to).is_some_and(|known| known.as_ref().is_none_or(|(known, _)| cost < *known)) {
                    let way = way.iter().copied().chain([index]).collect();
                    if let Some(known) = ways.get_mut(to) {
                        *known = Some((cost, way));
                        changes = true;
                    }
                }
            }
        }
    }
    ways.into_iter().nth(goal).flatten()
}

fn set_hidden(arcs: &mut [Arc], index: usize, hidden: bool) {
    if let Some(arc) = arcs.get_mut(index) {
        arc.hidden = hidden;
    }
}

/// The first hidden figure that others can work out.
fn known(arcs: &[Arc], nodes: usize) -> Option<usize> {
    let (places, hidden): (Vec<usize>, Vec<&Arc>) = arcs.iter().enumerate().filter(|(_, arc)| arc.hidden).unzip();
    let is_open = |index: usize, arc: &Arc| {
        (arc.may_rise() && leads(&hidden, nodes, index, (arc.to, arc.from)))
            || (arc.may_fall() && leads(&hidden, nodes, index, (arc.from, arc.to)))
    };
    let known = hidden.iter().enumerate().find(|(index, arc)| !is_open(*index, arc));
    known.and_then(|(index, _)| places.get(index).copied())
}

/// Whether hidden figures other than `without` lead from one sum to another: forward by a rise, backward by a fall.
fn leads(hidden: &[&Arc], nodes: usize, without: usize, (start, goal): (usize, usize)) -> bool {
    let mut seen = vec![false; nodes];
    let mut next = VecDeque::from([start]);
    while let Some(node) = next.pop_front() {
        if node == goal {
            return true;
        }
        for (_, arc) in hidden.iter().enumerate().filter(|(index, _)| *index != without) {
            let reached = match node {
                node if node == arc.from && arc.may_rise() => arc.to,
                node if node == arc.to && arc.may_fall() => arc.from,
                _ => continue,
            };
            if let Some(seen) = seen.get_mut(reached).filter(|seen| !**seen) {
                *seen = true;
                next.push_back(reached);
            }
        }
    }
    false
}

#[cfg(test)]
mod tests;
