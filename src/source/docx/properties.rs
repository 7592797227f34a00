//! What a docx says of itself.

use crate::source::xml::{Step, Steps};

/// The document's own title. Office programs put their template's name there when nobody set one.
pub(super) fn title_of(core: &str) -> Option<String> {
    let mut within = false;
    let mut title = String::new();
    for step in Steps::new(core) {
        match step {
            Step::Open(name, _) => within = name == "title",
            Step::Close(_) => within = false,
            Step::Text(text) if within => title.push_str(&text),
            Step::Text(_) => {}
        }
    }
    let title = title.trim().to_owned();
    let foreign = title.is_ascii() || title.is_empty();
    (!foreign).then_some(title)
}
