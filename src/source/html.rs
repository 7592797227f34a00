//! HTML → lines and tables.
//!
//! Works on the tokens of `html5ever` as they come and builds no tree: a page of a million open
//! tags costs no depth, and a page that breaks off in the middle is read up to there. What is no
//! part of the paper (menus, scripts, styles, page feet) is left out.

mod badge;
mod element;
mod flow;
#[cfg(test)]
mod tests;
mod unseen;

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use super::block::Source;
use super::spread::Room;
use flow::Flow;

/// Reads a page. Never fails: what is no markup is text.
#[must_use]
pub fn read(text: &str) -> Source {
    let mut room = Room::default();
    let (mut source, last) = read_within(text, &mut room);
    if room.full() {
        source.notices.push((last, Room::notice()));
    }
    source
}

/// Reads a piece of HTML within another document, whose tables all share that room; its last line.
pub(super) fn read_within(text: &str, room: &mut Room) -> (Source, u32) {
    let sink = Sink(RefCell::new(Flow::within(std::mem::take(room))));
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(text));
    let reader = Tokenizer::new(sink, TokenizerOpts::default());
    let _ = reader.feed(&input);
    reader.end();
    let (source, left, last) = reader.sink.0.into_inner().finish();
    *room = left;
    (source, last)
}

struct Sink(RefCell<Flow>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let mut flow = self.0.borrow_mut();
        flow.at(u32::try_from(line).unwrap_or(u32::MAX));
        match token {
            Token::CharacterTokens(text) => flow.text(&text),
            Token::TagToken(tag) => return on_tag(&mut flow, &tag),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

fn on_tag(flow: &mut Flow, tag: &Tag) -> TokenSinkResult<()> {
    let name: &str = &tag.name;
    if tag.kind == TagKind::EndTag {
        flow.close(name);
        return TokenSinkResult::Continue;
    }
    let span = |wanted: &str| {
        tag.attrs
            .iter()
            .find(|a| &*a.name.local == wanted)
            .and_then(|a| a.value.trim().parse::<usize>().ok())
    };
    let hidden = tag.attrs.iter().any(|a| is_unseen(&a.name.local, &a.value));
    let beside = name == "aside" || is_block_of_page(name) && tag.attrs.iter().any(is_beside);
    flow.open(name, (span("rowspan"), span("colspan")), (hidden, beside));
    match name {
        "script" => TokenSinkResult::RawData(RawKind::ScriptData),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" => {
            TokenSinkResult::RawData(RawKind::Rawtext)
        }
        "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
        _ => TokenSinkResult::Continue,
    }
}

/// Elements that pages use as their parts.
fn is_block_of_page(name: &str) -> bool {
    matches!(name, "div" | "ul" | "ol" | "section" | "p")
}

/// Whether `id` or `class` says that an element is a menu or what stands beside the paper.
fn is_beside(attribute: &html5ever::Attribute) -> bool {
    const WORDS: [&str; 24] = [
        "nav",
        "gnav",
        "lnav",
        "navi",
        "globalnav",
        "localnav",
        "globalnavi",
        "localnavi",
        "global-nav",
        "local-nav",
        "menu",
        "globalmenu",
        "localmenu",
        "sidemenu",
        "side-menu",
        "sidebar",
        "side-bar",
        "sidenav",
        "breadcrumb",
        "breadcrumbs",
        "pankuzu",
        "topicpath",
        "topic-path",
        "footer",
    ];
    let named = matches!(&*attribute.name.local, "id" | "class");
    named
        && attribute
            .value
            .split_whitespace()
            .any(|word| WORDS.iter().any(|known| word.eq_ignore_ascii_case(known)))
}

/// Whether an attribute takes its element off the page: `hidden`, `style="display: none"`.
fn is_unseen(name: &str, value: &str) -> bool {
    let shows_nothing = |rule: &str| {
        let mut parts = rule.split(':').map(str::trim);
        let display = parts
            .next()
            .is_some_and(|p| p.eq_ignore_ascii_case("display"));
        let none = parts.next().unwrap_or_default().to_ascii_lowercase();
        display && none.split_whitespace().next() == Some("none")
    };
    name == "hidden" || (name == "style" && value.split(';').any(shows_nothing))
}
