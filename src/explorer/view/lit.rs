//! What of a node beside its words answers a query: its address, its page, its amounts.

use rust_decimal::Decimal;

use crate::explorer::settings::Settings;
use crate::explorer::state::figures::Money;
use crate::lang::Lang;
use crate::model::{Amount, Base, Library, NodeId, Part, Request};
use crate::search::{Comparison, Facet, Place, Query, What};

/// What a query asks for beside words.
#[derive(Clone, Debug, Default)]
pub struct Lit {
    amounts: Vec<Decimal>,
    limits: Vec<(Comparison, Decimal)>,
    pages: Vec<u32>,
    is_place: bool,
}

impl Lit {
    /// Of a query.
    #[must_use]
    pub fn of(query: &Query) -> Self {
        let mut out = Self::default();
        for atom in query.groups().iter().flatten().filter(|a| !a.negated) {
            match &atom.what {
                What::Facet(Facet::Printed(oku)) => out.amounts.push(*oku),
                What::Facet(Facet::Amount(how, oku)) => out.limits.push((*how, *oku)),
                What::Facet(Facet::Place(Place::Page(page))) => out.pages.push(*page),
                What::Facet(Facet::Place(_) | Facet::Chapter(_)) => out.is_place = true,
                _ => {}
            }
        }
        out
    }

    /// Whether it asks for an address, a chapter or a label.
    #[must_use]
    pub const fn is_place(&self) -> bool {
        self.is_place
    }

    /// Whether that request is one that it asks for.
    #[must_use]
    pub fn has_request(&self, request: &Money) -> bool {
        let (Money::Exact(oku) | Money::Within(oku)) = request else {
            return false;
        };
        let within = |(how, limit): &(Comparison, Decimal)| how.allows(oku.cmp(limit));
        self.amounts.contains(oku) || self.limits.iter().any(within)
    }

    /// What else of the node it asks for, as it would be printed: its page, the base year's
    /// amount, a part.
    #[must_use]
    pub fn beside(&self, library: &Library, id: NodeId, settings: &Settings) -> Vec<String> {
        let mut path = std::iter::once(id).chain(library.ancestors(id));
        let page = path.find_map(|node| library.node(node).page);
        let page = page.filter(|page| self.pages.contains(page));
        let page = page.map(|page| match settings.lang {
            Lang::Ja => format!("{page}頁"),
            Lang::En => format!("p. {page}"),
        });
        page.into_iter()
            .chain(self.amounts_of(library, id, settings))
            .collect()
    }

    fn amounts_of(&self, library: &Library, id: NodeId, settings: &Settings) -> Vec<String> {
        let Some(budget) = &library.node(id).budget else {
            return Vec::new();
        };
        let named = |label: &str, amount: &Amount| {
            let asked = self.amounts.contains(&amount.oku);
            asked.then(|| format!("{label} {}", settings.bare(amount.oku)))
        };
        let parts = |parts: &[Part]| -> Vec<String> {
            let parts = parts.iter();
            parts.filter_map(|p| named(&p.label, &p.amount)).collect()
        };
        let year = &library.document_of(id).meta.base_year;
        let mut out = match &budget.request {
            Request::Parts(requested) => parts(requested),
            _ => Vec::new(),
        };
        match &budget.base {
            Base::Amount(amount) | Base::Within(amount) => {
                out.extend(named(year.as_deref().unwrap_or("−"), amount));
            }
            Base::Parts(based) => out.extend(parts(based)),
            Base::New | Base::None => {}
        }
        out
    }
}
