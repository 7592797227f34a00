//! How alike two names are, and under which other forms a name may stand.

use std::collections::HashMap;

use super::super::name::{bracketed, excludes, key};

/// Words at the end of a name that say nothing of the programme, as [`key`] leaves them.
const ENDINGS: [&str; 18] = [
    "に要する経費",
    "に必要な経費",
    "のための経費",
    "に係る経費",
    "経費",
    "事業費補助金",
    "事業費",
    "費補助金",
    "補助金",
    "補助事業",
    "事業",
    "等",
    "費",
    "の推進",
    "の実施",
    "推進費",
    "への拠出金",
    "への拠出",
];

/// Fewest letters of a name that stands for itself.
const FEWEST: usize = 4;

/// How far a form is from the name as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    /// But for width, blanks and marks.
    Whole,
    /// A bracket opened, or a name in quotes taken out.
    Opened,
    /// Without its ending.
    Shortened,
}

/// The forms of a name, each the nearest way there. A bracket that excludes something, or that tells the
/// ministry's own part from that of its branches, stays.
pub(super) fn forms(name: &str) -> HashMap<String, Form> {
    let mut forms = HashMap::from([(key(name), Form::Whole)]);
    let parts = bracketed(name);
    let tells = |text: &String| matches!(text.as_str(), "本省" | "地方" | "本庁" | "本府");
    if !excludes(name) && !parts.inside.iter().any(tells) {
        let opened = std::iter::once(&parts.outside).chain(&parts.inside);
        for text in opened.map(|text| key(text)) {
            if text.chars().count() >= FEWEST && !parts.inside.is_empty() {
                forms.entry(text).or_insert(Form::Opened);
            }
        }
        if let Some((_, rest)) = name.split_once('「')
            && let Some((quoted, _)) = rest.split_once('」')
            && key(quoted).chars().count() >= 8
        {
            forms.entry(key(quoted)).or_insert(Form::Opened);
        }
    }
    let whole: Vec<String> = forms.keys().cloned().collect();
    for form in whole {
        forms.entry(shortened(&form)).or_insert(Form::Shortened);
    }
    forms.remove("");
    forms
}

/// The name without the endings that say nothing.
pub(super) fn shortened(name: &str) -> String {
    let mut rest = name.to_owned();
    while let Some(shorter) = ENDINGS
        .iter()
        .filter_map(|ending| rest.strip_suffix(*ending))
        .find(|shorter| shorter.chars().count() >= FEWEST)
    {
        rest = shorter.to_owned();
    }
    rest
}

/// How near two names come to each other in any of their forms; none where in no form.
pub(super) fn same(a: &HashMap<String, Form>, b: &HashMap<String, Form>) -> Option<Form> {
    a.iter()
        .filter_map(|(form, from)| b.get(form).map(|other| *from.max(other)))
        .min()
}

/// Ratcliff and Obershelp's likeness, 0 to 100: twice the letters of the longest common runs, and of those
/// before and after them, over the letters of both.
pub(super) fn likeness(a: &[char], b: &[char]) -> u32 {
    let total = a.len() + b.len();
    if total == 0 {
        return 0;
    }
    let (mut shared, mut open) = (0, vec![(a, b)]);
    while let Some((a, b)) = open.pop() {
        let (at, bt, length) = longest_run(a, b);
        if length == 0 {
            continue;
        }
        shared += length;
        open.push((
            a.get(..at).unwrap_or_default(),
            b.get(..bt).unwrap_or_default(),
        ));
        let after = |of: &'_ [char], at: usize| of.len().min(at + length);
        let (ae, be) = (after(a, at), after(b, bt));
        open.push((
            a.get(ae..).unwrap_or_default(),
            b.get(be..).unwrap_or_default(),
        ));
    }
    u32::try_from(200 * shared / total).unwrap_or(100)
}

/// Most that [`likeness`] can be, told by lengths alone.
pub(super) fn at_most(a: &[char], b: &[char]) -> u32 {
    let total = a.len() + b.len();
    let most = 200 * a.len().min(b.len()) / total.max(1);
    u32::try_from(most).unwrap_or(100)
}

fn longest_run(a: &[char], b: &[char]) -> (usize, usize, usize) {
    let mut best = (0, 0, 0);
    let mut before = vec![0_usize; b.len() + 1];
    for (i, x) in a.iter().enumerate() {
        let mut now = vec![0_usize; b.len() + 1];
        for (j, y) in b.iter().enumerate() {
            if x != y {
                continue;
            }
            let run = before.get(j).copied().unwrap_or_default() + 1;
            if let Some(cell) = now.get_mut(j + 1) {
                *cell = run;
            }
            if run > best.2 {
                best = (i + 1 - run, j + 1 - run, run);
            }
        }
        before = now;
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(a: &str, b: &str) -> u32 {
        let letters = |text: &str| key(text).chars().collect::<Vec<_>>();
        likeness(&letters(a), &letters(b))
    }

    #[test]
    fn brackets_open_but_for_those_that_tell_programmes_apart() {
        let is = |a: &str, b: &str| same(&forms(a), &forms(b));
        assert_eq!(
            is("星空観測事業", "普及支援事業（星空観測事業）"),
            Some(Form::Opened)
        );
        assert_eq!(is("観測の推進（本省）", "観測の推進（地方）"), None);
        assert_eq!(is("振興費", "調査費（振興費を除く。）"), None);
        assert_eq!(
            is("星空観測に要する経費", "星空観測"),
            Some(Form::Shortened)
        );
        assert_eq!(is("星空・観測", "星空観測"), Some(Form::Whole));
    }

    #[test]
    fn endings_are_written_as_names_are_compared() {
        for ending in ENDINGS {
            assert_eq!(key(ending), ending);
        }
    }

    #[test]
    fn likeness_is_that_of_common_runs() {
        assert_eq!(alike("星空観測", "星空観測"), 100);
        assert_eq!(alike("星空観測事業", "海底調査"), 0);
        assert!(alike("電波監視の実施", "電波の監視に必要な経費") > 40);
        assert_eq!(alike("abcd", "bcde"), 75);
    }
}
