//! Screens of the real document, drawn into a buffer and kept as text.

mod signs;
mod states;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::canvas::View;
use super::draw::draw;
use super::theme::{Depth, Screen, Theme, Tone};
use crate::explorer::tests::comparing;
use crate::explorer::tests::support::Bench;
use crate::explorer::{Action, Settings, ThemeName};
use crate::lang::Lang;
use crate::text::{Ruler, width};

/// The screen as text: cells from left to right, stepping over what a wide character covers.
pub(super) fn printed(buffer: &Buffer) -> String {
    let area = buffer.area();
    let mut out = String::new();
    for y in area.top()..area.bottom() {
        let mut x = area.left();
        while x < area.right() {
            let symbol = buffer[(x, y)].symbol();
            out.push_str(symbol);
            x += u16::try_from(width(symbol).max(1)).unwrap();
        }
        out.push('\n');
    }
    out
}

/// A terminal with a dark background and every colour, or none.
fn terminal(color: bool) -> Screen {
    Screen {
        color,
        depth: Depth::True,
        tone: Some(Tone::Dark),
        background: None,
    }
}

/// Nothing but ASCII is drawn.
fn ascii() -> Settings {
    Settings {
        ascii: true,
        ..Settings::default()
    }
}

/// On a terminal that draws characters of ambiguous width two columns wide.
fn wide() -> Settings {
    Settings {
        ruler: Ruler {
            ambiguous_wide: true,
        },
        ..Settings::default()
    }
}

fn drawn(bench: &Bench, color: bool) -> (Buffer, Position) {
    let (columns, rows) = bench.state.size;
    let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
    let view = View {
        library: bench.library,
        state: &bench.state,
        theme: &Theme::of(bench.state.settings.theme, &terminal(color)),
    };
    let cursor = draw(view, &mut buffer);
    (buffer, cursor)
}

/// The screen after a script at that size, with the cursor's place below it.
fn screen(columns: u16, rows: u16, script: &str) -> String {
    screen_with(columns, rows, Settings::default(), script)
}

fn screen_with(columns: u16, rows: u16, settings: Settings, script: &str) -> String {
    let bench = Bench::with(columns, rows, settings).keys(script);
    let (buffer, cursor) = drawn(&bench, false);
    format!("{}cursor {},{}\n", printed(&buffer), cursor.x, cursor.y)
}

#[test]
fn start() {
    insta::assert_snapshot!("start_120x40", screen(120, 40, ""));
    insta::assert_snapshot!("start_80x24", screen(80, 24, ""));
    insta::assert_snapshot!("start_40x12", screen(40, 12, ""));
}

#[test]
fn chapter_14() {
    let script = ":14<enter>l";
    insta::assert_snapshot!("chapter_120x40", screen(120, 40, script));
    insta::assert_snapshot!("chapter_80x24", screen(80, 24, script));
    insta::assert_snapshot!("chapter_40x12", screen(40, 12, ":14<enter><tab>"));
}

#[test]
fn budget_line() {
    let script = ":1.2.1#1<enter>";
    insta::assert_snapshot!("line_120x40", screen(120, 40, script));
    insta::assert_snapshot!("line_80x24", screen(80, 24, script));
    insta::assert_snapshot!("line_40x12", screen(40, 12, ":1.2.1#1<enter><enter>"));
}

#[test]
fn search() {
    insta::assert_snapshot!("search_120x40", screen(120, 40, "/量子暗号<down>"));
    insta::assert_snapshot!("search_80x24", screen(80, 24, "/量子暗号"));
    insta::assert_snapshot!("search_40x12", screen(40, 12, "/量子暗号"));
}

#[test]
fn lists() {
    insta::assert_snapshot!("help_80x24", screen(80, 24, "?再掲"));
    insta::assert_snapshot!("palette_80x24", screen(80, 24, ":14.1"));
    insta::assert_snapshot!("why_80x24", screen(80, 24, ":15<enter>w"));
    insta::assert_snapshot!("filter_80x24", screen(80, 24, "f "));
    insta::assert_snapshot!("marks_40x12", screen(40, 12, "jmjm'"));
}

#[test]
fn table() {
    insta::assert_snapshot!("table_120x40", screen(120, 40, "Tssj"));
    insta::assert_snapshot!("table_alone_120x40", screen(120, 40, "Tpss"));
    insta::assert_snapshot!("table_80x24", screen(80, 24, "Tss"));
    insta::assert_snapshot!("table_40x12", screen(40, 12, "Tss"));
}

#[test]
fn waterfall() {
    insta::assert_snapshot!("waterfall_120x40", screen(120, 40, ":14<enter>W"));
    insta::assert_snapshot!("waterfall_80x24", screen(80, 24, ":14<enter>W"));
    insta::assert_snapshot!("waterfall_40x12", screen(40, 12, ":14<enter>W"));
}

