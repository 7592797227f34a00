//! The spellings to look for, as a trie over the units of the fields.
//!
//! In: spellings with points. Out: which of them begin at a unit, and the most points that any
//! can still have there. Cost: building takes one pass over the sorted spellings. Invariant: a
//! node promises at least the points of the best spelling below it.

use crate::japanese::readings::Dictionary;
use crate::search::answer::Match;
use crate::search::index::alphabet::{Alphabet, LETTER, UNKNOWN};
use crate::search::index::postings::Condition;
use crate::search::index::prefix_plan::prefix_plan;
use crate::search::matching::score::{ERROR, EXACT, Place, READ};
use crate::search::matching::spelling::{Spelling, Tail};
use crate::search::query::syntax::Anchor;

/// A spelling to look for.
#[derive(Clone, Debug)]
pub(crate) struct Pattern {
    pub(crate) ids: Vec<u16>,
    /// What a match is worth before its place is looked at.
    pub(crate) points: i32,
    /// The last word is read in part.
    pub(crate) tail: Option<Tail>,
    pub(crate) read: bool,
    /// It has a typing error.
    pub(crate) error: bool,
    /// It was guessed from the sound of what was typed.
    pub(crate) sounded: bool,
    /// It is a Japanese word for an English one.
    pub(crate) translated: bool,
    /// With its error it is so little that it says something only where a word starts.
    pub(crate) little: bool,
    /// Points more where it is a whole word.
    pub(crate) as_word: i32,
    /// It counts only where a word may start.
    pub(crate) starts: bool,
}

/// Points more for an English word as it was typed, where a Japanese one may stand for it: whoever
/// types wifi wants Wi-Fi before 無線LAN, be that in a title.
const BEFORE_TRANSLATIONS: i32 = 410;

impl Pattern {
    /// The spelling that was typed.
    pub(crate) fn exact(ids: Vec<u16>) -> Self {
        Self {
            ids,
            points: EXACT,
            tail: None,
            read: false,
            error: false,
            sounded: false,
            translated: false,
            little: false,
            as_word: 0,
            starts: false,
        }
    }

    /// An English word that was typed and that Japanese ones may stand for.
    pub(crate) fn english(ids: Vec<u16>) -> Self {
        Self {
            as_word: BEFORE_TRANSLATIONS,
            ..Self::exact(ids)
        }
    }

    /// A Japanese word for the English one that was typed, with points off.
    pub(crate) fn translated(ids: Vec<u16>, cost: i32) -> Self {
        Self {
            points: READ - cost,
            read: true,
            translated: true,
            ..Self::exact(ids)
        }
    }

    /// A spelling that the typed word stands for.
    pub(crate) fn read(alphabet: &Alphabet, spelling: Spelling) -> Self {
        let word = || -> String { spelling.ids.iter().map(|id| alphabet.letter(*id)).collect() };
        let known = |word: &str| Dictionary::get().is_some_and(|d| d.of(word).next().is_some());
        let error = spelling.cost >= ERROR;
        Self {
            little: error && spelling.ids.len() <= 2 && !known(&word()),
            ids: spelling.ids,
            points: READ - spelling.cost,
            tail: spelling.tail,
            read: true,
            error,
            sounded: false,
            translated: false,
            as_word: 0,
            starts: false,
        }
    }

    /// How a match is like what was typed.
    pub(crate) const fn how(&self) -> Match {
        match (self.read, self.error && !self.sounded) {
            _ if self.translated => Match::Translation,
            (false, _) => Match::Exact,
            (true, false) => Match::Reading,
            (true, true) => Match::Typo,
        }
    }

    /// The most points of a match in a body, inside a word and where a word may start.
    fn most(&self) -> [i16; 2] {
        [false, true].map(|starts| {
            let as_word = if starts { self.as_word } else { 0 };
            let most = self.points + as_word + Place::most_points(starts, self.read);
            i16::try_from(most).unwrap_or(i16::MAX)
        })
    }
}

/// Spellings as a trie over units.
#[derive(Clone, Debug, Default)]
pub(crate) struct Trie {
    /// By their characters.
    list: Vec<Pattern>,
    /// Level by level, so that the children of a node lie side by side; the root is the first.
    nodes: Vec<TrieNode>,
    /// The character that leads to each node.
    letters: Vec<u16>,
    /// Node for each first character; 0 is none.
    first: Vec<u32>,
    /// The most points of a match that begins with a unit, at the unit's number times two,
    /// and one more where a word may start.
    most: Vec<i16>,
    /// The length of the longest pattern.
    longest: usize,
    /// The first two characters of each pattern where all have two and few differ; else empty.
    pairs: Vec<(u16, u16)>,
    anchor: Anchor,
}

/// Up to so many first pairs are looked for one by one.
const FEW_PAIRS: usize = 4;

/// Less than any match is worth.
pub(crate) const NEVER: i16 = i16::MIN;

/// What some first characters of patterns lead to.
#[derive(Clone, Debug)]
pub(crate) struct TrieNode {
    /// The pattern that ends here.
    pub(crate) pattern: Option<usize>,
    /// The most points that a match of a pattern from here on may have in a body, inside a word
    /// and where a word may start.
    pub(crate) most: [i16; 2],
    /// Where among the nodes the children are.
    children: (usize, usize),
}

