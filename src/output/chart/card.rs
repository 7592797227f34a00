//! One node on a card: its name, its figure, its change, where it is printed, what is left out.

use rust_decimal::Decimal;

use super::paper::{At, Paper, part};
use super::{Ground, described, foot_note, titled, total_of};
use crate::cite;
use crate::lang::Lang;
use crate::ledger;
use crate::model::{Base, Library, NodeId, Request};
use crate::output::{Look, words};

const WIDTH: f64 = 960.0;
const HEIGHT: f64 = 504.0;
const EDGE: f64 = 48.0;
const ROOM: f64 = WIDTH - 2.0 * EDGE;

/// The money of a card: what it says, and the lengths of its bar.
struct Money {
    figure: String,
    base: String,
    change: String,
    step: u8,
    request: Option<Decimal>,
    before: Option<Decimal>,
    is_new: bool,
}

impl Money {
    fn of(look: &Look, library: &Library, id: NodeId) -> Self {
        if let Some(line) = library.budget(id) {
            let change = ledger::change(line);
            return Self {
                figure: words::request(look, &line.request),
                base: words::base(look, &line.base).unwrap_or_default(),
                change: change
                    .map(|c| words::change_brief(look, &c))
                    .unwrap_or_default(),
                step: change.map_or(3, |change| change.step()),
                request: match &line.request {
                    Request::Amount(amount) => Some(amount.oku),
                    _ => None,
                },
                before: match &line.base {
                    Base::Amount(amount) => Some(amount.oku),
                    _ => None,
                },
                is_new: matches!(line.base, Base::New),
            };
        }
        let totals = ledger::totals(library, id);
        let compared = &totals.comparable;
        let change = (compared.lines > 0).then(|| compared.change());
        let is_whole = compared.lines == totals.counts.counted;
        let change_text = change
            .map(|c| words::change_brief(look, &c))
            .unwrap_or_default();
        let (lines, counted) = (compared.lines, totals.counts.counted);
        Self {
            figure: total_of(look, &totals),
            base: change.map_or_else(String::new, |_| look.oku(compared.base)),
            change: cite::change_of_sum(&change_text, lines, counted, look.lang),
            step: change.map_or(3, |change| change.step()),
            request: Some(totals.request_total),
            before: change.filter(|_| is_whole).map(|_| compared.base),
            is_new: false,
        }
    }
}

/// The card as SVG.
pub(super) fn svg(look: &Look, library: &Library, id: NodeId, ground: Ground) -> String {
    let title = titled(library, id);
    let described = described(look, library, id);
    let mut paper = Paper::new(ground, look.ruler, (WIDTH, HEIGHT), &title, &described);
    let inks = paper.inks;
    let money = Money::of(look, library, id);
    let meta = &library.document_of(id).meta;
    let (fill, _) = inks
        .steps
        .get(usize::from(money.step))
        .copied()
        .unwrap_or(("#888888", ""));
    // The edge has the colour that the map gives the change.
    paper.rect((0.0, 0.0), (12.0, HEIGHT), fill);
    let document = cite::document(library, id, look.lang);
    paper.text((EDGE, 52.0), 16.0, inks.dim, &document, (At::Start, ROOM));
    let y = paper
        .wrapped((EDGE, 96.0), 28.0, inks.ink, &title, ROOM)
        .max(150.0);
    let year = meta.fiscal_year.clone().unwrap_or_default();
    paper.text((EDGE, y + 12.0), 16.0, inks.dim, &year, (At::Start, 200.0));
    paper.bold((EDGE, y + 84.0), 64.0, &money.figure, ROOM);
    let base_year = meta.base_year.clone().unwrap_or_default();
    let base = match look.lang {
        _ if money.base.is_empty() => String::new(),
        _ if money.is_new => money.base.clone(),
        Lang::Ja => format!("{base_year} {}", money.base),
        Lang::En => format!("{base_year}: {}", money.base),
    };
    let role = match money.step {
        _ if money.is_new => inks.new,
        0..=2 => inks.fall,
        3 => inks.dim,
        _ => inks.rise,
    };
    // Of two blanks XML keeps one.
    let gap = match look.lang {
        Lang::Ja => "\u{3000}",
        Lang::En => ", ",
    };
    let said = [base, money.change.clone()];
    let said: Vec<String> = said.into_iter().filter(|text| !text.is_empty()).collect();
    paper.text(
        (EDGE, y + 124.0),
        20.0,
        role,
        &said.join(gap),
        (At::Start, ROOM),
    );
    bar(&mut paper, &money, y + 146.0);
    let mut place = Vec::new();
    place.extend(cite::pages_text(library, id, look.lang));
    place.push(match look.lang {
        Lang::Ja => format!("番地 {}", library.address(id)),
        Lang::En => format!("address {}", library.address(id)),
    });
    let place = place.join(gap);
    paper.text((EDGE, y + 204.0), 16.0, inks.ink, &place, (At::Start, ROOM));
    paper.wrapped(
        (EDGE, y + 232.0),
        13.0,
        inks.dim,
        &foot_note(look, library, id),
        ROOM,
    );
    paper.finished()
}

/// What was carried over in grey, the growth in colour, the loss as a line at the foot, with a
/// tooth where last year ended.
fn bar(paper: &mut Paper, money: &Money, y: f64) {
    let Some(request) = money.request else { return };
    let inks = paper.inks;
    let before = money.before;
    let full = before.map_or(request, |before| before.max(request));
    let x = |oku: Decimal| part(oku, full) * ROOM;
    let kept = before.map_or(request, |before| before.min(request));
    let fill = if money.is_new { inks.new } else { inks.stock };
    paper.rect((EDGE, y), (x(kept), 22.0), fill);
    let Some(before) = before else { return };
    if request > before {
        paper.rect(
            (EDGE + x(before), y),
            (x(request) - x(before), 22.0),
            inks.rise,
        );
    } else if before > request {
        paper.rect(
            (EDGE + x(request), y + 17.0),
            (x(before) - x(request), 5.0),
            inks.fall,
        );
    }
    paper.rect((EDGE + x(before) - 2.0, y - 7.0), (3.0, 29.0), inks.ink);
}
