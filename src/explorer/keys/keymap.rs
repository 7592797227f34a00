//! The one key table: context × key → command × description.
//!
//! The dispatcher, the help screen, the palette and the README's table all read it.

use crate::explorer::keys::command::Command::{self, *};
use crate::explorer::keys::key::{Code, Key};
use crate::explorer::settings::ThemeName;
use crate::lang::Text;
use crate::review::Column;

/// Where a key means something. A key is looked up in the innermost context first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Context {
    /// Tree, panel and table.
    Main,
    /// A list without a field: filter, marks, why.
    List,
    /// The list of marks, before [`Context::List`].
    Marks,
    /// The list of findings, before [`Context::List`].
    Findings,
    /// A list with a field above it: search, palette, help, note.
    Field,
    /// After `y`: what to copy.
    Copying,
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// Where the keys hold.
    pub context: Context,
    /// What they do.
    pub command: Command,
    /// The keys, the one to be shown first; none for what only the palette offers.
    pub keys: &'static [Key],
    /// The command's word in the palette.
    pub word: &'static str,
    /// What it does; keys in it are named as `{word}`, for [`Keymap::filled`].
    pub text: Text,
}

const fn bind(
    context: Context,
    command: Command,
    keys: &'static [Key],
    word: &'static str,
    ja: &'static str,
    en: &'static str,
) -> Binding {
    Binding {
        context,
        command,
        keys,
        word,
        text: Text::new(ja, en),
    }
}

const fn c(c: char) -> Key {
    Key::char(c)
}

const fn p(code: Code) -> Key {
    Key::plain(code)
}

const fn ctrl(c: char) -> Key {
    Key::ctrl(c)
}

use Context::{Copying, Field, Findings as FindingList, List, Main, Marks as MarkList};

