#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use super::read;
use crate::source::block::{Block, Grid, Line};

fn lines(text: &str) -> Vec<Line> {
    let blocks = read(text).blocks;
    blocks
        .into_iter()
        .filter_map(|b| {
            if let Block::Line(l) = b {
                Some(l)
            } else {
                None
            }
        })
        .collect()
}

fn grids(text: &str) -> Vec<Grid> {
    let blocks = read(text).blocks;
    blocks
        .into_iter()
        .filter_map(|b| {
            if let Block::Grid(g) = b {
                Some(g)
            } else {
                None
            }
        })
        .collect()
}

#[test]
fn headings_items_and_breaks_become_lines_with_their_place() {
    let page = "<title>架空庁</title>\n<h2>港の<i>整備</i></h2>\n<ul><li><b>灯台</b>：3億円<br>毎年&#65288;続く&#65289;\n<li>桟橋</ul><p><b>施策一</b></p>";
    let source = read(page);
    assert_eq!(source.title.as_deref(), Some("架空庁"));
    let seen: Vec<_> = lines(page)
        .into_iter()
        .map(|l| (l.number, l.text, l.hint.level, l.hint.item, l.hint.bold))
        .collect();
    assert_eq!(
        seen,
        [
            (2, "港の整備".to_owned(), Some(2), false, false),
            (3, "灯台：3億円".to_owned(), None, true, false),
            (3, "毎年（続く）".to_owned(), None, false, false),
            (4, "桟橋".to_owned(), None, true, false),
            (4, "施策一".to_owned(), None, false, true),
        ]
    );
}

#[test]
fn menus_scripts_and_page_feet_are_no_part_of_the_paper() {
    let page = "<nav><ul><li>予算 9億円</ul></nav><script>var a='<p>8億円</p>';</script><style>p{}</style>\
                <p>本文</p><footer>7億円</footer><ruby>港<rt>みなと</rt></ruby>";
    let texts: Vec<_> = lines(page).into_iter().map(|l| l.text).collect();
    assert_eq!(texts, ["本文", "港"]);
}

#[test]
fn spans_are_spread_and_the_copies_marked() {
    let page = "<table><caption>港（単位：千円）</caption><tr><th rowspan=2>課<th colspan=2>額</tr>\
                <tr><td>要求<td>前年</tr><tr><td>港湾課<td>12<td>10</table>";
    let grid = grids(page).remove(0);
    assert_eq!(grid.caption, "港（単位：千円）");
    let row = |n: usize| -> Vec<(String, bool)> {
        grid.rows
            .get(n)
            .unwrap()
            .iter()
            .map(|c| (c.text.clone(), c.copied))
            .collect()
    };
    assert_eq!(
        row(0),
        [
            ("課".into(), false),
            ("額".into(), false),
            ("額".into(), true)
        ]
    );
    assert_eq!(
        row(1),
        [
            ("課".into(), true),
            ("要求".into(), false),
            ("前年".into(), false)
        ]
    );
    assert_eq!(
        row(2),
        [
            ("港湾課".into(), false),
            ("12".into(), false),
            ("10".into(), false)
        ]
    );
}

#[test]
fn a_table_that_lays_out_the_page_becomes_lines() {
    let page = "<table><tr><td>前書き<td><table><tr><td>橋<td>3</table>後書き</table>";
    assert_eq!(grids(page).len(), 1);
    let texts: Vec<_> = lines(page).into_iter().map(|l| l.text).collect();
    assert_eq!(texts, ["前書き", "後書き"]);
}

#[test]
fn a_page_without_end_and_a_page_of_open_tags_are_read() {
    assert_eq!(lines("<ul><li>橋 3億円<li>港 2億").len(), 2);
    assert_eq!(grids("<table><tr><td>橋<td>3").len(), 1);
    assert_eq!(lines(&format!("{}港", "<div><b>".repeat(200_000))).len(), 1);
    let wide = format!(
        "<table><tr>{}</table>",
        "<td rowspan=99999 colspan=99999>1".repeat(50)
    );
    assert!(
        grids(&wide)
            .iter()
            .all(|g| g.rows.iter().all(|r| r.len() <= 256))
    );
    assert!(!read("<p>港</p><script>var a = 1;").notices.is_empty());
}

#[test]
fn words_set_off_by_colour_are_set_apart() {
    let page = "<p>架空灯台の窓口<span class=n>新規</span>22</p><p><span>拡充</span>架空<span>桟橋</span></p><p>（<em>新規</em>）架空橋</p>";
    let texts: Vec<_> = lines(page).into_iter().map(|l| l.text).collect();
    assert_eq!(
        texts,
        [
            "架空灯台の窓口\u{3000}新規\u{3000}22",
            "拡充\u{3000}架空桟橋",
            "（新規）架空橋"
        ]
    );
}

#[test]
fn what_a_page_hides_is_not_read_and_ends_where_it_ends() {
    let texts = |page: &str| -> Vec<String> { lines(page).into_iter().map(|l| l.text).collect() };
    let hidden = "<div hidden><table><tr><td>架空旧案<td>9億円</table></div><p>架空灯台</p>";
    assert_eq!(texts(hidden), ["架空灯台"]);
    assert_eq!(grids(hidden).len(), 0);
    let style = "<p>港<span style='color: red; display : NONE !important'>架空旧案</span></p><p style='display:block'>橋";
    assert_eq!(texts(style), ["港", "橋"]);
    let list = "<ul><li>灯台<li hidden>架空旧案<ul><li>内訳</ul><li>桟橋</ul><dl><dt>橋<dd hidden>旧</dl><p hidden>旧<p>船";
    assert_eq!(texts(list), ["灯台", "桟橋", "橋", "船"]);
    assert_eq!(
        texts("<ul><li hidden>架空旧案</ul><p>港<br hidden>橋"),
        ["港", "橋"]
    );
    let rows = "<table><tr><td>灯台<td>3<tr hidden><td>架空旧案<td>9<tr><td>桟橋<td>4<tr><td hidden>旧<td>橋<td>5</table>";
    let rows: Vec<Vec<String>> = grids(rows)
        .remove(0)
        .rows
        .into_iter()
        .map(|row| row.into_iter().map(|cell| cell.text).collect())
        .collect();
    assert_eq!(rows, [["灯台", "3"], ["桟橋", "4"], ["橋", "5"]]);
}
