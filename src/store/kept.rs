//! What a state file says, and how it is changed without losing what is not understood.

use serde_json::{Map, Value};

use crate::explorer::Saved;
use crate::marks::{self, Entry};
use crate::model::Address;
use crate::reading::Verbosity;
use crate::review::trace::Verdict;

/// The version of the form that is written. A file with a higher one is another program's.
const VERSION: u64 = 1;

/// What is kept of one start.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// Place, open nodes, marks, history and queries.
    pub saved: Saved,
    /// How much the reading mode told last.
    pub verbosity: Verbosity,
}

/// The content of a state file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Content {
    fields: Map<String, Value>,
    /// Whether some of it belongs to a newer program, or is not of the kind that it should be.
    pub strange: bool,
}

impl Content {
    /// Reads the bytes of a state file; none where they are damaged.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let Ok(Value::Object(fields)) = serde_json::from_slice(bytes) else {
            return None;
        };
        let text = |value: &Value| value.is_string() || value.is_null();
        let texts = |value: &Value| matches!(value, Value::Array(all) if all.iter().all(text));
        let strange = fields.iter().any(|(name, value)| match name.as_str() {
            "version" => value.as_u64().is_none_or(|version| version > VERSION),
            "place" => !text(value),
            "open" | "history" | "queries" => !texts(value),
            "marks" | "links" => !value.is_array(),
            "verbosity" => verbosity(value).is_none(),
            _ => false,
        });
        Some(Self { fields, strange })
    }

    /// Place, open nodes, history, queries and verbosity, as far as they are understood.
    #[must_use]
    pub fn kept(&self) -> Kept {
        let texts = |name: &str| match self.fields.get(name) {
            Some(Value::Array(all)) => {
                let texts = all.iter().filter_map(Value::as_str);
                texts.map(str::to_owned).collect()
            }
            _ => Vec::new(),
        };
        let place = self.fields.get("place").and_then(Value::as_str);
        Kept {
            saved: Saved {
                place: place.map(str::to_owned),
                open: texts("open"),
                marks: Vec::new(),
                history: texts("history"),
                queries: texts("queries"),
                links: self.links(),
            },
            verbosity: self
                .fields
                .get("verbosity")
                .and_then(verbosity)
                .unwrap_or_default(),
        }
    }

    /// What was said of links, as far as it is understood.
    #[must_use]
    pub fn links(&self) -> Vec<Verdict> {
        let all = self.fields.get("links").and_then(Value::as_array);
        let all = all.into_iter().flatten();
        all.filter_map(|value| serde_json::from_value(value.clone()).ok())
            .collect()
    }

    /// Does to what was said of links what the user has done from `before` to `now`, and nothing else: what others
    /// have said meanwhile, and what is not understood, stays.
    pub fn merge_links(&mut self, before: &[Verdict], now: &[Verdict]) {
        let is_in = |all: &[Verdict], own: &Verdict| all.contains(own);
        let said: Vec<&Verdict> = now.iter().filter(|own| !is_in(before, own)).collect();
        let unsaid = before.iter().filter(|own| !is_in(now, own));
        let changed: Vec<&Verdict> = unsaid.chain(said.iter().copied()).collect();
        let is_ours = |value: &Value| {
            let verdict = serde_json::from_value::<Verdict>(value.clone());
            verdict.is_ok_and(|verdict| changed.iter().any(|own| own.is_about(&verdict)))
        };
        let mut all = match self.fields.remove("links") {
            Some(Value::Array(all)) => all,
            _ => Vec::new(),
        };
        all.retain(|value| !is_ours(value));
        let own = said
            .into_iter()
            .filter_map(|own| serde_json::to_value(own).ok());
        all.extend(own);
        if !all.is_empty() {
            self.fields.insert("links".to_owned(), all.into());
        }
    }

    /// The marks, by their addresses within the document. What is no such address is passed over, as it would be
    /// another document's, or nobody's, among the open ones; it stays in the file.
    #[must_use]
    pub fn marks(&self) -> Vec<Entry> {
        let Some(Value::Array(all)) = self.fields.get("marks") else {
            return Vec::new();
        };
        let mut marks = marks::entries(all);
        marks.retain(|entry| entry.name.address.parse::<Address>().is_ok());
        marks
    }

    /// Takes the place, open nodes, history, queries and verbosity of this start.
    pub fn take(&mut self, kept: &Kept) {
        let saved = &kept.saved;
        let verbosity = serde_json::to_value(kept.verbosity).unwrap_or_default();
        let fields: [(&str, Value); 5] = [
            ("place", saved.place.clone().into()),
            ("open", saved.open.clone().into()),
            ("history", saved.history.clone().into()),
            ("queries", saved.queries.clone().into()),
            ("verbosity", verbosity),
        ];
        for (name, value) in fields {
            self.fields.insert(name.to_owned(), value);
        }
    }

    /// Does to the marks what the user has done from `before` to `now`; see [`marks::merge`].
    pub fn merge(&mut self, before: &[Entry], now: &[Entry], gone: &mut Vec<Value>) {
        let marks = self.fields.remove("marks");
        let mut marks = match marks {
            Some(Value::Array(all)) => all,
            _ => Vec::new(),
        };
        marks::merge(before, now, &mut marks, gone);
        self.fields.insert("marks".to_owned(), marks.into());
    }

    /// The bytes of the file.
    ///
    /// # Errors
    /// Never; the type is that of the library.
    pub fn bytes(&mut self) -> serde_json::Result<Vec<u8>> {
        self.fields.insert("version".to_owned(), VERSION.into());
        serde_json::to_vec(&self.fields)
    }
}

fn verbosity(value: &Value) -> Option<Verbosity> {
    serde_json::from_value(value.clone()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_strange_word_costs_nothing_else() {
        let text = r#"{"place":"3","open":["3",7],"verbosity":"whispered","later":{"a":[1,24e023]},
            "marks":[{"address":"1","title":"t","note":"n","colour":1},9]}"#;
        let mut content = Content::read(text.as_bytes()).unwrap();
        assert!(content.strange);
        let kept = content.kept();
        assert_eq!(kept.saved.place.as_deref(), Some("3"));
        assert_eq!(kept.saved.open, ["3"]);
        assert_eq!(content.marks().len(), 1);
        let marks = content.marks();
        content.take(&kept);
        content.merge(&marks, &marks, &mut Vec::new());
        let written: Value = serde_json::from_slice(&content.bytes().unwrap()).unwrap();
        assert_eq!(written["later"]["a"][0], 1);
        // Found by fuzzing: it drifted with each writing.
        assert_eq!(written["later"]["a"][1], 2.4e24);
        assert_eq!(written["marks"][0]["colour"], 1);
        assert_eq!(written["marks"][1], 9);
        let again = Content::read(&content.bytes().unwrap()).unwrap();
        assert!(!again.strange);
    }

    #[test]
    fn damaged_and_newer_files_are_told_from_good_ones() {
        for bytes in [&b"{\"place\": 3"[..], b"\xff\xfe", b"", b"[]", b"null"] {
            assert_eq!(Content::read(bytes), None);
        }
        assert!(!Content::read(b"{}").unwrap().strange);
        assert!(!Content::read(b"{\"version\":1,\"new\":2}").unwrap().strange);
        assert!(Content::read(b"{\"version\":2}").unwrap().strange);
        assert!(Content::read(b"{\"marks\":{}}").unwrap().strange);
        // Nesting does not reach the end of the stack.
        let deep = "[".repeat(100_000);
        assert_eq!(Content::read(deep.as_bytes()), None);
    }
}
