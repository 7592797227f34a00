//! Which fields to look at for many spellings: 統計 instead of hundreds of words that begin so.

use super::postings::{Postings, Wanted};

/// How many fields could be looked at while one spelling's portion is gathered.
pub(super) const GATHERING: usize = 3;

/// Conditions that every field with one of the spellings meets. Spellings with the same
/// beginning share one where gathering each for itself would take longer than looking at the
/// fields that have the beginning only.
pub(super) fn cover(postings: &Postings, mut spellings: Vec<&[u16]>) -> Vec<Wanted> {
    spellings.sort_unstable();
    // A field with 地方 has 地 as well: what another spelling begins adds nothing.
    spellings.dedup_by(|longer, kept| longer.starts_with(kept));
    share(postings, &spellings, 0, 0)
}

/// Does it for spellings whose first `depth` characters are the same; those up to `from` are
/// asked for already.
fn share(postings: &Postings, spellings: &[&[u16]], from: usize, depth: usize) -> Vec<Wanted> {
    let Some(first) = spellings.first() else {
        return Vec::new();
    };
    // The last of the characters before makes a pair with the first.
    let together = |to: usize| {
        let letters = first.get(from.saturating_sub(1)..to);
        Wanted::together(letters.unwrap_or_default())
    };
    let saved = (spellings.len() - 1) * postings.blocks() * GATHERING;
    if spellings.len() == 1 {
        return vec![together(first.len())];
    }
    let beginning = first.get(..depth).unwrap_or_default();
    if depth > 0 && postings.at_most(beginning) <= saved {
        return vec![together(depth)];
    }
    let groups = || spellings.chunk_by(|a, b| a.get(depth) == b.get(depth));
    if groups().count() == 1 {
        return share(postings, spellings, from, depth + 1);
    }
    let below = groups().flat_map(|same| share(postings, same, depth, depth + 1));
    if from == depth {
        return below.collect();
    }
    vec![Wanted {
        below: below.collect(),
        ..together(depth)
    }]
}

#[cfg(test)]
mod tests {
    use super::super::postings::of_fields;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_field_with_a_spelling_is_looked_at(
            fields in proptest::collection::vec(proptest::collection::vec(1u16..6, 1..9), 1..200),
            spellings in proptest::collection::vec(proptest::collection::vec(1u16..6, 1..4), 1..30),
        ) {
            let postings = of_fields(&fields, 6);
            let wanted = cover(&postings, spellings.iter().map(Vec::as_slice).collect());
            prop_assert!(wanted.len() <= spellings.len());
            let resolved: Vec<_> = wanted.iter().filter_map(|w| postings.resolve(w)).collect();
            let mut found = Vec::new();
            for block in 0..postings.blocks() {
                let gathered = postings.gather(&resolved, block);
                let fields = gathered.fields(&gathered, postings.first_of(block));
                found.extend(fields.map(|(field, _)| field));
            }
            for (field, n) in fields.iter().zip(0u32..) {
                let has = spellings.iter().any(|s| field.windows(s.len()).any(|w| w == s));
                prop_assert!(!has || found.contains(&n));
            }
        }
    }
}
