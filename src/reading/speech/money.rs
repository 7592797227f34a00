//! Amounts and changes in words.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::lang::Lang;
use crate::ledger::{Change, Direction};
use crate::model::yen;
use crate::model::{Base, Part, Request};
use crate::names;
use crate::text::grouped;

/// An amount of `oku` 億円 in full units: `15億3千万円`, `16兆8,000億円`, `4千万円`; in English
/// `1.53 billion yen`; a cut says so: `マイナス2,500万円`, `minus 25 million yen`.
#[must_use]
pub fn amount_words(oku: Decimal, lang: Lang) -> String {
    let size = size_words(oku, lang);
    if oku < Decimal::ZERO {
        format!("{}{size}", pair(lang, "マイナス", "minus "))
    } else {
        size
    }
}

/// The same without a sign: changes say it in words.
fn size_words(oku: Decimal, lang: Lang) -> String {
    let oku = oku.abs();
    let yen = oku
        .checked_mul(Decimal::from(yen::OKU.yen))
        .map(|yen| yen.normalize())
        .filter(|yen| yen.scale() == 0)
        .and_then(|yen| yen.to_u128());
    match (lang, yen) {
        (Lang::Ja, Some(0)) if oku.scale() > 0 => format!("{oku}億円"),
        (Lang::Ja, Some(yen)) => yen_ja(yen),
        (Lang::Ja, None) => format!("{}億円", grouped(oku)),
        (Lang::En, Some(yen)) => yen_en(yen),
        (Lang::En, None) => format!("{} hundred million yen", grouped(oku)),
    }
}

fn yen_ja(yen: u128) -> String {
    let man_yen = u128::from(yen::MAN.yen);
    let mut out = String::new();
    let mut add = |count: u128, unit: &str| {
        if count > 0 {
            out.push_str(&group(count));
            out.push_str(unit);
        }
    };
    add(yen / (man_yen * man_yen * man_yen), "兆");
    add(yen / (man_yen * man_yen) % man_yen, "億");
    let man = yen / man_yen % man_yen;
    if man.is_multiple_of(1000) {
        add(man / 1000, "千万");
    } else {
        add(man, "万");
    }
    add(yen % man_yen, "");
    if out.is_empty() {
        out.push('0');
    }
    out.push('円');
    out
}

fn yen_en(yen: u128) -> String {
    const UNITS: [(i64, &str); 3] = [
        (1_000_000_000_000, "trillion"),
        (1_000_000_000, "billion"),
        (1_000_000, "million"),
    ];
    let exact = i128::try_from(yen)
        .ok()
        .and_then(|yen| Decimal::try_from_i128_with_scale(yen, 0).ok());
    if let Some(exact) = exact {
        for (worth, name) in UNITS {
            let worth = Decimal::from(worth);
            if exact >= worth {
                return format!("{} {name} yen", grouped((exact / worth).normalize()));
            }
        }
    }
    format!("{} yen", group(yen))
}

fn group(count: u128) -> String {
    i128::try_from(count)
        .ok()
        .and_then(|count| Decimal::try_from_i128_with_scale(count, 0).ok())
        .map_or_else(|| count.to_string(), grouped)
}

/// A request in words, without its year: `15億3千万円`, `78億5千万円の内数`, `事項要求`.
#[must_use]
pub fn request_words(request: &Request, lang: Lang) -> String {
    match request {
        Request::Amount(amount) => amount_words(amount.oku, lang),
        Request::Within(amount) => within_words(amount.oku, lang),
        Request::Unspecified => match lang {
            Lang::Ja => "事項要求、金額の記載なし".to_owned(),
            Lang::En => "requested without an amount".to_owned(),
        },
        Request::Parts(parts) => parts_words(parts, lang),
    }
}

/// The base year's figure in words, `base_year` first; none where nothing is printed.
#[must_use]
pub fn base_words(base: &Base, base_year: &str, lang: Lang) -> Option<String> {
    let figure = match base {
        Base::Amount(amount) => amount_words(amount.oku, lang),
        Base::Within(amount) => within_words(amount.oku, lang),
        Base::Parts(parts) => parts_words(parts, lang),
        Base::New => return Some(names::NEW.get(lang).to_owned()),
        Base::None => return None,
    };
    Some(match lang {
        Lang::Ja => format!("{base_year}は{figure}"),
        Lang::En => format!("{base_year}, {figure}"),
    })
}

