//! One page of a list by keyset: rows after a known row, in the order of a key and the id; words looked for in a column.

use domain::text::fold;
use sea_orm::sea_query::{Expr, ExprTrait, LikeExpr, Order};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use uuid::Uuid;

/// Which rows of an ordered list.
#[derive(Debug, Clone)]
pub struct Slice {
    /// Key and id of the row before the first one wanted; `None` starts at the beginning.
    pub after: Option<(String, Uuid)>,
    /// From the last key to the first.
    pub descending: bool,
    /// Rows wanted at most.
    pub limit: u64,
}

/// Orders by `(key, id)` and keeps the rows of the slice. The row value walks the index from the right place,
/// which the equivalent `OR` does not.
pub(crate) fn sliced<E: EntityTrait>(select: Select<E>, key: E::Column, id: E::Column, slice: &Slice) -> Select<E> {
    let order = if slice.descending { Order::Desc } else { Order::Asc };
    let ordered = select.order_by(key, order.clone()).order_by(id, order).limit(slice.limit);
    let Some((last_key, last_id)) = &slice.after else { return ordered };
    let row = Expr::tuple([Expr::col(key.as_column_ref()), Expr::col(id.as_column_ref())]);
    let last = Expr::tuple([Expr::val(last_key.clone()), Expr::val(*last_id)]);
    ordered.filter(if slice.descending { row.lt(last) } else { row.gt(last) })
}

/// Rows whose folded `column` contains every word of `text`, in any order; a text without words finds nothing.
pub(crate) fn every_word<C: ColumnTrait>(column: C, text: &str) -> Condition {
    let folded = fold(text);
    if folded.is_empty() {
        return Condition::all().add(Expr::value(false));
    }
    folded.split(' ').fold(Condition::all(), |all, word| all.add(column.into_expr().like(containing(word))))
}

/// A pattern that finds `text` anywhere, its own wildcards taken as they stand.
pub(crate) fn containing(text: &str) -> LikeExpr {
    let mut pattern = String::with_capacity(text.len() + 2);
    pattern.push('%');
    for letter in text.chars() {
        if matches!(letter, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    LikeExpr::new(pattern).escape('\\')
}
