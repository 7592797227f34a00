//! Which fields to look at for many spellings: what they begin with in common is asked for once.
//!
//! In: spellings. Out: nested conditions. Cost: the spellings are sorted once. Invariant: a field
//! that has one of the spellings meets one of the conditions.

use crate::search::index::postings::Condition;

/// Conditions that every field with one of the spellings meets.
pub(crate) fn prefix_plan(mut spellings: Vec<&[u16]>) -> Vec<Condition> {
    spellings.sort_unstable();
    // A field with 地方 has 地 as well: what another spelling begins adds nothing.
    spellings.dedup_by(|longer, kept| longer.starts_with(kept));
    share(&spellings, 0, 0)
}

/// Does it for spellings whose first `depth` characters are the same; those up to `from` are
/// asked for already.
fn share(spellings: &[&[u16]], from: usize, depth: usize) -> Vec<Condition> {
    let Some(first) = spellings.first() else {
        return Vec::new();
    };
    // The last of the characters before makes a pair with the first.
    let together = |to: usize| {
        let letters = first.get(from.saturating_sub(1)..to);
        Condition::together(letters.unwrap_or_default())
    };
    if spellings.len() == 1 {
        return vec![together(first.len())];
    }
    let groups = || spellings.chunk_by(|a, b| a.get(depth) == b.get(depth));
    if groups().count() == 1 {
        return share(spellings, from, depth + 1);
    }
    let below = groups().flat_map(|same| share(same, depth, depth + 1));
    if from == depth {
        return below.collect();
    }
    vec![Condition {
        below: below.collect(),
        ..together(depth)
    }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::index::postings::of_fields;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_field_with_a_spelling_is_looked_at(
            fields in proptest::collection::vec(proptest::collection::vec(1u16..6, 1..9), 1..200),
            spellings in proptest::collection::vec(proptest::collection::vec(1u16..6, 1..4), 1..30),
        ) {
            let postings = of_fields(&fields, 6);
            let condition = prefix_plan(spellings.iter().map(Vec::as_slice).collect());
            prop_assert!(condition.len() <= spellings.len());
            let plan: Vec<_> = condition.iter().filter_map(|w| postings.plan(w)).collect();
            let mut found = Vec::new();
            for block in 0..postings.blocks() {
                let candidates = postings.candidates(&plan, block);
                let fields = candidates.fields(&candidates, postings.first_of(block));
                found.extend(fields.map(|(field, _)| field));
            }
            for (field, n) in fields.iter().zip(0u32..) {
                let has = spellings.iter().any(|s| field.windows(s.len()).any(|w| w == s));
                prop_assert!(!has || found.contains(&n));
            }
        }
    }
}