/// Labelled parts in words: `産業投資450億円、政府保証270億円`.
#[must_use]
pub fn parts_words(parts: &[Part], lang: Lang) -> String {
    let words: Vec<String> = parts
        .iter()
        .map(|part| {
            let label = super::clean(&part.label);
            let amount = amount_words(part.amount.oku, lang);
            match lang {
                Lang::Ja => format!("{label}{amount}"),
                Lang::En => format!("{label} {amount}"),
            }
        })
        .collect();
    words.join(pair(lang, "、", ", "))
}

fn within_words(oku: Decimal, lang: Lang) -> String {
    let amount = amount_words(oku, lang);
    match lang {
        Lang::Ja => format!("{amount}の内数"),
        Lang::En => format!("within a sum of {amount}"),
    }
}

/// A change in words, amount and rate: `元年度より2億9千万円増、58.8パーセント増`. A change
/// that rounding alone could have made says so.
#[must_use]
pub fn change_words(change: &Change, base_year: &str, lang: Lang) -> String {
    let way = names::direction(change.direction()).get(lang);
    if change.direction() == Direction::Unchanged {
        return match lang {
            Lang::Ja => format!("{base_year}から{way}"),
            Lang::En => format!("{way} from {base_year}"),
        };
    }
    let amount = size_words(change.oku, lang);
    let words = match lang {
        Lang::Ja => format!("{base_year}より{amount}{way}"),
        Lang::En => format!("{way} {amount} from {base_year}"),
    };
    words + &rate_words(change, way, lang)
}

/// The rate of a change that goes that way, and whether rounding alone could make it.
fn rate_words(change: &Change, way: &str, lang: Lang) -> String {
    let mut out = String::new();
    if let Some(percent) = change.percent {
        let rate = grouped(percent.abs());
        out.push_str(&match lang {
            Lang::Ja => format!("、{rate}パーセント{way}"),
            Lang::En => format!(", {way} {rate} percent"),
        });
    }
    if change.is_within_rounding() {
        out.push_str(pair(
            lang,
            "、ただし四捨五入の範囲内",
            ", but within rounding",
        ));
    }
    out
}

/// The same without the year, for a list in which it has been said: `2億9千万円増、58.8パーセント増`.
#[must_use]
pub fn change_with_rate(change: &Change, lang: Lang) -> String {
    let words = change_alone(change, lang);
    if change.direction() == Direction::Unchanged {
        return words;
    }
    let way = names::direction(change.direction()).get(lang);
    words + &rate_words(change, way, lang)
}

/// A change in one short word for a row: `15億2千万円減`, `増減なし`, `1千万円増、四捨五入の範囲内`.
#[must_use]
pub fn change_short(change: &Change, lang: Lang) -> String {
    let mut words = change_alone(change, lang);
    if change.direction() != Direction::Unchanged && change.is_within_rounding() {
        words.push_str(pair(lang, "、四捨五入の範囲内", ", within rounding"));
    }
    words
}

fn change_alone(change: &Change, lang: Lang) -> String {
    let way = names::direction(change.direction()).get(lang);
    let amount = size_words(change.oku, lang);
    match (change.direction(), lang) {
        (Direction::Unchanged, _) => way.to_owned(),
        (_, Lang::Ja) => format!("{amount}{way}"),
        (_, Lang::En) => format!("{way} {amount}"),
    }
}

/// What the change may truly be: `2億8千万円増から3億円増のあいだ`; none where nobody rounded.
#[must_use]
pub fn interval_words(change: &Change, lang: Lang) -> Option<String> {
    if change.low == change.high {
        return None;
    }
    let end = |oku: Decimal| {
        let amount = size_words(oku, lang);
        if oku.is_zero() {
            return names::direction(Direction::Unchanged).get(lang).to_owned();
        }
        match (lang, oku.is_sign_negative()) {
            (Lang::Ja, true) => format!("{amount}減"),
            (Lang::Ja, false) => format!("{amount}増"),
            (Lang::En, true) => format!("down {amount}"),
            (Lang::En, false) => format!("up {amount}"),
        }
    };
    let (low, high) = (end(change.low), end(change.high));
    Some(match lang {
        Lang::Ja => format!("丸める前の増減は、{low}から{high}のあいだ。"),
        Lang::En => format!("Before rounding it is between {low} and {high}."),
    })
}