impl Default for TrieNode {
    fn default() -> Self {
        Self {
            pattern: None,
            most: [NEVER; 2],
            children: (0, 0),
        }
    }
}

impl Trie {
    /// A trie of those spellings, over an alphabet of that many characters.
    pub(crate) fn new(mut list: Vec<Pattern>, letters: usize, anchor: Anchor) -> Self {
        let known = |id: &u16| usize::from(*id) < letters;
        list.retain(|p| !p.ids.is_empty() && p.ids.iter().all(known));
        list.sort_by(|a, b| a.ids.cmp(&b.ids).then(b.points.cmp(&a.points)));
        list.dedup_by(|next, kept| next.ids == kept.ids);
        let mut trie = Self {
            first: vec![0; letters],
            most: vec![NEVER; letters * 2],
            longest: list.iter().map(|p| p.ids.len()).max().unwrap_or(0),
            pairs: first_pairs(&list).unwrap_or_default(),
            list,
            anchor,
            ..Self::default()
        };
        trie.grow();
        trie.find_most();
        trie
    }

    /// Makes the nodes, level by level.
    fn grow(&mut self) {
        let (list, nodes) = (&self.list, &mut self.nodes);
        nodes.push(TrieNode::default());
        self.letters.push(UNKNOWN);
        // Nodes of one level, each with the patterns that begin with what leads there.
        let mut level = vec![(0, 0, list.len())];
        let mut depth = 0;
        while !level.is_empty() {
            let mut below = Vec::new();
            for (node, mut from, to) in level {
                if list.get(from).is_some_and(|p| p.ids.len() == depth) {
                    nodes[node].pattern = Some(from);
                    from += 1;
                }
                let first = nodes.len();
                for same in list[from..to].chunk_by(|a, b| a.ids[depth] == b.ids[depth]) {
                    below.push((nodes.len(), from, from + same.len()));
                    nodes.push(TrieNode::default());
                    self.letters.push(same[0].ids[depth]);
                    from += same.len();
                }
                nodes[node].children = (first, nodes.len());
            }
            level = below;
            depth += 1;
        }
    }

    /// Works out what matches may be worth, from the last nodes to the root.
    fn find_most(&mut self) {
        for at in (0..self.nodes.len()).rev() {
            let (from, to) = self.nodes[at].children;
            let own = self.nodes[at].pattern.map(|n| self.list[n].most());
            let most = self.nodes[from..to]
                .iter()
                .map(|node| node.most)
                .chain(own)
                .reduce(|[a, b], [c, d]| [a.max(c), b.max(d)]);
            self.nodes[at].most = most.unwrap_or([NEVER; 2]);
        }
        let (from, to) = self.nodes[0].children;
        for at in from..to {
            let letter = usize::from(self.letters[at]);
            self.first[letter] = u32::try_from(at).unwrap_or(0);
            self.most[letter * 2..letter * 2 + 2].copy_from_slice(&self.nodes[at].most);
        }
    }

    /// The patterns.
    pub(crate) fn patterns(&self) -> &[Pattern] {
        &self.list
    }

    /// What a field must have to match.
    pub(crate) fn conditions(&self) -> Vec<Condition> {
        prefix_plan(self.list.iter().map(|p| p.ids.as_slice()).collect())
    }

    /// The node of the trie to which the character of a unit leads from the root.
    pub(crate) fn root(&self, unit: u16) -> Option<&TrieNode> {
        match self.first.get(usize::from(unit & LETTER)) {
            None | Some(0) => None,
            Some(node) => self.nodes.get(*node as usize),
        }
    }

    /// The node to which the character of a unit leads from another node.
    pub(crate) fn next(&self, node: &TrieNode, unit: u16) -> Option<&TrieNode> {
        let (from, to) = node.children;
        let at = self.letters[from..to]
            .binary_search(&(unit & LETTER))
            .ok()?;
        self.nodes.get(from + at)
    }

    /// The most points that a match in a body may have that begins with a unit; [`NEVER`] where
    /// none begins.
    pub(crate) fn most(&self, unit: u16) -> i16 {
        // The mark of a word's start goes from the highest bit to the lowest.
        self.most[usize::from(unit.rotate_left(1))]
    }

    /// The most points that any match in a body may have.
    pub(crate) fn highest(&self) -> i16 {
        self.nodes.first().map_or(NEVER, |root| {
            let [inside, at_start] = root.most;
            inside.max(at_start)
        })
    }

    /// The length of the longest pattern, in characters.
    pub(crate) const fn longest(&self) -> usize {
        self.longest
    }

    /// The first two characters of each pattern where all have two and few differ; else nothing.
    pub(crate) fn pairs(&self) -> &[(u16, u16)] {
        &self.pairs
    }

    /// How a match must stand in its field.
    pub(crate) const fn anchor(&self) -> Anchor {
        self.anchor
    }
}

/// The first two characters of each pattern where all have two and few differ.
fn first_pairs(list: &[Pattern]) -> Option<Vec<(u16, u16)>> {
    let mut pairs = Vec::new();
    for pattern in list {
        let pair = (*pattern.ids.first()?, *pattern.ids.get(1)?);
        if !pairs.contains(&pair) {
            pairs.push(pair);
        }
        if pairs.len() > FEW_PAIRS {
            return None;
        }
    }
    Some(pairs)
}
