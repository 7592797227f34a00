//! What is wrong with a configuration file, in one line each, with the mend.

use super::values::{NAMES, Name};
use crate::explorer::keys::keymap::{ALWAYS_QUITS, TABLE};
use crate::lang::Lang;

/// Something wrong at a line of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// 1-based line.
    pub line: usize,
    /// What is wrong there.
    pub wrong: Wrong,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// No TOML; what the TOML reader says.
    Syntax(String),
    /// No such setting.
    UnknownSetting(String),
    /// A setting that cannot have this value (as it is written).
    Value(Name, String),
    /// `[keys]` is no table.
    KeysNoTable,
    /// No such action.
    UnknownAction(String),
    /// The text names no key.
    NoKey {
        /// The action.
        action: String,
        /// What was written for a key.
        written: String,
    },
    /// The terminal sends the same for this key as for another one.
    SameKey {
        /// The action.
        action: String,
        /// The key as it is shown.
        key: String,
        /// The key that arrives.
        arrives: String,
    },
    /// The key belongs to another action, which loses it.
    Taken {
        /// The key as it is shown.
        key: String,
        /// The action that has it now.
        action: String,
        /// The action that had it.
        from: String,
    },
    /// The key cannot be given away.
    Reserved(String),
    /// So many more things are wrong, from this line on.
    More(usize),
}

impl Complaint {
    /// One line for people: what is wrong and what mends it, without the file's name.
    #[must_use]
    pub fn describe(&self, lang: Lang) -> String {
        let (ja, en) = match &self.wrong {
            Wrong::Syntax(what) => (
                format!("TOMLとして読めません（{what}）。この行を直してください"),
                format!("is no TOML ({what}); mend this line"),
            ),
            Wrong::UnknownSetting(key) => {
                let names: Vec<&str> = NAMES
                    .iter()
                    .map(|(_, key, _)| *key)
                    .chain(["keys"])
                    .collect();
                let near = nearest(key, names.iter().copied());
                let all = names.join(", ");
                let hint = |lang| hint(near, &all, lang);
                (
                    format!("「{key}」という設定はありません。{}", hint(Lang::Ja)),
                    format!("there is no setting '{key}'; {}", hint(Lang::En)),
                )
            }
            Wrong::Value(Name::Columns, written) => (
                format!("columns は「{written}」にできません。20から1000までの整数にしてください"),
                format!("columns cannot be '{written}'; use a whole number from 20 to 1000"),
            ),
            Wrong::Value(name, written) => value(*name, written),
            Wrong::KeysNoTable => (
                "keys は表です。[keys] の下に quit = \"Q\" のように書いてください".to_owned(),
                "keys is a table; write lines such as quit = \"Q\" under [keys]".to_owned(),
            ),
            Wrong::UnknownAction(word) => {
                let near = nearest(word, TABLE.iter().map(|row| row.word));
                let (ja, en) = match near {
                    Some(near) => (
                        hint(Some(near), "", Lang::Ja),
                        hint(Some(near), "", Lang::En),
                    ),
                    None => (
                        "動作の言葉は画面の : の一覧か shisaku man にあります".to_owned(),
                        "the words stand in the palette (:) and in shisaku man".to_owned(),
                    ),
                };
                (
                    format!("「{word}」という動作はありません。{ja}"),
                    format!("there is no action '{word}'; {en}"),
                )
            }
            Wrong::NoKey { action, written } => (
                format!(
                    "{action} のキー「{written}」が分かりません。\"q\"、\"Ctrl-d\"、\"PgUp\"、\"F1\" のように書いてください"
                ),
                format!(
                    "'{written}' is no key for {action}; write it as \"q\", \"Ctrl-d\", \"PgUp\" or \"F1\""
                ),
            ),
            Wrong::SameKey {
                action,
                key,
                arrives,
            } => (
                format!(
                    "{action} のキー {key} は使えません。端末は {key} を {arrives} と同じ文字で送るので区別できません。別のキーを書いてください"
                ),
                format!(
                    "{action} cannot have {key}: terminals send the same for it as for {arrives}; choose another key"
                ),
            ),
            Wrong::Taken { key, action, from } => (
                format!(
                    "キー {key} は {from} のものでもあります。{action} に渡すので、{from} に別のキーを書いてください"
                ),
                format!(
                    "the key {key} is also that of {from}; {action} has it now, so give {from} another"
                ),
            ),
            Wrong::More(count) => (
                format!("ほかに{count}か所あります。上から直してください"),
                format!("{count} more things are wrong; mend those above first"),
            ),
            Wrong::Reserved(action) => (
                format!("{ALWAYS_QUITS} はいつも終了です。{action} には別のキーを書いてください"),
                format!("{ALWAYS_QUITS} always quits; give {action} another key"),
            ),
        };
        match lang {
            Lang::Ja => ja,
            Lang::En => en,
        }
    }
}

/// What other programs say for true and false.
const MEANT: &[(&str, &str)] = &[
    ("yes", "true"),
    ("on", "true"),
    ("1", "true"),
    ("no", "false"),
    ("off", "false"),
    ("0", "false"),
];

fn value(name: Name, written: &str) -> (String, String) {
    let (key, words) = (name.key(), name.words());
    let meant = MEANT
        .iter()
        .find(|(said, word)| *said == written && words.contains(word));
    let near = match meant {
        Some((_, word)) => Some(*word),
        None => nearest(written, words.iter().copied()),
    };
    let all = words.join(", ");
    match near {
        Some(near) => (
            format!(
                "{key} は「{written}」にできません。最も近いのは「{near}」です（使える値: {all}）"
            ),
            format!("{key} cannot be '{written}'; the nearest is '{near}' (one of {all})"),
        ),
        None => (
            format!("{key} は「{written}」にできません。使える値: {all}"),
            format!("{key} cannot be '{written}'; use one of {all}"),
        ),
    }
}

/// Longest word that is compared, in characters.
const LONGEST_WORD: usize = 60;
/// How alike two words must be, 0 to 1, for one to be meant by the other.
const MEANT_FROM: f64 = 0.6;

/// The word that is most likely meant by what was written; none where it has nothing to do with
/// any of them.
fn nearest<'a>(written: &str, words: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    // A word is short; comparing takes the product of both lengths.
    let written: String = written.chars().take(LONGEST_WORD).collect();
    let written = written.to_lowercase();
    let begun = written.chars().count() >= 3;
    // Where two are equally near, the first of the list.
    let mut best: Option<(&str, f64)> = None;
    for word in words {
        let likeness = strsim::normalized_damerau_levenshtein(&written, word);
        let part = begun && (word.starts_with(&written) || written.starts_with(word));
        if (likeness >= MEANT_FROM || part) && best.is_none_or(|(_, other)| likeness > other) {
            best = Some((word, likeness));
        }
    }
    best.map(|(word, _)| word)
}

/// The nearest word in a sentence of its own, or else where the words are found.
fn hint(near: Option<&str>, all: &str, lang: Lang) -> String {
    match (near, lang) {
        (Some(near), Lang::Ja) => format!("最も近いのは「{near}」です"),
        (Some(near), Lang::En) => format!("the nearest is '{near}'"),
        (None, Lang::Ja) => format!("あるのは {all} です"),
        (None, Lang::En) => format!("there are {all}"),
    }
}
