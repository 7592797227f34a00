//! Years of Japanese eras as western years.

/// Japanese eras with the western year of their first year.
const ERAS: [(&str, u32); 5] = [
    ("明治", 1868),
    ("大正", 1912),
    ("昭和", 1926),
    ("平成", 1989),
    ("令和", 2019),
];

/// The western year of `令和2年度`, `平成31年度`, `2020年度`, or, with the year that it stands
/// beside, of `元年度`: the same era, or the one before where its number is the larger.
#[must_use]
pub fn western_year(year: &str, beside: Option<&str>) -> Option<u32> {
    if let Some((era, number)) = era_and_number(year) {
        return Some(era + number - 1);
    }
    let number = number_of(year)?;
    if number > 1000 {
        return Some(number);
    }
    let (era, own) = era_and_number(beside?)?;
    let era = if number <= own {
        era
    } else {
        let at = ERAS.iter().position(|(_, start)| *start == era)?;
        ERAS.get(at.checked_sub(1)?)?.1
    };
    Some(era + number - 1)
}

fn era_and_number(year: &str) -> Option<(u32, u32)> {
    ERAS.iter().find_map(|(name, start)| {
        let number = number_of(year.strip_prefix(name)?)?;
        (1..1000).contains(&number).then_some((*start, number))
    })
}

fn number_of(year: &str) -> Option<u32> {
    let number = year.trim_end_matches("年度").trim_end_matches('年');
    if number == "元" {
        Some(1)
    } else {
        number.parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eras_are_counted() {
        for (year, beside, western) in [
            ("令和2年度", None, Some(2020)),
            ("元年度", Some("令和2年度"), Some(2019)),
            ("30年度", Some("令和元年度"), Some(2018)),
            ("平成31年度", None, Some(2019)),
            ("2024年度", None, Some(2024)),
            ("元年度", None, None),
            ("昔", None, None),
        ] {
            assert_eq!(western_year(year, beside), western, "{year}");
        }
    }
}
