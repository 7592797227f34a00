//! That a sum is of several fiscal years.
//!
//! In: the lines that a sum is of. Out: a few words behind it; none where all are of one year. Cost:
//! with documents of one year alone that of the documents; else a look at some of the lines.
//! Two years' requests for one programme are no money for both: who sees their sum is to know it.

use crate::lang::Lang;
use crate::model::{Library, NodeId};

/// So many lines tell how many years there are: a sum is drawn in each frame.
const LOOKED_AT: usize = 5000;

/// `（2年度分の和）`.
#[must_use]
pub fn over_years(library: &Library, lines: &[NodeId], lang: Lang) -> String {
    let mut documents = library.documents().iter();
    let year = documents.next().map(|first| &first.meta.fiscal_year);
    if documents.all(|other| Some(&other.meta.fiscal_year) == year) {
        return String::new();
    }
    let mut years: Vec<&str> = Vec::new();
    for line in lines.iter().take(LOOKED_AT) {
        let year = library.document_of(*line).meta.fiscal_year.as_deref();
        if let Some(year) = year.filter(|year| !years.contains(year)) {
            years.push(year);
        }
    }
    match (years.len(), lang) {
        (0 | 1, _) => String::new(),
        (count, Lang::Ja) => format!("（{count}年度分の和）"),
        (count, Lang::En) => format!(" (of {count} fiscal years)"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::parse;

    #[test]
    fn a_sum_of_two_years_says_so() {
        let text = |year: u32| {
            format!(
                "# 令和{year}年度 施策\n\n## 1 安全\n\n消防\n\n## (1) 消防団の充実\n\n\
                【予算】消防車 2.0億円（{}年度 1.5億円）\n",
                year - 1
            )
        };
        let one = |year: u32| parse("a.md", &text(year)).unwrap();
        let library = Library::new(vec![one(3), one(4)]);
        let lines: Vec<NodeId> = library
            .documents()
            .iter()
            .flat_map(|document| library.budget_lines(document.root))
            .collect();
        assert_eq!(over_years(&library, &lines, Lang::Ja), "（2年度分の和）");
        assert_eq!(over_years(&library, &lines[..1], Lang::Ja), "");
        let same = Library::new(vec![one(3), one(3)]);
        assert_eq!(over_years(&same, &lines, Lang::Ja), "");
    }
}
