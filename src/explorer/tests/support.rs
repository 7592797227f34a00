//! A harness that types.

use std::sync::LazyLock;

use crate::explorer::view::{panel, rows};
use crate::explorer::{Action, Code, Effect, Key, Settings, State, rearrange, update};
use crate::model::{Address, Library, NodeId};
use crate::parse;

const TEXT: &str = include_str!("../../../seeds/000_3bd7bf674129a828.txt");

/// The document of the repository.
pub(crate) static SEED: LazyLock<Library> =
    LazyLock::new(|| Library::new(vec![parse::parse("seed.md", TEXT).unwrap()]));

/// The keys of a script: `jjl/量子<enter>`.
pub(crate) fn keys(script: &str) -> Vec<Key> {
    let mut out = Vec::new();
    let mut rest = script;
    while let Some(c) = rest.chars().next() {
        if c == '<'
            && let Some((name, after)) = rest.strip_prefix('<').and_then(|r| r.split_once('>'))
        {
            out.push(named(name));
            rest = after;
        } else {
            out.push(Key::char(c));
            rest = rest.strip_prefix(c).unwrap();
        }
    }
    out
}

fn named(name: &str) -> Key {
    let code = match name {
        "enter" => Code::Enter,
        "esc" => Code::Esc,
        "tab" => Code::Tab,
        "bs" => Code::Backspace,
        "del" => Code::Delete,
        "up" => Code::Up,
        "down" => Code::Down,
        "left" => Code::Left,
        "right" => Code::Right,
        "home" => Code::Home,
        "end" => Code::End,
        "pgup" => Code::PageUp,
        "pgdn" => Code::PageDown,
        "f1" => Code::F(1),
        "lt" => Code::Char('<'),
        _ => match name.strip_prefix("c-") {
            Some(letter) => return Key::ctrl(letter.chars().next().unwrap()),
            None => panic!("no key <{name}>"),
        },
    };
    Key::plain(code)
}

/// So many times the document of the repository, and an explorer of that size on them.
pub(crate) fn times(documents: usize, (columns, rows): (u16, u16)) -> (Library, State) {
    let document = parse::parse("seed.md", TEXT).unwrap();
    let library = Library::new(vec![document; documents]);
    let mut state = State::new(&library, Settings::default());
    update(&library, &mut state, Action::Resize(columns, rows));
    (library, state)
}

/// Types a script.
pub(crate) fn type_in(library: &Library, state: &mut State, script: &str) {
    for key in keys(script) {
        update(library, state, Action::Key(key));
    }
}

/// Works until nothing is left to do; in how many parts.
pub(crate) fn work_off(library: &Library, state: &mut State) -> usize {
    let mut parts = 0;
    while state.is_working() {
        update(library, state, Action::Work);
        parts += 1;
    }
    parts
}

/// An explorer at work.
pub(crate) struct Bench {
    pub(crate) library: &'static Library,
    pub(crate) state: State,
    pub(crate) effects: Vec<Effect>,
}

impl Bench {
    /// A fresh explorer on the document, at 120×40.
    pub(crate) fn new() -> Self {
        Self::sized(120, 40)
    }

    pub(crate) fn sized(columns: u16, rows: u16) -> Self {
        Self::with(columns, rows, Settings::default())
    }

    pub(crate) fn with(columns: u16, rows: u16, settings: Settings) -> Self {
        let library = &*SEED;
        let mut bench = Self {
            library,
            state: State::new(library, settings),
            effects: Vec::new(),
        };
        bench.act(Action::Resize(columns, rows));
        bench
    }

    pub(crate) fn act(&mut self, action: Action) {
        let effects = update(self.library, &mut self.state, action);
        for effect in &effects {
            if let Effect::Rearrange(view) = effect {
                let made = rearrange(self.library, &mut self.state, *view).unwrap();
                self.library = Box::leak(Box::new(made.library));
            }
        }
        self.effects.extend(effects);
        self.check();
    }

    /// Types a script.
    pub(crate) fn keys(mut self, script: &str) -> Self {
        for key in keys(script) {
            self.act(Action::Key(key));
        }
        self
    }

    /// What must hold after every action.
    #[track_caller]
    fn check(&self) {
        let state = &self.state;
        let rows = state.tree.rows();
        assert!(state.tree.cursor() < rows.len());
        let height = state.left_rows();
        let is_seen = state.table.is_none() && state.searching().is_none();
        if is_seen && state.layout().is_some_and(|l| l.left.is_some()) {
            let window = state.tree.place.offset..state.tree.place.offset + height;
            assert!(
                window.contains(&state.tree.cursor()),
                "cursor off the screen"
            );
        }
        if let Some(listing) = state.listing() {
            assert!(listing.place.cursor < listing.entries.len().max(1));
        }
    }

    /// The address of the node that the panel shows.
    #[must_use]
    pub(crate) fn place(&self) -> String {
        let current = self.state.current().unwrap();
        self.library.address(current).to_string()
    }

    #[must_use]
    pub(crate) fn said(&self) -> &str {
        self.state.message.as_deref().unwrap_or_default()
    }

    /// The text of the panel.
    #[must_use]
    pub(crate) fn panel(&self) -> String {
        let lines = panel::lines(self.library, &self.state);
        let texts: Vec<String> = lines
            .iter()
            .map(crate::explorer::line::Line::text)
            .collect();
        texts.join("\n")
    }

    /// The tree's row of a node at 66 columns.
    #[must_use]
    pub(crate) fn row(&self, address: &str) -> String {
        self.row_of(self.node(address), 66).text()
    }

    /// The row of a node at that width.
    #[must_use]
    pub(crate) fn row_of(&self, id: NodeId, columns: usize) -> crate::explorer::line::Line {
        let room = rows::FigureColumns::of(self.library, &self.state);
        rows::row(self.library, &self.state, id, columns, room)
    }

    #[must_use]
    pub(crate) fn node(&self, address: &str) -> NodeId {
        node(self.library, address)
    }

    /// The first words of the rows of the list on top.
    #[must_use]
    pub(crate) fn entries(&self) -> Vec<String> {
        let listing = self.state.listing().unwrap();
        listing.entries.iter().map(|e| e.line.text()).collect()
    }

    /// What was copied last.
    #[must_use]
    pub(crate) fn copied(&self) -> &str {
        let copies = self.effects.iter().rev().find_map(|e| match e {
            Effect::Copy(text) => Some(text.as_str()),
            _ => None,
        });
        copies.unwrap_or_default()
    }
}

#[must_use]
pub(crate) fn node(library: &Library, address: &str) -> NodeId {
    let address: Address = address.parse().unwrap();
    library.find(&address).unwrap()
}

/// The shares at the ends of the breakdown's rows, without their sign.
#[must_use]
pub(crate) fn shares(panel: &str) -> Vec<&str> {
    let rows = panel.lines().skip_while(|line| !line.starts_with("内訳"));
    rows.filter_map(|line| line.strip_suffix('%')?.rsplit(' ').next())
        .collect()
}