/// Every key of the explorer, in the order of the help screen.
#[rustfmt::skip]
pub const TABLE: &[Binding] = &[
    bind(Main, Down, &[c('j'), p(Code::Down)], "down", "次の行へ", "next row"),
    bind(Main, Up, &[c('k'), p(Code::Up)], "up", "前の行へ", "previous row"),
    bind(Main, HalfDown, &[ctrl('d')], "half-down", "半ページ下へ", "half a page down"),
    bind(Main, HalfUp, &[ctrl('u')], "half-up", "半ページ上へ", "half a page up"),
    bind(Main, PageDown, &[p(Code::PageDown), ctrl('f')], "page-down", "1ページ下へ", "a page down"),
    bind(Main, PageUp, &[p(Code::PageUp), ctrl('b')], "page-up", "1ページ上へ", "a page up"),
    bind(Main, First, &[c('g'), p(Code::Home)], "first", "最初の行へ", "to the first row"),
    bind(Main, Last, &[c('G'), p(Code::End)], "last", "最後の行へ", "to the last row"),
    bind(Main, NextSibling, &[c('J')], "next-sibling", "次の兄弟(同じ階層)へ", "next sibling"),
    bind(Main, PreviousSibling, &[c('K')], "previous-sibling", "前の兄弟(同じ階層)へ", "previous sibling"),
    bind(Main, In, &[c('l'), p(Code::Right)], "in", "開く・中へ入る", "open, or step in"),
    bind(Main, Enter, &[p(Code::Enter)], "enter", "開く・中へ入る(末端では本文へ)", "open, or step in; on a leaf, its text"),
    bind(Main, Out, &[c('h'), p(Code::Left)], "out", "閉じる・親へ戻る", "close, or step to the parent"),
    bind(Main, Toggle, &[c(' ')], "toggle", "開閉を切り替える", "open or close"),
    bind(Main, Level(1), &[c('1')], "level-1", "柱まで表示", "show pillars"),
    bind(Main, Level(2), &[c('2')], "level-2", "章まで表示", "show down to chapters"),
    bind(Main, Level(3), &[c('3')], "level-3", "テーマまで表示", "show down to themes"),
    bind(Main, Level(4), &[c('4')], "level-4", "施策まで表示", "show down to measures"),
    bind(Main, Level(5), &[c('5')], "level-5", "小施策まで表示", "show down to sub-measures"),
    bind(Main, Level(6), &[c('6')], "level-6", "予算事業まで表示", "show down to budget lines"),
    bind(Main, OpenBelow, &[c('E')], "open-below", "下をすべて開く", "open everything below"),
    bind(Main, CloseBelow, &[c('C')], "close-below", "下をすべて閉じる", "close everything below"),
    bind(Main, Search, &[c('/')], "search", "検索(入力しながら結果を表示)", "live search"),
    bind(Main, NextHit, &[c('n')], "next-hit", "次の検索結果へ", "next hit"),
    bind(Main, PreviousHit, &[c('N')], "previous-hit", "前の検索結果へ", "previous hit"),
    bind(Main, OtherPane, &[p(Code::Tab), p(Code::BackTab)], "pane", "もう一方の面へ移る", "other pane"),
    bind(Main, TogglePanel, &[c('p')], "panel", "側面の表示を切り替える", "side panel on or off"),
    bind(Main, ToggleMap, &[c('.')], "map", "地図(幅は要求額、色は増減)を帯→全画面→なしと切り替える", "map (width: request, colour: change): strip, whole screen, none"),
    bind(Main, MapHere, &[c('z')], "map-here", "地図を選んだ所へ・全体へ", "map of the selected node, or of everything"),
    bind(Main, Sort, &[c('s')], "sort", "並べ替え(文書順→要求額→増減→増減率→名前)", "sort by document, request, change, percent, name"),
    bind(Main, Turn, &[c('S')], "turn", "並びを逆にする(小さい順)", "turn the order round: smallest first"),
    bind(Main, Filter, &[c('f')], "filter", "絞り込み(新規・増・減・事項要求・内数・再掲・財投)", "filter"),
    bind(Main, OnlyHits, &[c('&')], "only-hits", "最後の検索に当たる行だけにする・戻す(木と一覧表)", "only the lines that the last search is about, or all again"),
    bind(Main, TakeOut, &[c('-')], "take-out", "選んだ所を合計から除く・戻す(地方交付税を除く、など)", "take the selected node out of all sums, or put it back"),
    bind(Main, PutBack, &[], "put-back", "合計から除いた所をすべて戻す", "put back all that was taken out of the sums"),
    bind(Main, NextMatchRule, &[c('M')], "match", "検索の行に含める範囲を変える(名・施策の題→上の題・本文も→名のみ)", "where a search's words must stand: names and measures' titles, all above, names only"),
    bind(Main, Table, &[c('T')], "table", "予算事業の一覧表と木を切り替える", "flat table of budget lines, or the tree"),
    bind(Main, Follow, &[c('o')], "original", "再掲元へ・再掲先へ", "to the original, or to its relistings"),
    bind(Main, Elsewhere, &[c('O')], "elsewhere", "同じ事業が載っている所の一覧", "where else this programme is listed"),
    bind(Main, Compare, &[c('D')], "compare", "二つの文書の違いの一覧(--compare)、一つなら二つの年度", "what changed between two documents (--compare), or the two years of one"),
    bind(Main, Pair, &[c('=')], "pair", "二つを比べる(一つ目で押し、二つ目で押す)", "two nodes side by side: press on the first, then on the second"),
    bind(Main, LaterYear, &[c('>')], "year-later", "行政事業レビュー: 次の年度へ", "review sheets: the budget year after"),
    bind(Main, EarlierYear, &[c('<')], "year-earlier", "行政事業レビュー: 前の年度へ", "review sheets: the budget year before"),
    bind(Main, NextFigure, &[c('$')], "figure", "行政事業レビュー: 金額を変える(当初予算→補正予算→現額→執行額→執行率→翌年度要求額…)", "review sheets: next figure (initial, supplementary, total, executed, rate, next request ...)"),
    bind(Main, Figure(Column::Initial), &[], "figure-initial", "行政事業レビュー: 当初予算を見る", "review sheets: initial budget"),
    bind(Main, Figure(Column::Supplementary), &[], "figure-suppl", "行政事業レビュー: 補正予算を見る", "review sheets: supplementary budget"),
    bind(Main, Figure(Column::Total), &[], "figure-total", "行政事業レビュー: 歳出予算現額を見る", "review sheets: total to spend"),
    bind(Main, Figure(Column::Executed), &[], "figure-executed", "行政事業レビュー: 執行額と執行率を見る", "review sheets: what was executed, with the rate"),
    bind(Main, Figure(Column::Rate), &[], "figure-rate", "行政事業レビュー: 執行率を見る", "review sheets: rate of execution"),
    bind(Main, Figure(Column::NextRequest), &[], "figure-request", "行政事業レビュー: 翌年度要求額を見る", "review sheets: request for the year after"),
    bind(Main, NextArrangement, &[c('a')], "arrangement", "行政事業レビュー: 並べ方を変える(府省庁→政策→会計)", "review sheets: arrange by ministry, policy, account"),
    bind(Main, Became, &[c('t')], "became", "その後どうなったか(行政事業レビューのシートと結び付けて側面に示す)", "what became of it: granted, spent, still there (with review data open)"),
    bind(Main, Confirm, &[c('Y')], "link-right", "その後: 結び付けたシートは正しい・取り消す", "what became of it: the sheet is right, or take that back"),
    bind(Main, Reject, &[c('X')], "link-wrong", "その後: 結び付けたシートは違う・取り消す", "what became of it: the sheet is wrong, or take that back"),
    bind(Main, Back, &[c('['), ctrl('o')], "back", "前にいた所へ戻る", "back"),
    bind(Main, Forward, &[c(']')], "forward", "戻る前の所へ進む", "forward"),
    bind(Main, Mark, &[c('m')], "mark", "印を付ける・外す", "mark or unmark"),
    bind(Main, Marks, &[c('\'')], "marks", "印の一覧", "list the marks"),
    bind(Main, UndoMark, &[c('U')], "undo-mark", "印・覚え書きの変更を取り消す", "undo the last change of marks and notes"),
    bind(Main, Scale, &[c('L')], "scale", "棒の目盛を変える(線形→対数→親に占める割合)", "bar scale: linear, logarithmic, share of parent"),
    bind(Main, RowBars, &[c('b')], "bars", "行の棒を変える(桁→増減→要求額→なし)", "bars in the rows: digits, change, request, none"),
    bind(Main, Why, &[c('w')], "why", "この合計の内訳と、含めなかったもの", "why this total: the sum line by line"),
    bind(Main, Waterfall, &[c('W')], "waterfall", "増減の内訳(大きい順)を棒で示す", "the change step by step, largest first"),
    bind(Main, Counting, &[c('c')], "counting", "再掲を一度だけ数える・記載どおり数える", "count relisted money once, or as printed"),
    bind(Main, Unit, &[c('u')], "unit", "金額の単位を変える(億円→百万円→円)", "unit of amounts"),
    bind(Main, Language, &[], "language", "日本語と英語を切り替える", "switch between Japanese and English"),
    bind(Main, NextTheme, &[], "theme", "配色を変える", "next theme"),
    bind(Main, Theme(ThemeName::Auto), &[], "theme-auto", "配色: 端末の背景に合わせる", "theme: by the terminal's background"),
    bind(Main, Theme(ThemeName::Light), &[], "theme-light", "配色: 明るい背景", "theme: light"),
    bind(Main, Theme(ThemeName::Dark), &[], "theme-dark", "配色: 暗い背景", "theme: dark"),
    bind(Main, Theme(ThemeName::HighContrast), &[], "theme-contrast", "配色: 高コントラスト", "theme: high contrast"),
    bind(Main, Theme(ThemeName::ColourBlind), &[], "theme-colour-blind", "配色: 色覚の違いに配慮", "theme: safe for colour-blind eyes"),
    bind(Main, Theme(ThemeName::Sixteen), &[], "theme-16", "配色: 端末の16色", "theme: the terminal's 16 colours"),
    bind(Main, Mouse, &[], "mouse", "マウスを使う・使わない(使わないと端末の範囲選択ができる)", "mouse on or off (off leaves selecting to the terminal)"),
    bind(Main, Copy, &[c('y')], "copy", "写し取る(続けて {copy-text} 本文・{copy-address} 番地・{copy-amount} 金額・{copy-citation} 出典)", "copy: then {copy-text} text, {copy-address} address, {copy-amount} amount, {copy-citation} citation"),
    bind(Main, Edit, &[c('v')], "edit", "原文のその行をエディタで開く", "open the source at that line in the editor"),
    bind(Main, Findings, &[c('!')], "diagnostics", "診断: 読み取れない金額と、読み取りで気づいたこと", "diagnostics: money that could not be read, and what else was noticed"),
    bind(Main, Reread, &[c('R')], "reread", "文書を読み直す(場所・開き方・印はそのまま)", "read the document anew; place, open nodes and marks stay"),
    bind(Main, Export, &[c('x')], "export", "表示中の予算事業をファイルへ書き出す(csv・tsv・jsonl・json・xlsx・md)", "write the lines that are shown to a file (csv, tsv, jsonl, json, xlsx, md)"),
    bind(Main, Report, &[], "report", "印の報告書をMarkdownで書き出す", "write a report of the marks as Markdown"),
    bind(Main, Card, &[], "card", "選んだ所のカード(題・金額・出典)をSVGで書き出す", "write a card of the selected node (title, figure, source) as SVG"),
    bind(Main, ReadAloud, &[c('r')], "text", "読み上げモードへ移る(同じ場所で。戻るには 画面)", "reading mode at the same place (screen comes back)"),
    bind(Main, Palette, &[c(':'), ctrl('p')], "palette", "命令の一覧( {palette} に続けて 14.1.2・33頁・14章 でそこへ)", "command palette ({palette} then 14.1.2, p33 or ch14 goes there)"),
    bind(Main, Help, &[c('?'), p(Code::F(1))], "help", "キーの一覧", "all keys"),
    bind(Main, Escape, &[p(Code::Esc)], "escape", "一つ前の状態へ戻る(終了はしない)", "one step back, never quits"),
    bind(Main, Suspend, &[ctrl('z')], "suspend", "一時停止してシェルへ", "suspend to the shell"),
    bind(Main, Redraw, &[ctrl('l')], "redraw", "画面を描き直す", "redraw"),
    bind(Main, Quit, &[c('q'), ctrl('c')], "quit", "終了", "quit"),

    bind(Copying, CopyText, &[c('y'), c('t')], "copy-text", "本文を写し取る", "copy the text"),
    bind(Copying, CopyAddress, &[c('a')], "copy-address", "番地を写し取る", "copy the address"),
    bind(Copying, CopyAmount, &[c('p')], "copy-amount", "金額を写し取る", "copy the amount"),
    bind(Copying, CopyCitation, &[c('c')], "copy-citation", "出典を写し取る", "copy the citation"),
    bind(Copying, Escape, &[p(Code::Esc)], "copy-cancel", "やめる", "cancel"),
    bind(Copying, Quit, &[ctrl('c')], "copy-quit", "終了", "quit"),

    bind(MarkList, Note, &[c('e')], "mark-note", "覚え書きを書く", "write a note"),
    bind(MarkList, DeleteMark, &[c('d'), p(Code::Delete)], "mark-delete", "印を外す", "delete the mark"),
    bind(MarkList, UndoMark, &[c('u'), c('U')], "mark-undo", "印・覚え書きの変更を取り消す", "undo the last change of marks and notes"),
    bind(MarkList, Report, &[c('r')], "mark-report", "印の報告書をMarkdownで書き出す", "write a report of the marks as Markdown"),

    bind(FindingList, Edit, &[c('v')], "finding-edit", "原文のその行をエディタで開く", "open the source at that line in the editor"),

    bind(List, Down, &[c('j'), p(Code::Down), ctrl('n')], "list-down", "次の行へ", "next row"),
    bind(List, Up, &[c('k'), p(Code::Up), ctrl('p')], "list-up", "前の行へ", "previous row"),
    bind(List, HalfDown, &[ctrl('d')], "list-half-down", "半ページ下へ", "half a page down"),
    bind(List, HalfUp, &[ctrl('u')], "list-half-up", "半ページ上へ", "half a page up"),
    bind(List, PageDown, &[p(Code::PageDown), ctrl('f')], "list-page-down", "1ページ下へ", "a page down"),
    bind(List, PageUp, &[p(Code::PageUp), ctrl('b')], "list-page-up", "1ページ上へ", "a page up"),
    bind(List, First, &[c('g'), p(Code::Home)], "list-first", "最初の行へ", "to the first row"),
    bind(List, Last, &[c('G'), p(Code::End)], "list-last", "最後の行へ", "to the last row"),
    bind(List, Accept, &[p(Code::Enter), c('l'), p(Code::Right)], "list-accept", "その行へ移る・決める", "go there"),
    bind(List, OtherPane, &[p(Code::Tab), p(Code::BackTab)], "list-side", "二つの節を並べた表: もう一方の側へ", "two nodes side by side: the other side"),
    bind(List, Pick, &[c(' ')], "list-pick", "選ぶ・外す", "switch on or off"),
    bind(List, Escape, &[p(Code::Esc), c('q'), c('h'), p(Code::Left)], "list-close", "閉じる", "close"),
    bind(List, Suspend, &[ctrl('z')], "list-suspend", "一時停止してシェルへ", "suspend to the shell"),
    bind(List, Redraw, &[ctrl('l')], "list-redraw", "画面を描き直す", "redraw"),
    bind(List, Quit, &[ctrl('c')], "list-quit", "終了", "quit"),

    bind(Field, Accept, &[p(Code::Enter)], "field-accept", "決める", "accept"),
    bind(Field, Escape, &[p(Code::Esc)], "field-close", "やめて元の所へ", "cancel"),
    bind(Field, Down, &[p(Code::Down), ctrl('n')], "field-down", "次の結果へ", "next result"),
    bind(Field, Up, &[p(Code::Up), ctrl('p')], "field-up", "前の結果へ(検索の先頭では以前の検索語)", "previous result; above the first, an earlier query"),
    bind(Field, PageDown, &[p(Code::PageDown)], "field-page-down", "1ページ下へ", "a page down"),
    bind(Field, PageUp, &[p(Code::PageUp)], "field-page-up", "1ページ上へ", "a page up"),
    bind(Field, HitsTable, &[ctrl('t')], "field-table", "検索: 当たる予算事業だけの一覧表と合計", "search: a table of just those budget lines, with totals"),
    bind(Field, HitsTree, &[p(Code::Tab)], "field-tree", "検索: 木を当たる予算事業だけにする", "search: the tree of just those budget lines"),
    bind(Field, NextMatchRule, &[ctrl('y')], "field-match", "検索: 本文だけで当たる行も合計に入れる・戻す", "search: take lines found by texts alone into the sum, or out"),
    bind(Field, OlderQuery, &[ctrl('r')], "field-older", "以前の検索語", "an earlier query"),
    bind(Field, CaretLeft, &[p(Code::Left)], "field-left", "1文字左へ", "caret left"),
    bind(Field, CaretRight, &[p(Code::Right)], "field-right", "1文字右へ", "caret right"),
    bind(Field, CaretHome, &[p(Code::Home), ctrl('a')], "field-home", "先頭へ", "caret to the start"),
    bind(Field, CaretEnd, &[p(Code::End), ctrl('e')], "field-end", "末尾へ", "caret to the end"),
    bind(Field, Erase, &[p(Code::Backspace), ctrl('h')], "field-erase", "前の1文字を消す", "delete before the caret"),
    bind(Field, EraseNext, &[p(Code::Delete), ctrl('d')], "field-erase-next", "次の1文字を消す", "delete after the caret"),
    bind(Field, EraseWord, &[ctrl('w')], "field-erase-word", "前の語を消す", "delete the word before the caret"),
    bind(Field, EraseAll, &[ctrl('u')], "field-erase-all", "すべて消す", "delete everything"),
    bind(Field, Suspend, &[ctrl('z')], "field-suspend", "一時停止してシェルへ", "suspend to the shell"),
    bind(Field, Redraw, &[ctrl('l')], "field-redraw", "画面を描き直す", "redraw"),
    bind(Field, Quit, &[ctrl('c')], "field-quit", "終了", "quit"),
];

