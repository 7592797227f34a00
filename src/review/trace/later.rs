//! The sheet that a line has of its own in later years, which tells its office.

use std::sync::Arc;

use super::candidate::Candidate;
use super::likeness::{Form, forms, likeness};
use super::line::Line;
use crate::review::name::key;

/// Bureau, office and first year of a later sheet.
pub(super) type Later = (Arc<str>, Arc<str>, u16);

/// The sheet that the line has of its own in later years: the same name or one much alike, begun after the
/// year that the document asks for.
pub(super) fn own_sheet(line: &Line, candidates: &[Candidate], year: u16) -> Option<Later> {
    let name = forms(&line.name);
    let letters: Vec<char> = key(&line.name).chars().collect();
    let later = candidates.iter().filter(|c| c.own && c.first > year + 1);
    let alike = |candidate: &Candidate| {
        let named = candidate
            .named(&name)
            .is_some_and(|form| form <= Form::Shortened);
        let most = candidate
            .letters
            .iter()
            .map(|own| likeness(&letters, own))
            .max();
        if named { 100 } else { most.unwrap_or_default() }
    };
    let best = later.max_by_key(|candidate| alike(candidate))?;
    (alike(best) >= 75).then(|| {
        (
            Arc::clone(&best.bureau),
            Arc::clone(&best.office),
            best.first,
        )
    })
}
