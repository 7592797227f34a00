//! Columns of more than three numbers that arithmetic alone tells.

use rust_decimal::Decimal;

/// Request, base and change among columns of numbers without words: the first two ways in which a
/// column behind two others is their difference, in all rows that have the three, three at least,
/// and two of them not nothing. More ways than one tell nothing.
pub(super) fn proofs(
    rows: &[Vec<Option<Decimal>>],
    numeric: &[usize],
) -> Vec<(usize, usize, usize)> {
    let of = |row: &[Option<Decimal>], n: usize| row.get(n).copied().flatten();
    let mut found = Vec::new();
    for change in numeric {
        let before = numeric.iter().filter(|n| *n < change);
        for request in before.clone() {
            for base in before.clone().filter(|n| *n != request) {
                let (mut complete, mut telling) = (0_usize, 0_usize);
                let holds = rows.iter().all(|row| {
                    let (Some(x), Some(y), Some(z)) =
                        (of(row, *request), of(row, *base), of(row, *change))
                    else {
                        return true;
                    };
                    complete += 1;
                    telling += usize::from(!z.is_zero() && !y.is_zero());
                    x.checked_sub(y) == Some(z)
                });
                if !holds || complete < 3 || telling < 2 {
                    continue;
                }
                found.push((*request, *base, *change));
                if found.len() > 1 {
                    return found;
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(rows: &[&[i64]]) -> Vec<Vec<Option<Decimal>>> {
        let row = |row: &&[i64]| row.iter().map(|n| Some(Decimal::from(*n))).collect();
        rows.iter().map(row).collect()
    }

    #[test]
    fn one_proof_tells_the_columns_and_two_tell_nothing() {
        let settled = rows(&[
            &[48, 51, 55, 53, 2],
            &[61, 64, 64, 67, 3],
            &[9, 20, 12, 0, -20],
        ]);
        assert_eq!(proofs(&settled, &[0, 1, 2, 3, 4]), [(3, 1, 4)]);
        // The parts of the request add up as well.
        let parted = rows(&[
            &[22, 2, 20, 21, 1],
            &[53, 43, 10, 54, -1],
            &[60, 40, 20, 30, 30],
        ]);
        assert_eq!(proofs(&parted, &[0, 1, 2, 3, 4]).len(), 2);
    }
}
