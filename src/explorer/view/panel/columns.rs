//! The columns of a row of the breakdown.

use rust_decimal::Decimal;

use crate::explorer::settings::Settings;

/// Fewest columns of a bar, of a name, of a change, of a request.
const LEAST_BAR: usize = 6;
const LEAST_NAME: usize = 12;
const LEAST_CHANGE: usize = 8;
const LEAST_REQUEST: usize = 6;
/// Most columns of a bar.
pub(super) const LONGEST_BAR: usize = 60;
/// From this many columns on a row has its share of the whole too, and columns of one.
const WITH_SHARE: usize = 60;
const SHARE_COLUMNS: usize = 6;

/// How a row of the breakdown is divided; none of a column that has no room. The same for all
/// that share a ruler, so that bars of one length are of one amount, also while moving among
/// siblings.
#[derive(Clone, Copy)]
pub(super) struct Columns {
    pub name: usize,
    pub bar: usize,
    pub request: usize,
    pub change: usize,
    pub share: usize,
}

impl Columns {
    pub(super) fn of(columns: usize, widest: Decimal, settings: &Settings) -> Self {
        let request = settings
            .ruler
            .width(&settings.bare(widest))
            .max(LEAST_REQUEST);
        let change = request.max(LEAST_CHANGE);
        let share = if columns >= WITH_SHARE {
            SHARE_COLUMNS
        } else {
            0
        };
        let mut this = Self {
            name: 0,
            bar: 0,
            request,
            change,
            share,
        };
        let taken = |this: &Self| {
            let widths = [this.request, this.change, this.share];
            widths
                .into_iter()
                .filter(|width| *width > 0)
                .map(|w| w + 1)
                .sum::<usize>()
        };
        // A figure is whole or absent: the change goes before the name.
        if columns < taken(&this) + LEAST_NAME + LEAST_BAR + 1 {
            this.share = 0;
        }
        if columns < taken(&this) + LEAST_NAME + LEAST_BAR + 1 {
            this.change = 0;
        }
        let rest = columns.saturating_sub(taken(&this) + 1);
        this.bar = (rest / 3).clamp(LEAST_BAR, LONGEST_BAR).min(rest);
        this.name = rest - this.bar;
        this
    }
}
