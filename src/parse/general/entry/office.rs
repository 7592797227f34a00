//! The office behind each name of a document, in brackets: `架空灯台の改修（港湾課）`. One name alone may have such a bracket as a part of it;
//! where most have one, it is none.

use super::super::piece::{Money, Piece, Role};
use super::name::name_of;
use super::token::Tag;

/// Fewest names with an office.
const FEWEST: usize = 3;

/// Takes the offices off the names, where six names in ten have one; those of tables, which have columns, are counted apart.
pub fn leave_out(pieces: &mut [Piece]) {
    of_kind(pieces, |piece| piece.table.is_none());
    of_kind(pieces, |piece| piece.table.is_some());
}

fn of_kind(pieces: &mut [Piece], kind: impl Fn(&Piece) -> bool) {
    let read = || {
        let own = pieces.iter().filter(|piece| kind(piece));
        own.filter(|piece| {
            let named = matches!(piece.role, Role::Item | Role::Heading(_));
            named && piece.reading.is_some()
        })
    };
    let count = read()
        .filter(|piece| before_office(&piece.name).is_some())
        .count();
    if count < FEWEST || count * 10 < read().count() * 6 {
        return;
    }
    for piece in pieces.iter_mut().filter(|piece| kind(piece)) {
        if let Some(name) = before_office(&piece.name) {
            // `灯台の改修〔新規〕（港湾課）`: the tag stood before the office.
            let chars: Vec<char> = name.chars().collect();
            let own = name_of(&chars);
            let new = own.tags.contains(&Tag::New);
            piece.name = if own.text.is_empty() {
                name.to_owned()
            } else {
                own.text
            };
            if let Some(reading) = piece.reading.as_mut().filter(|_| new)
                && reading.base == Money::None
            {
                reading.base = Money::New;
            }
        }
    }
}

/// The name before the office in its last bracket.
fn before_office(name: &str) -> Option<&str> {
    let (at, open) = opens_at(name)?;
    let own = name.get(..at)?;
    let office =
        name.get(at + open.len_utf8()..name.len() - name.chars().next_back()?.len_utf8())?;
    let words = office.trim();
    let ends = words.ends_with([
        '課', '局', '室', '部', '係', '署', '班', '庁', '省', ')', '）',
    ]) || ["委員会", "センター", "事務所", "議会", "病院"]
        .iter()
        .any(|end| words.ends_with(end));
    let known = ends && !matches!(words, "一部" | "全部" | "一部新規");
    let length = words.chars().count();
    let plain = words.chars().all(|c| {
        c.is_alphabetic() && !c.is_ascii()
            || matches!(c, '・' | '、' | '\u{3000}' | ' ' | '(' | ')' | '（' | '）')
    });
    (known && plain && (2..=20).contains(&length) && !own.trim().is_empty()).then(|| own.trim_end())
}

/// Where the bracket opens that closes at the end of a text: `開発(文部省(科学庁))`.
fn opens_at(text: &str) -> Option<(usize, char)> {
    let pairs = [
        ('（', '）'),
        ('(', ')'),
        ('［', '］'),
        ('[', ']'),
        ('〔', '〕'),
    ];
    let last = text.chars().next_back()?;
    let (open, close) = pairs.into_iter().find(|(_, close)| *close == last)?;
    let mut depth = 0_usize;
    text.char_indices().rev().find_map(|(at, c)| {
        depth += usize::from(c == close);
        depth -= usize::from(c == open && depth > 0);
        (depth == 0).then_some((at, open))
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::piece::Reading;
    use super::*;

    fn names(names: &[&str]) -> Vec<String> {
        let piece = |name: &&str| {
            let mut piece = Piece::new(Role::Item, name, 1, 0);
            piece.reading = Some(Reading::default());
            piece
        };
        let mut pieces: Vec<Piece> = names.iter().map(piece).collect();
        leave_out(&mut pieces);
        pieces.into_iter().map(|piece| piece.name).collect()
    }

    #[test]
    fn an_office_behind_most_names_is_no_part_of_them() {
        assert_eq!(
            names(&[
                "架空灯台（港湾課）",
                "架空橋（道路整備課）",
                "架空館（2か所）（警察本部）",
                "計"
            ]),
            ["架空灯台", "架空橋", "架空館（2か所）", "計"]
        );
        // One name has it as a part of it.
        assert_eq!(
            names(&["移転（港湾部）", "架空橋", "架空館"]),
            ["移転（港湾部）", "架空橋", "架空館"]
        );
    }
}
