//! Columns indexed by typed ids, so that a word's number is never taken for a sentence's.

use std::fmt;
use std::marker::PhantomData;
use std::ops::{Index, IndexMut};

/// A number that names a row of one kind of column.
pub trait Id: Copy + Eq + Ord + fmt::Debug {
    /// The id of row `index`. Panics past `u32::MAX` rows.
    fn from_index(index: usize) -> Self;
    /// The row this id names.
    fn index(self) -> usize;
}

/// Declares a typed id: a `u32` newtype that implements [`Id`].
#[macro_export]
macro_rules! typed_id {
    ($(#[$doc:meta])* $visibility:vis struct $name:ident;) => {
        $(#[$doc])*
        #[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        $visibility struct $name(pub u32);

        impl $crate::Id for $name {
            fn from_index(index: usize) -> Self {
                Self(u32::try_from(index).expect("a column has at most u32::MAX rows"))
            }
            fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

/// A vector whose rows are named by `I`.
#[derive(Clone, PartialEq, Eq)]
pub struct Column<I, T> {
    rows: Vec<T>,
    id: PhantomData<fn(I)>,
}

impl<I: Id, T> Column<I, T> {
    /// A column without rows.
    pub fn new() -> Self {
        Self { rows: Vec::new(), id: PhantomData }
    }

    /// Adds a row and names it.
    pub fn push(&mut self, row: T) -> I {
        let id = I::from_index(self.rows.len());
        self.rows.push(row);
        id
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// True without rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The row named by `id`, where there is one.
    pub fn get(&self, id: I) -> Option<&T> {
        self.rows.get(id.index())
    }

    /// The rows in order.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.rows.iter()
    }

    /// The ids in order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = I> + ExactSizeIterator + use<I, T> {
        (0..self.rows.len()).map(I::from_index)
    }

    /// Ids and rows in order.
    pub fn pairs(&self) -> impl DoubleEndedIterator<Item = (I, &T)> + ExactSizeIterator {
        self.rows.iter().enumerate().map(|(index, row)| (I::from_index(index), row))
    }

    /// Drops all rows and keeps the memory.
    pub fn clear(&mut self) {
        self.rows.clear();
    }

    /// The rows as a slice.
    pub fn as_slice(&self) -> &[T] {
        &self.rows
    }
}

impl<I: Id, T> Default for Column<I, T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<I: Id, T> From<Vec<T>> for Column<I, T> {
    fn from(rows: Vec<T>) -> Self {
        Self { rows, id: PhantomData }
    }
}

impl<I: Id, T> FromIterator<T> for Column<I, T> {
    fn from_iter<A: IntoIterator<Item = T>>(rows: A) -> Self {
        Vec::from_iter(rows).into()
    }
}

impl<I: Id, T> Index<I> for Column<I, T> {
    type Output = T;
    fn index(&self, id: I) -> &T {
        &self.rows[id.index()]
    }
}

impl<I: Id, T> IndexMut<I> for Column<I, T> {
    fn index_mut(&mut self, id: I) -> &mut T {
        &mut self.rows[id.index()]
    }
}

impl<I: Id, T: fmt::Debug> fmt::Debug for Column<I, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.rows).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    typed_id! {
        /// A row of the tests.
        struct RowId;
    }

    #[test]
    fn rows_are_named_in_order() {
        let mut column = Column::<RowId, &str>::new();
        assert!(column.is_empty());
        let (first, second) = (column.push("a"), column.push("b"));
        column[second] = "c";
        assert_eq!((column[first], column.get(second), column.get(RowId(2))), ("a", Some(&"c"), None));
        assert_eq!(column.pairs().collect::<Vec<_>>(), [(first, &"a"), (second, &"c")]);
        assert_eq!(column.ids().rev().collect::<Vec<_>>(), [second, first]);
        assert_eq!((column.len(), format!("{column:?}")), (2, "[\"a\", \"c\"]".to_owned()));
        assert_eq!(column, ["a", "c"].into_iter().collect());
        column.clear();
        assert_eq!(column, Column::from(Vec::new()));
    }
}
