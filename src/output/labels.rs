//! What the amounts of a document are called: a request, or of review sheets the figure that was chosen, with its year.

use crate::lang::{Lang, Text};
use crate::ledger::Totals;
use crate::model::{Library, NodeId};
use crate::text::year_text;

/// The words above and beside the amounts of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Labels {
    lang: Lang,
    /// The figure, its year and the year before, of review sheets.
    figure: Option<(&'static str, String, String)>,
}

impl Labels {
    /// Those of the document that the node is in.
    pub(super) fn of(lang: Lang, library: &Library, id: NodeId) -> Self {
        let meta = &library.document_of(id).meta;
        let year = |year: &Option<String>| {
            year_text(year.as_deref().unwrap_or_default(), lang).into_owned()
        };
        let figure = meta.figure.as_ref().map(|figure| {
            let name = match lang {
                Lang::Ja => figure.ja,
                Lang::En => figure.en,
            };
            (name, year(&meta.fiscal_year), year(&meta.base_year))
        });
        Self { lang, figure }
    }

    /// Whether the amounts are of review sheets.
    pub(super) const fn is_of_sheets(&self) -> bool {
        self.figure.is_some()
    }

    /// The amount: `plain` of a request document, else `2023年度 執行額`.
    pub(super) fn request(&self, plain: &str) -> String {
        match &self.figure {
            None => plain.to_owned(),
            Some((name, year, _)) if year.is_empty() => (*name).to_owned(),
            Some((name, year, _)) => format!("{year} {name}"),
        }
    }

    /// That of the year before: `2022年度 執行額`.
    pub(super) fn base(&self, plain: &str) -> String {
        match (&self.figure, self.lang) {
            (None, _) => plain.to_owned(),
            (Some((name, _, base)), Lang::Ja) if base.is_empty() => format!("前年度の{name}"),
            (Some((name, _, base)), Lang::En) if base.is_empty() => {
                format!("{name} of the year before")
            }
            (Some((name, _, base)), _) => format!("{base} {name}"),
        }
    }

    /// What amounts add up to: `2023年度 執行額の合計`.
    pub(super) fn total(&self, plain: &str) -> String {
        if self.figure.is_none() {
            return plain.to_owned();
        }
        let name = self.request(plain);
        match self.lang {
            Lang::Ja => format!("{name}の合計"),
            Lang::En => format!("{name}, total"),
        }
    }

    /// What can be compared: of sheets it is said which programmes that are, of new lines alone that no year
    /// before is in it.
    pub(super) fn comparable(&self, plain: &str, totals: &Totals) -> String {
        const ALL_NEW: Text = Text::new("新規だけ（前年度は0）", "New lines alone");
        let Some((_, _, base)) = &self.figure else {
            let comparable = &totals.comparable;
            let is_new = comparable.base.is_zero() && totals.counts.new >= comparable.lines;
            return if is_new {
                ALL_NEW.get(self.lang)
            } else {
                plain
            }
            .to_owned();
        };
        match self.lang {
            Lang::Ja => format!("{base}と比べられる事業（両年の額が分かるか、新規）"),
            Lang::En => {
                format!("Comparable with {base} (figures of both years known, or new)")
            }
        }
    }
}
