//! XML as a run of opened and closed elements and text, as far as it goes.

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

/// One step through an XML text. Names are without their prefix.
pub enum Step {
    /// An element begins, with its attributes.
    Open(String, Attributes),
    /// An element ends.
    Close(String),
    /// Text between tags, references decoded.
    Text(String),
}

/// The attributes of an element, by name without prefix.
pub struct Attributes(Vec<(String, String)>);

impl Attributes {
    /// The value of an attribute.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(own, _)| own == name)
            .map(|(_, value)| value.as_str())
    }

    /// The value of an attribute as a number.
    #[must_use]
    pub fn number(&self, name: &str) -> Option<usize> {
        self.get(name)?.trim().parse().ok()
    }
}

/// Walks through an XML text. A text that is broken ends where it is broken.
pub struct Steps<'a> {
    reader: Reader<&'a [u8]>,
    /// Elements that are open.
    depth: usize,
    broken: bool,
}

impl<'a> Steps<'a> {
    /// At the beginning of the text.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        Self {
            reader,
            depth: 0,
            broken: false,
        }
    }

    /// Did the text break off, or leave elements open?
    #[must_use]
    pub const fn broken(&self) -> bool {
        self.broken
    }
}

impl Iterator for Steps<'_> {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        loop {
            let step = match self.reader.read_event() {
                Ok(Event::Start(tag)) => {
                    let name = tag.local_name().as_ref().to_owned();
                    self.depth += 1;
                    Step::Open(name, attributes(&tag))
                }
                Ok(Event::End(tag)) => {
                    self.depth = self.depth.saturating_sub(1);
                    Step::Close(tag.local_name().as_ref().to_owned())
                }
                Ok(Event::Text(text)) => Step::Text(text.into_inner().into_owned()),
                Ok(Event::CData(text)) => Step::Text(text.into_inner().into_owned()),
                Ok(Event::GeneralRef(reference)) => {
                    let text = format!("&{};", reference.into_inner());
                    Step::Text(unescaped(&text))
                }
                Ok(Event::Eof) => {
                    self.broken |= self.depth > 0;
                    return None;
                }
                Ok(_) => continue,
                Err(_) => {
                    self.broken = true;
                    return None;
                }
            };
            return Some(step);
        }
    }
}

fn attributes(tag: &BytesStart<'_>) -> Attributes {
    let mut all = tag.attributes();
    Attributes(
        all.with_checks(false)
            .flatten()
            .map(|a| (a.key.local_name().as_ref().to_owned(), unescaped(&a.value)))
            .collect(),
    )
}

fn unescaped(text: &str) -> String {
    quick_xml::escape::unescape(text).map_or_else(|_| text.to_owned(), std::borrow::Cow::into_owned)
}
