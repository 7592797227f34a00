//! Reads the text of a configuration file: good settings are taken, each bad one is told.

use std::collections::HashSet;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::complaint::{Complaint, Wrong};
use super::settings::{Chosen, Layer, Source};
use super::values::{Name, Word};
use crate::explorer::keys::keymap::{ALWAYS_QUITS, TABLE};
use crate::explorer::{Key, Keymap};

/// Widths that `columns` may have.
const COLUMNS: std::ops::RangeInclusive<u16> = 20..=1000;

/// Longest word that is repeated in a complaint, in characters.
const LONGEST_WORD: usize = 60;

/// Most complaints that are told one by one: who has more mends these first.
const MOST_COMPLAINTS: usize = 20;

/// What a configuration file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// The settings.
    pub layer: Layer,
    /// Rebound keys in the order of the file.
    pub keys: Vec<Rebound>,
    /// What is wrong with the rest, in the order of the file.
    pub complaints: Vec<Complaint>,
}

/// An action with keys of the user's choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rebound {
    /// The action's word in the key table.
    pub action: String,
    /// Its keys in place of the usual ones; none takes it off the keyboard.
    pub keys: Vec<Key>,
    /// 1-based line.
    pub line: usize,
}

impl Config {
    /// Reads the text. What cannot be understood is told and left out; the rest holds.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let (table, errors) = DeTable::parse_recoverable(text);
        let mut reader = Reader {
            text,
            feeds: text.match_indices('\n').map(|(at, _)| at).collect(),
            broken: HashSet::new(),
            config: Self::default(),
        };
        for error in &errors {
            let at = error.span().map_or(0, |span| span.start);
            // What follows on the line is only the reader's stumbling on; and what is left of a
            // line that is no TOML would be complained about twice.
            if !reader.broken.insert(reader.line(at)) {
                continue;
            }
            let what = error.message().lines().next().unwrap_or_default();
            reader.complain(at, Wrong::Syntax(what.to_owned()));
        }
        reader.table(table.get_ref());
        let mut config = reader.config;
        config.keys.sort_by_key(|rebound| rebound.line);
        let taken = config.taken();
        config.complaints.extend(taken);
        config.complaints.sort_by_key(|complaint| complaint.line);
        if let Some(first) = config.complaints.get(MOST_COMPLAINTS) {
            let more = Complaint {
                line: first.line,
                wrong: Wrong::More(config.complaints.len() - MOST_COMPLAINTS),
            };
            config.complaints.truncate(MOST_COMPLAINTS);
            config.complaints.push(more);
        }
        config
    }

    /// The keys in force: the usual ones with these in their place.
    #[must_use]
    pub fn keymap(&self) -> Keymap {
        let mut keys = Keymap::default();
        self.bind(&mut keys, |_| {});
        keys
    }

    fn taken(&self) -> Vec<Complaint> {
        let mut complaints = Vec::new();
        self.bind(&mut Keymap::default(), |complaint| {
            complaints.push(complaint);
        });
        complaints
    }

    fn bind(&self, keys: &mut Keymap, mut complain: impl FnMut(Complaint)) {
        // All of them give their usual keys away first, so that two may change places.
        for rebound in &self.keys {
            keys.rebind(&rebound.action, &[]);
        }
        for rebound in &self.keys {
            for key in &rebound.keys {
                if let Some(other) = keys.other_owner(&rebound.action, *key) {
                    let wrong = if *key == ALWAYS_QUITS {
                        Wrong::Reserved(rebound.action.clone())
                    } else {
                        Wrong::Taken {
                            key: key.to_string(),
                            action: rebound.action.clone(),
                            from: other.binding.word.to_owned(),
                        }
                    };
                    complain(Complaint {
                        line: rebound.line,
                        wrong,
                    });
                }
            }
            keys.rebind(&rebound.action, &rebound.keys);
        }
    }
}

struct Reader<'a> {
    text: &'a str,
    /// Where the lines end.
    feeds: Vec<usize>,
    /// Lines that are no TOML.
    broken: HashSet<usize>,
    config: Config,
}

