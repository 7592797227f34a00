//! From the text of a query to its groups of atoms: signs, operators, brackets.
//!
//! In: the text. Out: groups, each of which must hold, of each any atom. Cost: in proportion to the
//! text. Invariant: what cannot be said in such groups is an error, never another question.

use std::borrow::Cow;
use std::iter::Peekable;

use super::{Anchor, Atom, Idle, What};
use crate::japanese::glossary;
use crate::japanese::width::half_width;
use crate::model::Address;
use crate::search::query::error::QueryError;
use crate::search::query::facet::Facet;
use crate::search::query::printed::{self, Printed};

/// Groups of which each must hold, of each any atom.
type Groups = Vec<Vec<Atom>>;

/// What a query is made of.
enum Token<'a> {
    Word(Cow<'a, str>),
    /// What stands before it or what comes next, as typed.
    Or(&'a str),
    /// What stands before it and what comes next, which is said without it too.
    And(&'a str),
    /// What comes next must not hold.
    Not(&'a str),
    /// A bracket opens; whether what is in it must not hold, and the words from there on.
    Open(bool, &'a str),
    Close,
}

/// What was read at one level of brackets.
#[derive(Default)]
struct Level<'a> {
    groups: Groups,
    /// How many of the groups the last word or bracket gave, and whether it was a word.
    last: (usize, bool),
    or: bool,
    negated: bool,
    /// The operator that waits for what comes behind it.
    waits: Option<&'a str>,
    /// How the bracket was typed.
    typed: &'a str,
}

impl Level<'_> {
    /// The operator behind which nothing came.
    fn waiting(&self) -> Option<Idle> {
        self.waits.map(|sign| Idle::Behind(sign.to_owned()))
    }

    /// Adds what a word or a bracket says.
    fn push(&mut self, said: Groups, given: &str, is_word: bool) -> Result<(), QueryError> {
        let error = || QueryError::Brackets {
            given: given.to_owned(),
        };
        let negated = std::mem::take(&mut self.negated);
        let said = match negated {
            true if is_word => none_of(said),
            true => not(said).ok_or_else(error)?,
            false => said,
        };
        if said.is_empty() {
            return Ok(());
        }
        let or = std::mem::take(&mut self.or) && !self.groups.is_empty();
        if !or {
            self.last = (said.len(), is_word);
            self.groups.extend(said);
            return Ok(());
        }
        // Either of two is said in one group only where each of them is one; an amount with its
        // label is two conditions, which no bracket shows: `新規 OR 産業投資450億円`.
        let (count, word) = self.last;
        let of_words = (is_word || said.len() == 1) && (word || count == 1);
        if !of_words || count * said.len() > MOST_GROUPS {
            return Err(error());
        }
        let before = self.groups.split_off(self.groups.len() - count);
        let both = either(before, said);
        self.last = (both.len(), true);
        self.groups.extend(both);
        Ok(())
    }
}

/// The groups of a query, and the signs in it that say nothing where they stand.
pub(super) fn read(text: &str) -> Result<(Groups, Vec<Idle>), QueryError> {
    let tokens = tokens(text);
    let is_all = tokens.len() == 1;
    let mut levels = vec![Level::default()];
    let mut idle = Vec::new();
    for token in tokens {
        let Some(here) = levels.last_mut() else {
            break;
        };
        match token {
            Token::Or(sign) | Token::And(sign) if here.groups.is_empty() => {
                idle.push(Idle::Before(sign.to_owned()));
            }
            Token::Or(sign) => {
                here.or = true;
                here.waits = Some(sign);
            }
            Token::And(sign) => here.waits = Some(sign),
            Token::Not(sign) => {
                here.negated = !here.negated;
                here.waits = Some(sign);
            }
            Token::Open(negated, typed) => {
                here.negated ^= negated;
                here.waits = None;
                levels.push(Level {
                    typed,
                    ..Level::default()
                });
            }
            Token::Close => close(&mut levels, &mut idle)?,
            Token::Word(word) => {
                here.waits = None;
                here.push(atoms(&word, is_all)?, &word, true)?;
                idle.extend(idle_in(&word));
            }
        }
    }
    // A bracket that nobody closed ends with the query.
    while levels.len() > 1 {
        let bracket = levels
            .last()
            .and_then(|level| level.typed.chars().find(|c| OPEN.contains(c)));
        idle.extend(bracket.map(|sign| Idle::Unclosed(sign.to_string())));
        close(&mut levels, &mut idle)?;
    }
    let whole = levels.pop().unwrap_or_default();
    idle.extend(whole.waiting());
    Ok((whole.groups, idle))
}

/// Whether a word is a sign for not and nothing behind it.
fn is_sign_alone(word: &str) -> bool {
    matches!(word, "!" | "！" | "-" | "－")
}

/// What says nothing in a word: a sign for not with nothing behind it, a bracket that closes nothing.
fn idle_in(word: &str) -> Option<Idle> {
    if is_sign_alone(word) {
        return Some(Idle::Behind(word.to_owned()));
    }
    let bracket = word.chars().next_back().filter(|c| CLOSE.contains(c))?;
    (!word.contains(OPEN)).then(|| Idle::Unopened(bracket.to_string()))
}

fn close(levels: &mut Vec<Level<'_>>, idle: &mut Vec<Idle>) -> Result<(), QueryError> {
    if levels.len() > 1
        && let Some(inner) = levels.pop()
        && let Some(outer) = levels.last_mut()
    {
        idle.extend(inner.waiting());
        outer.push(inner.groups, inner.typed, false)?;
    }
    Ok(())
}

/// The most groups that words joined by OR are spread over.
const MOST_GROUPS: usize = 16;

/// That the groups of one or those of the other hold.
fn either(one: Groups, other: Groups) -> Groups {
    let both = |group: &Vec<Atom>| {
        let group = group.clone();
        other.iter().map(move |more| [&group[..], more].concat())
    };
    one.iter().flat_map(both).collect()
}

fn negate(mut atom: Atom) -> Atom {
    atom.negated = !atom.negated;
    atom
}

/// That the few groups of a word do not hold: in one of them no atom does.
fn none_of(groups: Groups) -> Groups {
    let none = |group: Vec<Atom>| -> Groups {
        let atoms = group.into_iter().map(negate);
        atoms.map(|atom| vec![atom]).collect()
    };
    let each = groups.into_iter().map(none);
    each.reduce(either).unwrap_or_default()
}

/// That the groups do not hold; none where groups cannot say it.
fn not(groups: Groups) -> Option<Groups> {
    let single = groups.iter().all(|group| group.len() == 1);
    match groups.len() {
        0 => Some(groups),
        // Neither of the atoms.
        1 => {
            let atoms = groups.into_iter().flatten();
            Some(atoms.map(|atom| vec![negate(atom)]).collect())
        }
        _ if single => Some(vec![groups.into_iter().flatten().map(negate).collect()]),
        _ => None,
    }
}

/// The signs that open and close a bracket.
const OPEN: [char; 2] = ['(', '（'];
const CLOSE: [char; 2] = [')', '）'];

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut out = Vec::new();
    let mut depth = 0_usize;
    let english = text
        .split_whitespace()
        .any(|word| glossary::words(word).is_some());
    let say_something = move |word: &&str| !english || !glossary::says_nothing(word);
    let mut words = text.split_whitespace().filter(say_something).peekable();
    while let Some(word) = words.next() {
        // The year before an amount tells its column, not its line.
        let next = words.peek().copied();
        if printed::is_year(word) && next.is_some_and(printed::is_amount) {
            continue;
        }
        match word {
            "|" | "｜" | "||" | "OR" | "ＯＲ" => out.push(Token::Or(word)),
            "AND" | "ＡＮＤ" | "&" | "&&" | "＆" => out.push(Token::And(word)),
            "NOT" | "ＮＯＴ" => out.push(Token::Not(word)),
            _ => match place(word, &mut words)
                .or_else(|| phrase(word, &mut words))
                .or_else(|| hyphenated(word))
            {
                Some(phrase) => out.push(Token::Word(Cow::Owned(phrase))),
                None => parts(word, &mut depth, &mut out),
            },
        }
    }
    out
}

/// Words that are one place: `page 33`, `chapter 14`, `第14章 (2)`, `柱 III`.
fn place<'a>(word: &str, rest: &mut Peekable<impl Iterator<Item = &'a str>>) -> Option<String> {
    let plain = |text: &str| -> String { text.chars().map(half_width).collect() };
    let is_number = |text: &str| {
        let text = plain(text);
        !text.is_empty() && text.len() <= 4 && text.chars().all(|c| c.is_ascii_digit())
    };
    let is_label = |text: &str| {
        let text = plain(text);
        let inner = text.strip_prefix('(').and_then(|t| t.strip_suffix(')'));
        inner.is_some_and(|inner| {
            let labels = inner.split(")(");
            let mut each = labels.map(|l| (1..=3).contains(&l.len()) && !l.contains(['(', ')']));
            each.all(|is_one| is_one) && inner.is_ascii()
        })
    };
    let next = rest.peek().copied()?;
    let lower = plain(word).to_lowercase();
    let of_roman = |text: &str| matches!(text.parse(), Ok(Address::Pillar(_)));
    let found = match lower.as_str() {
        "page" | "pages" | "p" | "p." | "pp." | "頁" | "ページ" if is_number(next) => {
            format!("p{next}")
        }
        "chapter" | "ch" | "ch." | "章" if is_number(next) => format!("{}章", plain(next)),
        "pillar" | "柱" if is_number(next) || of_roman(next) => format!("柱:{next}"),
        _ if is_number(word) && matches!(next, "章" | "頁" | "ページ") => {
            format!("{}{next}", plain(word))
        }
        chapter if is_label(next) && is_chapter(chapter) => chapter.to_owned() + &plain(next),
        _ => return None,
    };
    rest.next();
    let mut found = found;
    while is_chapter(found.split('(').next().unwrap_or_default())
        && let Some(label) = rest.next_if(|next| is_label(next))
    {
        found += &plain(label);
    }
    Some(found)
}

