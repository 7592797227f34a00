//! Names of programmes: what must agree for two to be the same, and what a name says of an earlier one.

use std::collections::HashSet;

use unicode_normalization::UnicodeNormalization;

/// What must agree for two names to be the same: width, blanks, marks and letter case do not count.
#[must_use]
pub fn key(name: &str) -> String {
    name.nfkc()
        .filter(|c| c.is_alphanumeric() || *c == 'ー')
        .flat_map(char::to_lowercase)
        .collect()
}

/// Pairs of neighbouring letters.
pub(super) fn pairs(text: &str) -> HashSet<(char, char)> {
    let letters: Vec<char> = key(text).chars().collect();
    let following = letters.iter().skip(1);
    letters.iter().copied().zip(following.copied()).collect()
}

/// Whether so many percent of the letter pairs of the shorter name are in the other.
pub(super) fn alike(one: &str, other: &str, percent: usize) -> bool {
    let (one, other) = (pairs(one), pairs(other));
    let shorter = one.len().min(other.len());
    shorter > 0 && one.intersection(&other).count() * 100 >= percent * shorter
}

/// Names that the name itself says it had: `（旧：…）`, `（令和元年度までは「…」）`.
#[must_use]
pub fn former_names(name: &str) -> Vec<String> {
    let mut found = Vec::new();
    for inside in bracketed(name).inside {
        let named = [
            "旧：",
            "旧:",
            "旧事業名：",
            "旧事業名:",
            "旧名称：",
            "旧名称:",
        ]
        .into_iter()
        .find_map(|start| inside.strip_prefix(start));
        let quoted = || {
            let is_former = ["まで", "旧", "名称変更", "改称"]
                .iter()
                .any(|w| inside.contains(w));
            let (_, rest) = inside.split_once('「').filter(|_| is_former)?;
            rest.rsplit_once('」').map(|(name, _)| name)
        };
        if let Some(former) = named.or_else(quoted) {
            let former = former.trim().trim_matches(['「', '」', '『', '』']);
            if !key(former).is_empty() {
                found.push(former.to_owned());
            }
        }
    }
    found
}

/// A name taken apart at its round brackets; brackets in brackets are one text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Bracketed {
    /// What stands outside, in one.
    pub(super) outside: String,
    /// What stands inside each.
    pub(super) inside: Vec<String>,
}

/// Takes a name apart.
pub(super) fn bracketed(name: &str) -> Bracketed {
    let mut parts = Bracketed::default();
    let (mut depth, mut text) = (0_u32, String::new());
    for c in name.chars() {
        match c {
            '（' | '(' => {
                depth += 1;
                if depth == 1 {
                    continue;
                }
            }
            '）' | ')' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    parts.inside.push(std::mem::take(&mut text));
                    continue;
                }
            }
            _ => {}
        }
        if depth > 0 {
            text.push(c);
        } else {
            parts.outside.push(c);
        }
    }
    // A bracket that never closes is no bracket.
    parts.outside.push_str(&text);
    parts
}

/// Whether the name says that something is left out of it, so that what its brackets name is not in it.
pub(super) fn excludes(text: &str) -> bool {
    ["除く", "除き", "除いた", "以外"]
        .iter()
        .any(|word| text.contains(word))
}

/// Letters of a name that stands in two texts by chance no more.
const LONG: usize = 8;

/// The names in corner brackets of a text, as keys, added to those of others.
pub(super) fn add_quoted(text: &str, out: &mut HashSet<String>) {
    for (open, close) in [('「', '」'), ('『', '』')] {
        for part in text.split(open).skip(1) {
            let Some((name, _)) = part.split_once(close) else {
                continue;
            };
            let name = key(name);
            if name.chars().count() >= LONG {
                out.insert(name);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_its_earlier_one() {
        for (name, former) in [
            ("保守点検事業（旧：電力網点検事業）", "電力網点検事業"),
            (
                "保守点検事業（令和６年度までは「電力網点検事業」）",
                "電力網点検事業",
            ),
            ("整備費（旧事業名：「整備（一期）」）", "整備（一期）"),
        ] {
            assert_eq!(former_names(name), [former], "{name}");
        }
        assert!(former_names("整備費（地方）").is_empty());
        assert!(former_names("旧庁舎の解体").is_empty());
    }

    #[test]
    fn widths_blanks_and_marks_do_not_count() {
        assert_eq!(key("Ｌアラート・高度化　事業"), key("lアラート高度化事業"));
        assert_ne!(key("整備（本省）"), key("整備（地方）"));
    }

    #[test]
    fn long_names_in_corner_brackets() {
        let mut names = HashSet::new();
        add_quoted(
            "「灯台」と「沿岸灯火監視システム」、『航路標識の総合整備計画』の推進「途中",
            &mut names,
        );
        let mut names: Vec<String> = names.into_iter().collect();
        names.sort_unstable();
        assert_eq!(
            names,
            ["沿岸灯火監視システム", "航路標識の総合整備計画"].map(key)
        );
    }
}
