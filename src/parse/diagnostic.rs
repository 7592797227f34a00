//! Findings about a document: each code with its severity and its sentence in one place.

use super::line::Line;
use crate::model::{Diagnostic, Severity};

/// Gathers findings while a document is read.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    found: Vec<Diagnostic>,
}

impl Findings {
    /// The findings by line.
    #[must_use]
    pub fn into_sorted(mut self) -> Vec<Diagnostic> {
        self.found
            .sort_by(|a, b| (a.line, a.code).cmp(&(b.line, b.code)));
        self.found
    }

    fn add(&mut self, severity: Severity, code: &'static str, line: u32, message: String) {
        self.found.push(Diagnostic {
            severity,
            code,
            line,
            page: None,
            message,
        });
    }

    /// There is no contents page: titles come from the body and pages are unknown.
    pub fn no_contents(&mut self) {
        let message = "目次がないため、本文だけから章とテーマを組み立てました".to_owned();
        self.add(Severity::Warning, "no-contents", 1, message);
    }

    /// The contents page lists chapters out of order (it was set in columns).
    pub fn contents_out_of_order(&mut self, line: u32, number: u32) {
        let message =
            format!("目次の第{number}章が番号順に並んでいません（段組みとして読みました）");
        self.add(Severity::Info, "contents-out-of-order", line, message);
    }

    /// A bullet of the contents page has no page number.
    pub fn theme_without_page(&mut self, line: u32, title: &str) {
        let message = format!("目次の「{title}」にページ番号がありません");
        self.add(Severity::Warning, "theme-without-page", line, message);
    }

    /// The body heads a chapter otherwise than the contents page.
    pub fn chapter_title_differs(&mut self, line: &Line, listed: &str, body: &str) {
        let message = format!("章名が目次の「{listed}」と異なり、本文では「{body}」です");
        self.add(
            Severity::Warning,
            "chapter-title-differs",
            line.number,
            message,
        );
    }

    /// The body words a theme otherwise than the contents page.
    pub fn theme_title_differs(&mut self, line: &Line, listed: &str, body: &str) {
        let message = format!("テーマ名が目次の「{listed}」と異なり、本文では「{body}」です");
        self.add(Severity::Info, "theme-title-differs", line.number, message);
    }

    /// The body has a chapter that the contents page lacks.
    pub fn unlisted_chapter(&mut self, line: &Line, number: u32) {
        let message = format!("第{number}章が目次にありません");
        self.add(Severity::Warning, "unlisted-chapter", line.number, message);
    }

    /// The body has a theme line unlike any of the contents page.
    pub fn unlisted_theme(&mut self, line: &Line) {
        let message = format!("「{}」に当たるテーマが目次に見当たりません", line.words);
        self.add(Severity::Warning, "unlisted-theme", line.number, message);
    }

    /// The contents page names something that the body never comes to.
    pub fn missing_in_body(&mut self, line: u32, what: &str) {
        let message = format!("目次の「{what}」が本文に見当たりません");
        self.add(Severity::Warning, "missing-in-body", line, message);
    }

    /// A measure stands on a page without theme line.
    pub fn measure_without_theme(&mut self, line: &Line) {
        let message = format!("「{}」の前にテーマの行がありません", line.words);
        self.add(
            Severity::Warning,
            "measure-without-theme",
            line.number,
            message,
        );
    }

    /// Money or a lettered heading stands before any measure.
    pub fn supplied_measure(&mut self, line: u32) {
        let message = "施策の見出しの前にあるため、テーマ名の施策を補いました".to_owned();
        self.add(Severity::Warning, "supplied-measure", line, message);
    }

    /// Two measures of a theme have the same label.
    pub fn repeated_label(&mut self, line: &Line, number: u32) {
        let message = format!("({number}) の番号が同じテーマの別の施策にもあります");
        self.add(Severity::Info, "repeated-label", line.number, message);
    }

    /// A budget mark behind which no figures could be read; `seen` is what looks like some.
    pub fn unread_budget(&mut self, line: u32, seen: Option<&str>) {
        let form = "「名称 1.0億円（元年度 0.5億円）」の形にしてください";
        let message = match seen {
            Some(seen) => format!("「{seen}」のある【予算】の金額が読み取れません（{form}）"),
            None => format!("【予算】の後に金額が読み取れません（{form}）"),
        };
        self.add(Severity::Error, "unread-budget", line, message);
    }

    /// A line behind a budget entry that looks like one more and could not be read.
    pub fn unread_amount(&mut self, line: &Line, seen: &str) {
        let message = format!(
            "予算の行の続きのようですが、「{seen}」のある金額を読み取れず、合計に入れていません（「名称 1.0億円（元年度 0.5億円）」の形にしてください）"
        );
        self.add(Severity::Error, "unread-amount", line.number, message);
    }

    /// A word that is nearly a budget mark: what follows it is not read.
    pub fn unread_mark(&mut self, line: &Line, seen: &str) {
        let message = format!(
            "「{seen}」は行頭の【予算】の誤りのようです。この行は合計に入れていません（【予算】なら行頭に直してください）"
        );
        self.add(Severity::Warning, "unread-mark", line.number, message);
    }

    /// A budget mark before the first chapter.
    pub fn outside_chapter(&mut self, line: &Line) {
        let message = "【予算】が最初の章より前にあります".to_owned();
        self.add(Severity::Error, "outside-chapter", line.number, message);
    }

    /// An amount in running text, a caption or a table: kept as text, never counted.
    pub fn amount_in_text(&mut self, line: &Line) {
        let message = "予算の行ではない金額です（本文として残し、数えません）".to_owned();
        self.add(Severity::Info, "amount-in-text", line.number, message);
    }

    /// A printed amount of which a part is not understood, or that no sum can hold: kept as
    /// text, never counted.
    pub fn unread_text_amount(&mut self, line: &Line) {
        let message =
            "読み取れない金額です（本文として残し、数えません。「2億1,130万円」「1,234.5億円」の形にしてください）".to_owned();
        self.add(
            Severity::Warning,
            "unread-text-amount",
            line.number,
            message,
        );
    }

    /// A relisted line whose original has a slightly different name.
    pub fn relisted_name_differs(&mut self, line: u32, original: &str) {
        let message = format!("再掲元の名称は「{original}」です（金額と名称の類似で判断しました）");
        self.add(Severity::Info, "relisted-name-differs", line, message);
    }

    /// So many relisted lines of other wording were not compared with every name.
    pub fn relisted_not_compared(&mut self, line: u32, count: usize) {
        let message = format!(
            "再掲が多いため、この行から先の{count}行は同じ名の事業とだけ照合しました（再掲元を確かめてください）"
        );
        self.add(Severity::Warning, "relisted-not-compared", line, message);
    }

    /// A relisted line without an original.
    pub fn relisted_without_original(&mut self, line: u32, name: &str) {
        let message = format!("再掲「{name}」の元の行が見当たりません");
        self.add(
            Severity::Warning,
            "relisted-without-original",
            line,
            message,
        );
    }
}