const fn pair(lang: Lang, ja: &'static str, en: &'static str) -> &'static str {
    crate::lang::Text::new(ja, en).get(lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dec(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn amounts_are_heard_in_full_units() {
        for (oku, ja, en) in [
            ("15.3", "15億3千万円", "1.53 billion yen"),
            ("0.4", "4千万円", "40 million yen"),
            ("0.1", "1千万円", "10 million yen"),
            ("0.05", "500万円", "5 million yen"),
            ("0.125", "1,250万円", "12.5 million yen"),
            ("20.0", "20億円", "2 billion yen"),
            ("1680.9", "1,680億9千万円", "168.09 billion yen"),
            ("168000", "16兆8,000億円", "16.8 trillion yen"),
            ("10000", "1兆円", "1 trillion yen"),
            ("10000.5", "1兆5千万円", "1.00005 trillion yen"),
            ("0.00001234", "1,234円", "1,234 yen"),
            ("0", "0円", "0 yen"),
            ("0.0", "0.0億円", "0 yen"),
            ("-3.0", "マイナス3億円", "minus 300 million yen"),
            (
                "0.000000001",
                "0.000000001億円",
                "0.000000001 hundred million yen",
            ),
        ] {
            assert_eq!(amount_words(dec(oku), Lang::Ja), ja, "{oku}");
            assert_eq!(amount_words(dec(oku), Lang::En), en, "{oku}");
        }
    }

    #[test]
    fn changes_are_words_amount_and_rate() {
        for (request, base, slack, ja) in [
            (
                "8.0",
                "5.1",
                "0.1",
                "元年度より2億9千万円増、56.9パーセント増",
            ),
            (
                "3.2",
                "18.4",
                "0.1",
                "元年度より15億2千万円減、82.6パーセント減",
            ),
            ("0.5", "0.5", "0.1", "元年度から増減なし"),
            ("0.4", "0.0", "0.1", "元年度より4千万円増"),
            (
                "0.5",
                "0.6",
                "0.1",
                "元年度より1千万円減、16.7パーセント減、ただし四捨五入の範囲内",
            ),
        ] {
            let change = Change::between(dec(request), dec(base), dec(slack));
            assert_eq!(change_words(&change, "元年度", Lang::Ja), ja);
        }
        let change = Change::between(dec("3.2"), dec("18.4"), dec("0.1"));
        assert_eq!(
            change_words(&change, "fiscal 2019", Lang::En),
            "down 1.52 billion yen from fiscal 2019, down 82.6 percent"
        );
        assert_eq!(
            interval_words(&change, Lang::Ja).unwrap(),
            "丸める前の増減は、15億3千万円減から15億1千万円減のあいだ。"
        );
        let exact = Change::between(dec("3.2"), dec("18.4"), dec("0"));
        assert_eq!(interval_words(&exact, Lang::Ja), None);
    }

    #[test]
    fn what_is_no_plain_amount_is_named() {
        let amount = crate::model::Amount::from_oku(dec("78.5"));
        let words = |request: &Request| request_words(request, Lang::Ja);
        assert_eq!(words(&Request::Within(amount)), "78億5千万円の内数");
        assert_eq!(words(&Request::Unspecified), "事項要求、金額の記載なし");
        let part = |label: &str, oku| Part {
            label: label.to_owned(),
            amount: crate::model::Amount::from_oku(dec(oku)),
        };
        let parts = vec![part("産業投資", "450"), part("政府保証", "270")];
        assert_eq!(
            words(&Request::Parts(parts)),
            "産業投資450億円、政府保証270億円"
        );
        assert_eq!(
            base_words(&Base::Within(amount), "元年度", Lang::Ja).unwrap(),
            "元年度は78億5千万円の内数"
        );
    }
}