impl Reader<'_> {
    fn line(&self, at: usize) -> usize {
        self.feeds.partition_point(|feed| *feed < at) + 1
    }

    fn complain(&mut self, at: usize, wrong: Wrong) {
        let line = self.line(at);
        self.config.complaints.push(Complaint { line, wrong });
    }

    /// The text of a value as it is written, without its quotation marks.
    fn written(&self, value: &DeValue<'_>, span: Range<usize>) -> String {
        match value {
            DeValue::String(text) => brief(text),
            _ => {
                let text = self.text.get(span).unwrap_or_default();
                brief(text.lines().next().unwrap_or_default())
            }
        }
    }

    fn table(&mut self, table: &DeTable<'_>) {
        for (key, value) in table {
            let at = key.span().start;
            if self.broken.contains(&self.line(at)) {
                continue;
            }
            if key.get_ref() == "keys" {
                match value.get_ref() {
                    DeValue::Table(actions) => self.keys(actions),
                    _ => self.complain(at, Wrong::KeysNoTable),
                }
            } else if let Some(name) = Name::of(key.get_ref()) {
                let written = self.written(value.get_ref(), value.span());
                self.setting(name, value.get_ref(), &written, at);
            } else {
                self.complain(at, Wrong::UnknownSetting(brief(key.get_ref())));
            }
        }
    }

    fn setting(&mut self, name: Name, value: &DeValue<'_>, written: &str, at: usize) {
        let line = self.line(at);
        // `ascii = "true"` is taken as meant, and so is `theme = 16`.
        let word = match value {
            DeValue::String(_) | DeValue::Integer(_) | DeValue::Boolean(_) => written,
            _ => "",
        };
        if !assign(&mut self.config.layer, name, word, line) {
            self.complain(at, Wrong::Value(name, written.to_owned()));
        }
    }

    fn keys(&mut self, actions: &DeTable<'_>) {
        for (action, value) in actions {
            let at = action.span().start;
            if self.broken.contains(&self.line(at)) {
                continue;
            }
            let action = action.get_ref().to_string();
            if !TABLE.iter().any(|binding| binding.word == action) {
                self.complain(at, Wrong::UnknownAction(brief(&action)));
                continue;
            }
            let written: Vec<_> = match value.get_ref() {
                DeValue::Array(list) => list.iter().collect(),
                _ => vec![value],
            };
            let mut keys = Vec::new();
            for one in &written {
                let key = one
                    .get_ref()
                    .as_str()
                    .and_then(|text| text.parse::<Key>().ok());
                match key {
                    Some(key) => match Key::arrives_as(key) {
                        None => keys.push(key),
                        Some(arrives) => {
                            let wrong = Wrong::SameKey {
                                action: action.clone(),
                                key: key.to_string(),
                                arrives: arrives.to_string(),
                            };
                            self.complain(one.span().start, wrong);
                        }
                    },
                    None => {
                        let written = self.written(one.get_ref(), one.span());
                        let action = action.clone();
                        self.complain(one.span().start, Wrong::NoKey { action, written });
                    }
                }
            }
            // Keys that nobody can press must not take the usual ones away.
            if written.is_empty() || !keys.is_empty() {
                let line = self.line(at);
                self.config.keys.push(Rebound { action, keys, line });
            }
        }
    }
}

/// What was written, cut where it is longer than any word of a configuration.
fn brief(text: &str) -> String {
    let mut brief: String = text.chars().take(LONGEST_WORD).collect();
    if brief.len() < text.len() {
        brief.push('…');
    }
    brief
}

/// Puts a setting into the layer; false if it cannot have that value.
fn assign(layer: &mut Layer, name: Name, word: &str, line: usize) -> bool {
    fn put<T: Word>(slot: &mut Option<Chosen<T>>, word: &str, line: usize) -> bool {
        let Some(value) = T::from_word(word) else {
            return false;
        };
        let source = Source::File(line);
        *slot = Some(Chosen { value, source });
        true
    }
    match name {
        Name::Language => put(&mut layer.language, word, line),
        Name::Theme => put(&mut layer.theme, word, line),
        Name::Color => put(&mut layer.color, word, line),
        Name::Scale => put(&mut layer.scale, word, line),
        Name::Unit => put(&mut layer.unit, word, line),
        Name::Counting => put(&mut layer.counting, word, line),
        Name::Ascii => put(&mut layer.ascii, word, line),
        Name::AmbiguousWidth => put(&mut layer.ambiguous_width, word, line),
        Name::Mouse => put(&mut layer.mouse, word, line),
        Name::A11y => put(&mut layer.a11y, word, line),
        Name::Yomi => put(&mut layer.yomi, word, line),
        Name::YearBefore => put(&mut layer.year_before, word, line),
        Name::Columns => {
            let columns = match word {
                "auto" => None,
                _ => match word.parse() {
                    Ok(columns) if COLUMNS.contains(&columns) => Some(columns),
                    _ => return false,
                },
            };
            layer.columns = Some(Chosen {
                value: columns,
                source: Source::File(line),
            });
            true
        }
    }
}