/// Whether a text is a chapter: `第14章`, `14章`.
fn is_chapter(text: &str) -> bool {
    let number = text.trim_start_matches('第').strip_suffix('章');
    number.is_some_and(|number| !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()))
}

/// Two or more words that are one: `local government`.
fn phrase<'a>(
    word: &str,
    rest: &mut Peekable<impl Iterator<Item = &'a str> + Clone>,
) -> Option<String> {
    rest.peek()?;
    let mut all = word.to_owned();
    let mut longest = None;
    for (count, next) in rest.clone().take(glossary::LONGEST - 1).enumerate() {
        all = format!("{all} {next}");
        if glossary::words(&all).is_some() {
            longest = Some((count + 1, all.clone()));
        }
    }
    let (count, phrase) = longest?;
    for _ in 0..count {
        rest.next();
    }
    Some(phrase)
}

/// One word that is two with a hyphen between them: `fire-fighting`.
fn hyphenated(word: &str) -> Option<String> {
    let apart = word.replace('-', " ");
    let is_one = word.contains('-') && glossary::words(word).is_none();
    (is_one && glossary::words(&apart).is_some()).then_some(apart)
}

/// The parts of what stands between blanks: brackets at its ends, words between `|`.
fn parts<'a>(word: &'a str, depth: &mut usize, out: &mut Vec<Token<'a>>) {
    let mut rest = word;
    // A bracket that closes within the word belongs to it: 14章(2), (仮称).
    let is_group = |rest: &str| {
        let inner = rest.strip_prefix(OPEN);
        inner.is_some_and(|inner| {
            !inner.is_empty() && (!inner.contains(CLOSE) || inner.contains(['|', '｜']))
        })
    };
    loop {
        let plain = rest.strip_prefix(['!', '！', '-', '－']);
        let bracket = plain.unwrap_or(rest);
        if !is_group(bracket) {
            break;
        }
        out.push(Token::Open(plain.is_some(), word));
        *depth += 1;
        rest = bracket.strip_prefix(OPEN).unwrap_or(bracket);
    }
    let mut closed = 0;
    while closed < *depth
        && let Some(inner) = rest.strip_suffix(CLOSE)
        && !inner.contains(OPEN)
    {
        closed += 1;
        rest = inner;
    }
    // `a|b` without blanks is an or as well.
    for (n, part) in rest.split(['|', '｜']).enumerate() {
        if n > 0 {
            out.push(Token::Or("|"));
        }
        if !part.is_empty() {
            out.push(Token::Word(Cow::Borrowed(part)));
        }
    }
    *depth -= closed;
    out.extend((0..closed).map(|_| Token::Close));
}

