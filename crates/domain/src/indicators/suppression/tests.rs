//! Somebody who knows every shown figure and every sum tries to work out a hidden one, by trying every table there is.

use proptest::prelude::*;

use super::{HiddenTable, hidden, hidden_table};

/// Values that each hidden cell takes in some row of the same sum that shows the same figures.
fn possible(cells: &[i64], hidden: &[bool]) -> Vec<Vec<i64>> {
    let mut found = vec![vec![]; cells.len()];
    let left = cells.iter().zip(hidden).filter(|(_, hidden)| **hidden).map(|(value, _)| value).sum();
    let places: Vec<usize> = (0..cells.len()).filter(|place| hidden[*place]).collect();
    let mut tried = vec![];
    try_row(&places, left, &mut tried, &mut found);
    found
}

fn try_row(places: &[usize], left: i64, tried: &mut Vec<i64>, found: &mut [Vec<i64>]) {
    if tried.len() == places.len() {
        if left == 0 {
            for (place, value) in places.iter().zip(tried.iter()) {
                if !found[*place].contains(value) {
                    found[*place].push(*value);
                }
            }
        }
        return;
    }
    for value in 0..=left {
        tried.push(value);
        try_row(places, left - value, tried, found);
        tried.pop();
    }
}

#[test]
fn a_lone_small_cell_takes_another_one_with_it() {
    assert_eq!(hidden(&[30, 22, 3, 27]), [false, true, true, false]);
    assert_eq!(hidden(&[30, 22, 0, 27]), [false; 4]);
    // Two families in two places are one each: a third place is hidden.
    assert_eq!(hidden(&[1, 1, 9, 12]), [true, true, true, false]);
    // Where nothing else is left, a zero is hidden too.
    assert_eq!(hidden(&[0, 3, 0]).iter().filter(|hidden| **hidden).count(), 2);
    assert_eq!(hidden(&[]), Vec::<bool>::new());
}

#[test]
fn a_small_sum_is_hidden_with_what_would_give_it_away() {
    let table = [vec![10, 2, 7], vec![8, 9, 30], vec![12, 6, 11]];
    let HiddenTable { cells, rows, columns } = hidden_table(&table);
    assert!(cells[0][1] && rows.iter().chain(&columns).all(|hidden| !hidden));
    assert!((4..=7).contains(&cells.iter().flatten().filter(|hidden| **hidden).count()), "a cycle: {cells:?}");
    // Where a row is otherwise empty, its cells are hidden rather than sums.
    let obstacles = hidden_table(&[vec![9, 7, 0], vec![2, 6, 0], vec![0, 8, 0], vec![0, 0, 0]]);
    assert!(obstacles.rows.iter().chain(&obstacles.columns).all(|hidden| !hidden), "{obstacles:?}");
    assert!(obstacles.cells[1][0] && obstacles.cells.iter().flatten().filter(|hidden| **hidden).count() >= 4);
    let small = hidden_table(&[vec![1, 1], vec![20, 30]]);
    assert!(small.rows == [true, true] && small.cells[0] == [true, true], "{small:?}");
    assert_eq!(hidden_table(&[]), HiddenTable { cells: vec![], rows: vec![], columns: vec![] });
}

#[test]
fn a_year_of_obstacles_is_protected_quickly() {
    let table: Vec<Vec<i64>> = (0..14).map(|row| (0..11).map(|column| (row * 7 + column * 5) % 11).collect()).collect();
    let found = hidden_table(&table);
    let shown = found.cells.iter().flatten().filter(|hidden| !**hidden).count();
    assert!(shown > 30, "{shown} cells are left");
}

/// A small table with its sums as one list of figures, and the lists of figures that add up: plus, minus.
struct Sums {
    figures: Vec<i64>,
    hidden: Vec<bool>,
    sums: Vec<(Vec<usize>, Vec<usize>, i64)>,
}

