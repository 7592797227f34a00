//! Fiscal years as they are heard.

use crate::japanese::western_year;
use crate::lang::Lang;
use crate::model::Meta;

/// How the two years of a document are called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Years {
    /// The year of the requests: `令和2年度`, `fiscal 2020`.
    pub request: String,
    /// What the sums are of: `令和2年度の要求`, or of review sheets `2022年度の執行額`.
    pub subject: String,
    /// The year that they are compared with: `元年度`, `fiscal 2019`.
    pub base: String,
    /// One sentence with the western years, where both can be known.
    pub western: Option<String>,
}

impl Years {
    /// The years as the document prints them; in English the western ones where they are known.
    #[must_use]
    pub fn of(meta: &Meta, lang: Lang) -> Self {
        let request = meta.fiscal_year.as_deref();
        let base = meta.base_year.as_deref();
        let western_request = request.and_then(|year| western_year(year, None));
        let western_base = base.and_then(|year| western_year(year, request));
        let figure = meta.figure.as_ref();
        match lang {
            Lang::Ja => {
                let year = request.unwrap_or("この年度");
                let of = figure.map(|figure| format!("{year}の{}", figure.ja));
                Self {
                    subject: of.clone().unwrap_or_else(|| format!("{year}の要求")),
                    request: of.unwrap_or_else(|| year.to_owned()),
                    base: base.unwrap_or("前年度").to_owned(),
                    western: request
                        .zip(western_request)
                        .filter(|_| figure.is_none())
                        .map(|(name, year)| western_ja(name, year, base.zip(western_base))),
                }
            }
            Lang::En => {
                let year = year_en(request, western_request, "this fiscal year");
                let of = figure.map_or_else(|| year.clone(), |f| format!("{year} {}", f.en));
                Self {
                    subject: of.clone(),
                    request: of,
                    base: year_en(base, western_base, "the year before"),
                    western: None,
                }
            }
        }
    }
}

fn western_ja(name: &str, year: u32, base: Option<(&str, u32)>) -> String {
    match base {
        Some((base, base_year)) => {
            format!("{name}は西暦{year}年度、{base}は西暦{base_year}年度です。")
        }
        None => format!("{name}は西暦{year}年度です。"),
    }
}

fn year_en(printed: Option<&str>, western: Option<u32>, unknown: &str) -> String {
    match (western, printed) {
        (Some(year), _) => format!("fiscal {year}"),
        (None, Some(printed)) => printed.to_owned(),
        (None, None) => unknown.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_name_the_years() {
        let meta = Meta {
            fiscal_year: Some("令和2年度".into()),
            base_year: Some("元年度".into()),
            ..Meta::default()
        };
        let ja = Years::of(&meta, Lang::Ja);
        assert_eq!(
            (ja.request.as_str(), ja.base.as_str()),
            ("令和2年度", "元年度")
        );
        assert_eq!(
            ja.western.unwrap(),
            "令和2年度は西暦2020年度、元年度は西暦2019年度です。"
        );
        assert_eq!(Years::of(&meta, Lang::En).base, "fiscal 2019");
        assert_eq!(Years::of(&Meta::default(), Lang::Ja).base, "前年度");
    }
}