/// What one word says; `is_all` where nothing else is asked.
fn atoms(token: &str, is_all: bool) -> Result<Groups, QueryError> {
    let minus = token.strip_prefix(['-', '－']).filter(|rest| {
        // A dash before a number or an amount is a minus, one before `5G` is not.
        let amount = |c: char| c.is_numeric() || ".,%．，％千百万億兆円".contains(c);
        let first = rest.chars().next();
        first.is_some_and(|c| c != '-') && !rest.chars().all(amount)
    });
    if token.is_empty() || is_sign_alone(token) {
        return Ok(Groups::new());
    }
    let (negated, rest) = match token.strip_prefix(['!', '！']).or(minus) {
        Some(rest) => (true, rest),
        None => (false, token),
    };
    let one = |atom: Option<Atom>| atom.into_iter().map(|atom| vec![atom]).collect();
    if let Some(exact) = rest.strip_prefix(['\'', '’', '‘', '＇']) {
        return Ok(one(Atom::word(negated, exact, Anchor::Exact)));
    }
    let prefix = rest.strip_prefix(['^', '＾']);
    let body = prefix.unwrap_or(rest);
    let suffix = body.strip_suffix(['$', '＄']);
    let anchor = match (prefix, suffix) {
        (Some(_), Some(_)) => Anchor::Whole,
        (Some(_), None) => Anchor::Prefix,
        (None, Some(_)) => Anchor::Suffix,
        (None, None) => Anchor::Free,
    };
    if anchor != Anchor::Free {
        return Ok(one(Atom::word(negated, suffix.unwrap_or(body), anchor)));
    }
    let facet = |facet| Atom {
        negated: false,
        what: What::Facet(facet),
    };
    let rest = printed::without_year(rest).unwrap_or(rest);
    let said = if let Some(found) = Facet::parse(rest)? {
        vec![vec![facet(found)]]
    } else if let Some(both) = printed::apart(rest) {
        let each = both.map(|part| atoms(part, false));
        let [first, second] = each;
        first?.into_iter().chain(second?).collect()
    } else if let Some(printed) = Printed::read(rest, is_all) {
        let word = printed
            .is_word
            .then(|| Atom::word(false, rest, Anchor::Exact));
        let facets = printed.facets.into_iter().map(facet);
        vec![facets.chain(word.flatten()).collect()]
    } else {
        one(Atom::word(false, rest, Anchor::Free))
    };
    Ok(match negated {
        true => none_of(said),
        false => said,
    })
}