impl Sums {
    fn of(table: &[Vec<i64>]) -> Sums {
        let (height, width) = (table.len(), table[0].len());
        let found = hidden_table(table);
        let mut figures: Vec<i64> = table.iter().flatten().copied().collect();
        figures.extend(table.iter().map(|row| row.iter().sum::<i64>()));
        figures.extend((0..width).map(|column| table.iter().map(|row| row[column]).sum::<i64>()));
        let all: i64 = table.iter().flatten().sum();
        let hidden = found.cells.concat().into_iter().chain(found.rows).chain(found.columns).collect();
        let (rows, columns) = (width * height, width * height + height);
        let mut sums = vec![];
        for row in 0..height {
            sums.push(((0..width).map(|column| row * width + column).collect(), vec![rows + row], 0));
        }
        for column in 0..width {
            sums.push(((0..height).map(|row| row * width + column).collect(), vec![columns + column], 0));
        }
        sums.push(((rows..rows + height).collect(), vec![], all));
        sums.push(((columns..columns + width).collect(), vec![], all));
        Sums { figures, hidden, sums }
    }

    /// Whether another table of the same shown figures has another value at `place`: found by walking through all tables.
    fn is_open(&self, place: usize) -> bool {
        let most: i64 = self.sums.iter().map(|(.., all)| *all).max().unwrap_or_default();
        // Sums first: what they are made of is then soon wrong.
        let unknown: Vec<usize> = (0..self.figures.len()).rev().filter(|figure| self.hidden[*figure]).collect();
        let mut tried = self.figures.clone();
        self.search(&unknown, 0, most, &mut tried, place)
    }

    fn search(&self, unknown: &[usize], next: usize, most: i64, tried: &mut Vec<i64>, place: usize) -> bool {
        let Some(figure) = unknown.get(next) else {
            return tried[place] != self.figures[place] && self.holds(tried, |_| true);
        };
        // Sums all of whose figures are chosen must hold already.
        let chosen = |figure: usize| !self.hidden[figure] || unknown[..next].contains(&figure);
        if !self.holds(tried, |(plus, minus)| plus.iter().chain(minus).all(|figure| chosen(*figure))) {
            return false;
        }
        let before = tried[*figure];
        for value in 0..=most {
            tried[*figure] = value;
            if self.search(unknown, next + 1, most, tried, place) {
                tried[*figure] = before;
                return true;
            }
        }
        tried[*figure] = before;
        false
    }

    fn holds(&self, figures: &[i64], which: impl Fn((&Vec<usize>, &Vec<usize>)) -> bool) -> bool {
        let sum = |places: &Vec<usize>| places.iter().map(|place| figures[*place]).sum::<i64>();
        self.sums
            .iter()
            .filter(|(plus, minus, _)| which((plus, minus)))
            .all(|(plus, minus, all)| sum(plus) - sum(minus) == *all)
    }
}

proptest! {
    #[test]
    fn no_hidden_cell_of_a_row_is_known(cells in prop::collection::vec(0i64..9, 2..6)) {
        let hidden = hidden(&cells);
        for (place, value) in cells.iter().enumerate() {
            prop_assert!(hidden[place] || *value == 0 || *value >= 5);
            if hidden[place] {
                let values = possible(&cells, &hidden);
                prop_assert!(values[place].len() > 1, "{cells:?} {hidden:?} {values:?}");
            }
        }
    }

    #[test]
    fn small_cells_never_stand_alone_in_a_long_row(cells in prop::collection::vec(0i64..40, 2..14)) {
        let hidden = hidden(&cells);
        let count = hidden.iter().filter(|hidden| **hidden).count();
        prop_assert!(count != 1);
        prop_assert!(cells.iter().zip(&hidden).all(|(value, hidden)| *hidden || *value == 0 || *value >= 5));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn no_hidden_figure_of_a_table_is_known(
        table in prop::collection::vec(prop::collection::vec(prop_oneof![3 => 0i64..7, 1 => Just(9i64)], 2), 2..4)
    ) {
        let sums = Sums::of(&table);
        for (place, value) in sums.figures.iter().enumerate() {
            prop_assert!(sums.hidden[place] || *value == 0 || *value >= 5, "{table:?}");
            if sums.hidden[place] {
                prop_assert!(sums.is_open(place), "{table:?} gives away figure {place}: {:?}", sums.hidden);
            }
        }
    }
}