#[test]
fn rows_with_bars() {
    let script = ":17<enter>";
    insta::assert_snapshot!("bars_120x40", screen(120, 40, script));
    insta::assert_snapshot!("bars_80x24", screen(80, 24, ":17<enter>p"));
    insta::assert_snapshot!(
        "bars_of_requests_120x40",
        screen(120, 40, ":14.1<enter>lbL")
    );
}

#[test]
fn a_table_narrowed_by_a_query() {
    let script = "/消防 新規<c-t>";
    insta::assert_snapshot!("narrowed_120x40", screen(120, 40, script));
    insta::assert_snapshot!("narrowed_80x24", screen(80, 24, script));
    insta::assert_snapshot!("narrowed_40x12", screen(40, 12, script));
    insta::assert_snapshot!(
        "narrowed_wide_150x20",
        screen(150, 20, "/消防 新規<c-t>pss")
    );
}

#[test]
fn lists_of_places() {
    for (columns, rows) in [(120, 40), (80, 24), (40, 12)] {
        let name = |list: &str| format!("{list}_{columns}x{rows}");
        let screen = |script| screen(columns, rows, script);
        insta::assert_snapshot!(name("places"), screen(":8.1.1#1<enter>O"));
        insta::assert_snapshot!(
            name("marks_noted"),
            screen(":14.1.2<enter>m:8.1.1#1<enter>m'e要確認<enter>")
        );
        insta::assert_snapshot!(name("why_leaves_out"), screen(":4.3<enter>w"));
        insta::assert_snapshot!(name("palette_export"), screen(":書き出"));
        insta::assert_snapshot!(name("export"), screen("/消防 新規<c-t>x"));
    }
}

#[test]
fn money_outside_every_total() {
    insta::assert_snapshot!("supplementary_120x40", screen(120, 40, ":5.3.2<enter>"));
    insta::assert_snapshot!("within_80x24", screen(80, 24, ":5.2<enter>"));
}

#[test]
fn english_and_ascii() {
    let settings = Settings {
        lang: Lang::En,
        ascii: true,
        ..Settings::default()
    };
    let shown = screen_with(80, 24, settings, "6jjjjjjjj");
    insta::assert_snapshot!("ascii_80x24", shown);
    let drawing = ['▾', '▸', '│', '█', '▒', '…', '−', '≈', '›', '–'];
    assert!(!shown.contains(drawing), "{shown}");
}

#[test]
fn a_screen_without_a_cell_is_drawn_as_nothing() {
    for (columns, rows) in [(0, 0), (255, 0), (0, 30)] {
        let bench = Bench::sized(columns, rows).keys("j");
        assert_eq!(drawn(&bench, true).1, Position::ORIGIN);
    }
}

#[test]
fn too_small() {
    insta::assert_snapshot!("too_small_29x7", screen(29, 7, "jj"));
}

#[test]
fn the_map_on_the_whole_screen() {
    insta::assert_snapshot!("map_120x40", screen(120, 40, "."));
    insta::assert_snapshot!("map_80x24", screen(80, 24, ".l"));
    insta::assert_snapshot!("map_40x12", screen(40, 12, "."));
}

#[test]
fn the_strip_on_a_node_and_by_other_scales() {
    insta::assert_snapshot!("strip_here_120x40", screen(120, 40, ":14<enter>z"));
    insta::assert_snapshot!("strip_log_120x40", screen(120, 40, "L"));
    insta::assert_snapshot!("strip_share_120x40", screen(120, 40, "LL"));
}

#[test]
fn two_nodes_beside_each_other() {
    insta::assert_snapshot!("pair_120x40", screen(120, 40, ":4<enter>=:5<enter>="));
    insta::assert_snapshot!("pair_40x12", screen(40, 12, ":4<enter>=:5<enter>="));
}

#[test]
fn what_may_be_copied_stands_over_the_last_rows() {
    insta::assert_snapshot!("copying_120x40", screen(120, 40, ":14<enter>y"));
    insta::assert_snapshot!("copying_80x24", screen(80, 24, ":14<enter>y"));
    insta::assert_snapshot!("copying_40x12", screen(40, 12, ":14<enter>y"));
}

/// The first screen as the program starts it, and with other signs.
#[test]
fn the_start_with_every_set_of_signs() {
    let start = |columns, rows, settings| {
        let mut bench = Bench::with(columns, rows, settings);
        bench.act(Action::Start(columns, rows));
        let (buffer, _) = drawn(&bench, false);
        printed(&buffer)
    };
    for (name, settings) in [
        ("plain", Settings::default()),
        ("ascii", ascii()),
        ("wide", wide()),
    ] {
        for (columns, rows) in [(120, 40), (80, 24), (40, 12)] {
            let name = format!("first_{name}_{columns}x{rows}");
            insta::assert_snapshot!(name, start(columns, rows, settings));
        }
    }
}

