//! A row seen through its mapping.

use super::fields::Field;

/// The cells of one row, by field.
pub(super) struct Cells<'a> {
    fields: &'a [Field],
    row: &'a [String],
}

impl<'a> Cells<'a> {
    pub(super) fn new(fields: &'a [Field], row: &'a [String]) -> Self {
        Self { fields, row }
    }

    /// The filled cells of a field with the position of their column, trimmed.
    pub(super) fn with_columns(&self, field: Field) -> impl Iterator<Item = (usize, &'a str)> + use<'a> {
        self.fields
            .iter()
            .zip(self.row)
            .enumerate()
            .filter(move |(_, (column, cell))| **column == field && !cell.trim().is_empty())
            .map(|(index, (_, cell))| (index, cell.trim()))
    }

    /// The filled cells of a field, trimmed.
    pub(super) fn all(&self, field: Field) -> impl Iterator<Item = &'a str> + use<'a> {
        self.with_columns(field).map(|(_, cell)| cell)
    }

    /// The first filled cell of a field.
    pub(super) fn first(&self, field: Field) -> Option<&'a str> {
        self.all(field).next()
    }

    /// The first filled cell of a field, owned.
    pub(super) fn text(&self, field: Field) -> Option<String> {
        self.first(field).map(str::to_owned)
    }
}

/// The pieces of a cell that may hold several values.
pub(super) fn pieces(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(['/', ',', ';', '|', '+', '\n']).map(str::trim).filter(|piece| !piece.is_empty())
}