/// The keys in force: those of the [`TABLE`], some of them rebound.
#[derive(Clone, Debug)]
pub struct Keymap {
    rows: Vec<Row>,
}

/// A row of the table with the keys that it has now.
#[derive(Clone, Debug)]
pub struct Row {
    /// What the table says.
    pub binding: &'static Binding,
    /// The keys, the one to be shown first.
    pub keys: Vec<Key>,
    /// Whether these are the user's keys.
    pub rebound: bool,
}

impl Row {
    /// Its keys as text: `j Down`.
    #[must_use]
    pub fn key_names(&self) -> String {
        let names: Vec<String> = self.keys.iter().map(ToString::to_string).collect();
        names.join(" ")
    }
}

impl Default for Keymap {
    fn default() -> Self {
        let row = |binding: &'static Binding| Row {
            binding,
            keys: binding.keys.to_vec(),
            rebound: false,
        };
        Self {
            rows: TABLE.iter().map(row).collect(),
        }
    }
}

impl Keymap {
    /// Every row, in the order of the help screen.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Gives the action of that word these keys in place of its own; false if there is no such
    /// word. Another action of the context that had one of them loses it, and a key that
    /// [`ALWAYS_QUITS`] keeps its meaning.
    pub fn rebind(&mut self, word: &str, keys: &[Key]) -> bool {
        let Some(at) = self.rows.iter().position(|row| row.binding.word == word) else {
            return false;
        };
        let mut keys: Vec<Key> = keys.to_vec();
        let context = self.rows.get(at).map(|row| row.binding.context);
        for (i, row) in self.rows.iter_mut().enumerate() {
            if i == at {
                let kept = row.binding.keys.contains(&ALWAYS_QUITS);
                keys.retain(|key| *key != ALWAYS_QUITS);
                keys.extend(kept.then_some(ALWAYS_QUITS));
                row.keys.clone_from(&keys);
                row.rebound = true;
            } else if Some(row.binding.context) == context {
                row.keys.retain(|k| *k == ALWAYS_QUITS || !keys.contains(k));
            }
        }
        true
    }