/// Keys to every view.
const SCRIPTS: [&str; 34] = [
    "",
    "6jjjjj",
    "6G",
    "jll<tab>G",
    "/量子",
    "/",
    "?",
    ":",
    "f ",
    "T",
    "Tssp",
    "jmjm'e長い覚え書き",
    ":14<enter>W",
    "w",
    "yy",
    "y",
    "LL",
    "pE",
    ":14.1.2<enter>O",
    "/消防 新規<c-t>p",
    "/消防<tab>b",
    "x",
    "bLL",
    ".",
    ".LL",
    ".ljjz",
    ":14<enter>z",
    ":14<enter>zL",
    "T<tab>",
    "Tsk",
    ":4<enter>=:5<enter>=",
    ":card<enter>",
    "!jj",
    "Dj",
];

/// Sizes, scripts and settings under which nothing may panic or stick out.
#[test]
fn every_screen_fits_and_has_its_cursor_on_it() {
    for (columns, rows) in [
        (120, 40),
        (80, 24),
        (40, 12),
        (30, 8),
        (20, 5),
        (1, 1),
        (200, 10),
    ] {
        for ambiguous_wide in [false, true] {
            for script in SCRIPTS {
                let settings = Settings {
                    ruler: Ruler { ambiguous_wide },
                    ..Settings::default()
                };
                let bench = Bench::with(columns, rows, settings).keys(script);
                let (buffer, cursor) = drawn(&bench, true);
                assert!(
                    cursor.x < columns && cursor.y < rows,
                    "{script} {columns}x{rows}"
                );
                for line in printed(&buffer).lines() {
                    assert_eq!(width(line), usize::from(columns), "{script}: {line}");
                }
            }
        }
    }
}

#[test]
fn the_cursor_is_on_the_selected_row_or_at_the_caret() {
    let at = |script| {
        let bench = Bench::new().keys(script);
        let (buffer, cursor) = drawn(&bench, false);
        (buffer[(cursor.x, cursor.y)].symbol().to_owned(), cursor)
    };
    for script in ["", "jj", "6G", "Tjj", "f", "jm'"] {
        let (symbol, cursor) = at(script);
        assert_eq!((symbol.as_str(), cursor.x), ("▌", 0), "{script}");
    }
    let (_, cursor) = at("/量子");
    assert_eq!((cursor.x, cursor.y), (1 + 2 + 4, 1));
    let (_, cursor) = at("/量子<left>");
    assert_eq!(cursor.x, 1 + 2 + 2);
}

#[test]
fn without_colour_nothing_is_coloured() {
    let mut bench = Bench::new().keys("6jjjjj");
    bench.act(Action::Resize(120, 40));
    let (buffer, _) = drawn(&bench, false);
    let plain = ratatui::style::Color::Reset;
    assert!(
        buffer
            .content()
            .iter()
            .all(|c| c.fg == plain && c.bg == plain)
    );
}

/// The screen with a row of letters under each row, one for each style, and what they mean.
fn styled(theme: ThemeName, script: &str) -> String {
    let bench = Bench::sized(80, 14).keys(script);
    let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 14));
    let view = View {
        library: bench.library,
        state: &bench.state,
        theme: &Theme::of(theme, &terminal(true)),
    };
    let _ = draw(view, &mut buffer);
    let mut styles: Vec<String> = Vec::new();
    let mut out = String::new();
    for (y, line) in printed(&buffer).lines().enumerate() {
        let mut letters = String::new();
        let mut x = 0;
        while x < 80 {
            let cell = &buffer[(x, u16::try_from(y).unwrap())];
            let columns = width(cell.symbol()).max(1);
            x += u16::try_from(columns).unwrap();
            let style = format!("{} on {} {:?}", cell.fg, cell.bg, cell.modifier);
            let at = styles.iter().position(|known| *known == style);
            let at = at.unwrap_or_else(|| {
                styles.push(style);
                styles.len() - 1
            });
            let letter = char::from(b'a' + u8::try_from(at).unwrap());
            letters.extend(std::iter::repeat_n(letter, columns));
        }
        out.push_str(&format!("{line}\n{letters}\n"));
    }
    for (letter, style) in ('a'..).zip(&styles) {
        out.push_str(&format!("{letter}: {style}\n"));
    }
    out
}

#[test]
fn themes() {
    let script = ":15.1.1#1<enter>";
    insta::assert_snapshot!("theme_dark", styled(ThemeName::Dark, script));
    let script = "/量子暗号";
    insta::assert_snapshot!("theme_contrast", styled(ThemeName::HighContrast, script));
}

#[test]
fn two_documents() {
    let library = comparing::both();
    for (name, columns, rows) in [
        ("compare_120x40", 120, 40),
        ("compare_80x24", 80, 24),
        ("compare_40x12", 40, 12),
    ] {
        let state = comparing::opened(&library, columns, rows);
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
        let view = View {
            library: &library,
            state: &state,
            theme: &Theme::of(state.settings.theme, &terminal(false)),
        };
        let _ = draw(view, &mut buffer);
        insta::assert_snapshot!(name, printed(&buffer));
    }
}
