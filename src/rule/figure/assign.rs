//! The cheapest assignment of figures to claims.

/// The cost of leaving a claim without a figure: more than any pair costs.
pub const UNBOUND: i64 = 1_000;

/// Assigns columns to rows so that the total cost is least; each row takes one column or none, a column serves one row.
///
/// `cost[row][column]` below [`UNBOUND`] is a possible pair. The Hungarian method with potentials, O(rows² × columns)
/// (Kuhn 1955, Munkres 1957), over the columns and one empty column for each row.
pub fn assign(cost: &[Vec<i64>], columns: usize) -> Vec<Option<usize>> {
    let rows = cost.len();
    let width = columns + rows;
    let at = |row: usize, column: usize| -> i64 {
        if column < columns {
            cost.get(row).and_then(|row| row.get(column)).copied().unwrap_or(UNBOUND)
        } else {
            UNBOUND
        }
    };
    // 1-based, as the method is usually written: column 0 is the start of each search.
    let mut row_potential = vec![0i64; rows + 1];
    let mut column_potential = vec![0i64; width + 1];
    let mut owner = vec![0usize; width + 1];
    for row in 1..=rows {
        owner[0] = row;
        let mut column = 0;
        let mut least = vec![i64::MAX; width + 1];
        let mut came_from = vec![0usize; width + 1];
        let mut used = vec![false; width + 1];
        while owner[column] != 0 {
            used[column] = true;
            let current = owner[column];
            let (mut delta, mut next) = (i64::MAX, 0);
            for other in 1..=width {
                if used[other] {
                    continue;
                }
                let reduced = at(current - 1, other - 1) - row_potential[current] - column_potential[other];
                if reduced < least[other] {
                    least[other] = reduced;
                    came_from[other] = column;
                }
                if least[other] < delta {
                    delta = least[other];
                    next = other;
                }
            }
            for other in 0..=width {
                if used[other] {
                    row_potential[owner[other]] += delta;
                    column_potential[other] -= delta;
                } else if least[other] != i64::MAX {
                    least[other] -= delta;
                }
            }
            column = next;
        }
        while column != 0 {
            let previous = came_from[column];
            owner[column] = owner[previous];
            column = previous;
        }
    }
    let mut assigned = vec![None; rows];
    for (column, &row) in owner.iter().enumerate().skip(1).take(columns) {
        if row > 0 && at(row - 1, column - 1) < UNBOUND {
            assigned[row - 1] = Some(column - 1);
        }
    }
    assigned
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_total_counts_and_not_the_first_come() {
        assert_eq!(assign(&[vec![1, 2], vec![1, 9]], 2), [Some(1), Some(0)]);
        assert_eq!(assign(&[vec![5, 1, 7]], 3), [Some(1)]);
        assert_eq!(assign(&[vec![3], vec![2]], 1), [None, Some(0)]);
        assert_eq!(assign(&[vec![UNBOUND]], 1), [None]);
        assert_eq!(assign(&[], 2), Vec::<Option<usize>>::new());
    }
}