    /// The action, besides that of `word`, that has this key in its context.
    #[must_use]
    pub fn other_owner(&self, word: &str, key: Key) -> Option<&Row> {
        let own = self.rows.iter().find(|row| row.binding.word == word)?;
        self.rows.iter().find(|row| {
            row.binding.word != word
                && row.binding.context == own.binding.context
                && row.keys.contains(&key)
        })
    }

    /// The command of a key: looked up in the contexts in turn, as typed and then folded to
    /// half width. A field takes full-width letters as text, so nothing is folded there.
    #[must_use]
    pub fn lookup(&self, contexts: &[Context], key: Key) -> Option<Command> {
        contexts.iter().find_map(|context| {
            let find = |key: Key| {
                self.rows
                    .iter()
                    .find(|row| row.binding.context == *context && row.keys.contains(&key))
                    .map(|row| row.binding.command)
            };
            match context {
                Field => find(key),
                _ => find(key).or_else(|| find(key.folded())),
            }
        })
    }

    /// The first key of an action; none where it has none.
    #[must_use]
    pub fn key_of(&self, word: &str) -> Option<&Key> {
        let row = self.rows.iter().find(|row| row.binding.word == word);
        row.and_then(|row| row.keys.first())
    }

    /// A text with its `{word}` replaced by the first key of that action, so that hints name
    /// the keys in force: `{help} keys` becomes `? keys`.
    #[must_use]
    pub fn filled(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((word, after)) = after.split_once('}') else {
                break;
            };
            out.push_str(before);
            match self.key_of(word) {
                Some(key) => out.push_str(&key.to_string()),
                None => {
                    out.push(':');
                    out.push_str(word);
                }
            }
            rest = after;
        }
        out.push_str(rest);
        out
    }
}

/// Leaves the explorer whatever is rebound, so that nobody is locked in.
pub const ALWAYS_QUITS: Key = Key::ctrl('c');

/// The head of a context's section in the help screen, for [`Keymap::filled`].
#[must_use]
pub const fn heading(context: Context) -> Text {
    match context {
        Main => Text::new("木・側面・一覧表", "Tree, panel, table"),
        Copying => Text::new("{copy} に続けて", "After {copy}"),
        MarkList => Text::new("印の一覧", "List of marks"),
        FindingList => Text::new("診断の一覧", "List of diagnostics"),
        List => Text::new("一覧の中", "In a list"),
        Field => Text::new("入力欄の中", "In a field"),
    }
}

#[cfg(test)]
mod tests;
