//! Every word of the explorer in both languages.

use crate::lang::Text;
pub use crate::names::{
    FILP_TAG, INCOMPARABLE, NEW, RELISTED, UNSPECIFIED, WITHIN_TAG, direction, filter, kind,
};

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident: $ja:literal, $en:literal;)*) => {
        $($(#[$doc])* pub const $name: Text = Text::new($ja, $en);)*
        /// All of them, for the test that neither language is missing.
        #[cfg(test)]
        pub const ALL: &[Text] = &[$($name),*];
    };
}

mod arriving;
pub mod dots;
pub mod empty;
pub mod findings;
pub mod first;
pub mod footer;
pub mod hits;
pub mod loading;
mod names;
mod sheets;
pub mod steps;
mod survey;

pub use self::arriving::*;
pub use self::findings::{
    AMOUNTS_COUNTED, AMOUNTS_IN_TEXT, AMOUNTS_READ, AMOUNTS_UNREAD, HOW_READ,
};
pub use self::names::{filter_note, row_bars, sort, theme};
pub use self::sheets::*;
pub use self::survey::*;

words! {
    /// Change word: rounding alone could have made it.
    UNDECIDED: "≈", "≈";
    /// Above the largest rises.
    LARGEST_RISES: "増えた事業", "largest rises";
    /// Under the new lines of a chapter, where there are more: the key that shows all.
    NARROW_KEY: "{filter} しぼる", "{filter} narrow";
    /// Above the largest falls.
    LARGEST_FALLS: "減った事業", "largest falls";
    /// On the map's stub of a line above half of the whole.
    NARROWED: "幅を縮めた", "cut short";
    /// Under the map: what width means.
    MAP_WIDTH: "幅 要求額", "width: request";
    /// Under the map: what colour means.
    MAP_COLOUR: "色", "colour: change from";
    /// Under the map: every width is in proportion.
    MAP_LINEAR: "線形", "linear";
    /// Under the map: widths by the logarithm, within what they stand below.
    MAP_LOG: "対数、親ごと。足せません", "logarithmic: do not add";
    /// Under the map on the whole screen: what height means.
    MAP_HEIGHT: "高さ 要求額", "height: request";
    /// Under the map of one node: its keys.
    MAP_KEYS_HERE: "{map-here} 全体へ  {scale} 尺度  {map} 地図", "{map-here} all  {scale} scale  {map} map";
    /// Under the map: its keys.
    MAP_KEYS: "{map-here} ここへ  {scale} 尺度  {map} 地図", "{map-here} here  {scale} scale  {map} map";
    /// Message: the map is of the node now.
    MAP_HERE: "地図をここへ移しました( {map-here} で全体)", "The map is of this node ({map-here}: of everything)";
    /// Message: the map is of everything again.
    MAP_WHOLE: "地図を全体に戻しました", "The map is of everything again";
    /// Hints while the map has the screen.
    HINT_MAP: "{in} 中へ  {enter} 木で見る  {scale} 尺度  {map} 閉じる  {help} キー", "{in} in  {enter} tree  {scale} scale  {map} off  {help} keys";
    /// Mode word.
    MODE_MAP: "地図", "map";
    /// Hints of the status line, for where the keys go: the tree, on what can be opened.
    HINT_TREE: "{in} 開く  {table} 一覧  {why} なぜこの額  {search} 検索  {quit} 終了  {help} キー", "{in} open  {table} table  {why} why  {search} search  {quit} quit  {help} keys";
    /// The same, on a budget line.
    HINT_LINE: "{copy} 写す  {elsewhere} 載る所  {mark} 印  {search} 検索  {quit} 終了  {help} キー", "{copy} copy  {elsewhere} elsewhere  {mark} mark  {search} search  {quit} quit  {help} keys";
    /// The same, in the panel.
    HINT_PANEL: "{waterfall} 増減の内訳  {scale} 尺度  {pane} 木へ  {search} 検索  {quit} 終了  {help} キー", "{waterfall} waterfall  {scale} scale  {pane} tree  {search} search  {quit} quit  {help} keys";
    /// The same, in the table.
    HINT_TABLE: "{sort} 並べ替え  {filter} しぼる  {enter} 木で見る  {search} 検索  {quit} 終了  {help} キー", "{sort} sort  {filter} filter  {enter} in tree  {search} search  {quit} quit  {help} keys";
    /// Mode words of the status line.
    MODE_TREE: "木", "tree";
    /// The panel has the keys.
    MODE_PANEL: "内容", "panel";
    /// The table.
    MODE_TABLE: "一覧表", "table";
    /// The search.
    MODE_SEARCH: "検索", "search";
    /// Another list.
    MODE_LIST: "一覧", "list";
    /// Label of the kind of bars in the rows.
    ROW_BARS: "行の棒", "bars in the rows";
    /// Behind it, where a row has no room for them.
    NO_ROOM_FOR_BARS: "（この幅では出ません）", " (no room at this width)";
    /// Before the range of a ruler of bars.
    BAR: "棒", "bars";
    /// That there is nothing to compare with, short enough for a column.
    INCOMPARABLE_SHORT: "比較不可", "n/c";
    /// Rounding alone could make the change.
    ROUNDING: "端数の範囲内", "within rounding";
    /// Before the name of the unit.
    UNIT: "単位 ", "in ";
    /// Beside the columns above the table.
    COUNTS: "件数", "lines";
    /// Column head.
    REQUEST: "要求額", "request";
    /// Column head.
    BASE: "前年度", "base";
    /// Column head.
    CHANGE: "増減", "change";
    /// Column head.
    PERCENT: "率", "%";
    /// Column head.
    NAME: "事業名", "programme";
    /// Column head.
    ADDRESS: "番地", "address";
    /// Head of the tree.
    TREE: "目次", "Contents";
    /// Before the number of marks.
    MARK_COUNT: "印", "marks:";
    /// Head of the table.
    TABLE: "予算事業の一覧", "Budget lines";
    /// Head of the panel.
    PANEL: "内容", "Details";
    /// Label: sum of plain requests.
    TOTAL: "要求額の合計", "Total requested";
    /// Label: no line has a plain amount; followed by what there is.
    NO_TOTAL: "合計できる金額はありません", "No amount to add up";
    /// Beside money that is in no total.
    NOT_ADDED: "合計に加えません", "not added";
    /// Behind the name of the base year, before the change from it.
    AGAINST: "比", "change";
    /// Label: comparable lines.
    COMPARABLE: "比べられる分", "comparable";
    /// Label: the sum that the issuer printed.
    PRINTED: "原文の計", "Printed sum";
    /// It is the sum of the lines below it.
    AGREES: "✓ 事業の計と一致", "✓ agrees with the lines";
    /// It is not: before the difference.
    DIFFERS: "事業の計との差", "differs from the lines by";
    /// Label before what a total leaves out.
    LEFT_OUT: "合計に含めないもの", "Left out of the total";
    /// Before the notes under the tree.
    FOOTNOTE: "注", "*";
    /// Nothing is left out.
    NOTHING_LEFT_OUT: "合計に含めないものはありません", "Nothing is left out of the total";
    /// Unit of counts.
    LINES: "件", "";
    /// Lines of the source.
    SOURCE_LINES: "原文", "source";
    /// Body wording differs.
    BODY_TITLE: "本文の見出し", "Heading in the body";
    /// Original of a relisted line.
    ORIGINAL: "再掲元", "Original";
    /// The original of a relisted line was not found.
    NO_ORIGINAL: "再掲元は見つかりません", "The original was not found";
    /// Lines that list this money again.
    RELISTINGS: "再掲先", "Listed again at";
    /// Scale name.
    LINEAR: "線形", "linear";
    /// Scale name.
    LOGARITHMIC: "対数", "logarithmic";
    /// The same at the head of a narrow column.
    LOG_SHORT: "対数", "log";
    /// Scale name.
    SHARE: "親に占める割合", "share of parent";
    /// The ruler of shares at the head of a narrow column.
    PARENT_IS_WHOLE: "親の計=100%", "parent=100%";
    /// Head of the shares of children in what they belong to.
    SHARE_HEAD: "割合", "share";
    /// Label of the scale.
    SCALE: "目盛", "scale";
    /// Counting name.
    ONCE: "再掲は一度だけ", "counted once";
    /// Counting name.
    AS_PRINTED: "記載どおり(再掲も加算)", "as printed, relisted added";
    /// Counting name in the status line.
    AS_PRINTED_SHORT: "記載どおり", "as printed";
    /// Head of the waterfall.
    WATERFALL: "増減の内訳", "Change step by step";
    /// Waterfall: the sum of what rose.
    RISES_SUM: "増えた分", "rises";
    /// Waterfall: the sum of what fell.
    FALLS_SUM: "減った分", "falls";
    /// Waterfall: how many lines are as they were.
    UNCHANGED_LINES: "変わらない", "unchanged:";
    /// Waterfall: lines without two figures to compare.
    NOT_COMPARED: "比べられないもの", "Not comparable";
    /// The rest of a waterfall.
    OTHERS: "そのほか", "others";
    /// Start of a waterfall.
    START: "前年度", "base";
    /// End of a waterfall.
    END: "要求額", "request";
    /// Nothing below to compare.
    NO_CHANGE_BELOW: "比べられる予算事業がありません", "No comparable budget line here";
    /// Head of the lines and children.
    BREAKDOWN: "内訳", "Breakdown";
    /// Head of the text.
    BODY: "本文", "Text";
    /// No text.
    NO_TEXT: "(本文はありません)", "(no text)";
    /// Beyond the comparable part.
    BEYOND: "ほか比較不可", "plus not comparable";
    /// Relisted lines of a node that count nothing.
    PLACE: "行", "row";
    /// Status: filter.
    FILTERED: "絞り込み中", "narrowed";
    /// State word: taken out of the sums by hand.
    TAKEN_OUT: "除外", "taken out";
    /// Status: how many taken-out nodes have no room for their names.
    AND_OTHERS: "ほか", "and others:";
    /// Message: the node is out of all sums.
    OUT_NOW: "合計から除きました( {take-out} で戻す)", "Taken out of all sums ({take-out} puts it back)";
    /// Message: the node is in the sums again.
    IN_AGAIN: "合計に戻しました", "Back in all sums";
    /// Message: the node is out with what it stands below, or with its original.
    OUT_WITH: "これと共に合計から除いています", "Out of all sums with this";
    /// Message: a document cannot be taken out.
    WHOLE_STAYS: "文書全体は合計から除けません", "A whole document cannot be taken out";
    /// Message: nothing was taken out.
    NOTHING_OUT: "合計から除いた所はありません( {take-out} で除く)", "Nothing is taken out of the sums ({take-out} does)";
    /// Beside the money of what was taken out.
    IN_NO_SUM: "合計から除外", "taken out of the sums";
    /// Status: the order is turned round.
    TURNED: "(逆)", " (turned)";
    /// Status: order.
    ORDER: "並び", "order";
    /// Message: nothing to open.
    NOT_RELISTED: "再掲の関係はありません", "Neither relisted nor an original";
    /// Message: the programme is listed nowhere else.
    /// Panel: before what happened from one document to the other.
    COMPARED: "二つの文書", "the two documents";
    /// Said where one document is open.
    NO_COMPARISON: "比べる文書がありません(起動時に --compare で指定)", "Nothing to compare: start with --compare OLD";
    /// Said where a programme has no other place.
    NOWHERE_ELSE: "ほかに載っている所はありません", "Listed nowhere else";
    /// Message: no hits.
    NO_HITS: "見つかりません", "nothing found";
    /// A search under way that has found nothing yet.
    LOOKING: "探しています…", "searching…";
    /// Message: no search yet.
    NO_SEARCH: "まだ検索していません( {search} で検索)", "No search yet ({search} searches)";
    /// Message: nothing earlier.
    NO_BACK: "これより前はありません", "Nothing further back";
    /// Message: nothing later.
    NO_FORWARD: "これより先はありません", "Nothing further forward";
    /// Message: marked.
    MARKED: "印を付けました", "Marked";
    /// Message: unmarked.
    UNMARKED: "印を外しました", "Unmarked";
    /// Message: a marked node with a note asks before it loses both.
    NOTED: "覚え書きがあります。もう一度 {mark} で印ごと外します", "It has a note: {mark} again takes mark and note off";
    /// Message: a mark with its note is gone.
    UNMARKED_NOTED: "印を覚え書きごと外しました( {undo-mark} で戻す)", "Mark and note taken off ({undo-mark} brings them back)";
    /// Message: the last change of marks was undone.
    MARKS_UNDONE: "印の変更を取り消しました", "The change of marks is undone";
    /// Message: nothing to undo.
    NO_UNDO: "取り消せる印の変更はありません", "No change of marks to undo";
    /// Marks that the document does not have now.
    LOST: "見つからない印", "mark not found";
    /// Message: marks that the document does not have were kept.
    LOST_KEPT: "この文書に見つからない印です。元の文書を開くと戻ります", "Not in this document; it comes back with the old document";
    /// Message: no marks.
    NO_MARKS: "印はありません( {mark} で付ける)", "No marks ({mark} sets one)";
    /// Message: nothing to copy.
    NOTHING_TO_COPY: "写し取るものがありません", "Nothing to copy";
    /// Message: no source line.
    NO_SOURCE: "原文の行がありません", "No source line";
    /// Message: no such address.
    NO_ADDRESS: "その命令・番地・頁はありません", "No such command, address or page";
    /// Message: the filter hid the node and was taken off.
    FILTER_OFF: "絞り込みを外しました", "Filter taken off";
    /// Message: nothing passes the filter.
    NOTHING_PASSES: "当てはまる予算事業がありません( {filter} で選び直す)", "No budget line passes ({filter} chooses again)";
    /// Head of the search.
    SEARCH: "検索({field-tree} 木を絞る、{field-table} 一覧表)", "Search ({field-tree} narrows, {field-table} table)";
    /// Hint of an empty search.
    SEARCH_HINT: "題名・事業名・本文から探します。{field-accept} で移動、{field-close} で元の所へ", "Searches titles, names and text. {field-accept} goes there, {field-close} returns";
    /// Head of the help.
    HELP: "キーの一覧(入力で絞り込み、{field-close} で閉じる)", "Keys (type to narrow, {field-close} closes)";
    /// Head of the most used keys in the help.
    FREQUENT: "よく使うキー", "Most used";
    /// Head of the query language in the help and the manual.
    QUERY_LANGUAGE: "検索の書き方", "What a search may say";
    /// Head of the palette.
    PALETTE: "命令(入力で絞り込み。14.1.2 33頁 14章 ならそこへ移動)", "Commands (type to narrow; 14.1.2, p33 or ch 14 goes there)";
    /// Head of the marks.
    MARKS: "印({list-accept} 移動、{mark-note} 覚え書き、{mark-delete} 外す、{mark-undo} 取り消す、{mark-report} 報告書)", "Marks ({list-accept} goes, {mark-note} note, {mark-delete} deletes, {mark-undo} undoes, {mark-report} report)";
    /// Head of the note field.
    NOTE: "覚え書き({field-accept} で決める)", "Note ({field-accept} keeps it)";
    /// Head of the filter.
    FILTER: "絞り込み({list-pick} で選ぶ、{list-accept} で閉じる)", "Filter ({list-pick} switches, {list-accept} closes)";
    /// Head of why.
    WHY: "この合計の内訳({list-accept} で移動)", "Why this total ({list-accept} goes there)";
    /// Head of the list of differences.
    COMPARE: "前の文書との違い({list-accept} で移動)", "What changed from the earlier document ({list-accept} goes)";
    /// Head of places.
    PLACES: "同じ事業が載っている所({list-accept} で移動)", "Where this programme is listed ({list-accept} goes)";
    /// Copy hint.
    COPYING: "写し取る: {copy-text} 本文  {copy-address} 番地  {copy-amount} 金額  {copy-citation} 出典  {copy-cancel} やめる", "Copy: {copy-text} text  {copy-address} address  {copy-amount} amount  {copy-citation} citation  {copy-cancel} cancels";
    /// Head of two nodes side by side.
    PAIR: "二つを比べる({list-accept} でその行へ)", "Two nodes side by side ({list-accept} goes there)";
    /// Message: the first of two.
    PAIR_FIRST: "比べる一つ目です。相手の所でもう一度 {pair}", "First of two: {pair} again on the other";
    /// Message: no pair.
    PAIR_NONE: "比べるのをやめました", "No pair";
    /// Row of a pair: lines that the total counts.
    PAIR_LINES: "合算した件数", "lines added up";
    /// Row of a pair: new lines.
    PAIR_LARGEST: "最大の1件の割合", "share of the largest";
    /// Head of the card's field.
    CARD: "カードのファイル名({field-accept} で書き出す)", "File of the card ({field-accept} writes it)";
    /// The forms of a card.
    CARD_FORM: "末尾は .svg。図には題・金額・増減・出典・合計に入れないものが入ります", "Ends in .svg; shows title, figure, change, source and what is left out";
    /// What may be copied.
    COPY_TEXT: "本文", "text";
    /// What may be copied.
    COPY_ADDRESS: "番地", "address";
    /// What may be copied.
    COPY_AMOUNT: "金額", "amount";
    /// What may be copied.
    COPY_CITATION: "出典", "citation";
    /// Too small a screen.
    TOO_SMALL: "画面が小さすぎます(30×8以上)", "Screen too small (30x8 at least)";
    /// Why: counted lines.
    COUNTED: "数えた行", "counted";
    /// Why: relisted.
    WHY_RELISTED: "再掲(元の行で数える)", "relisted (counted at the original)";
    /// Why: within.
    WHY_WITHIN: "内数(大きな額の一部)", "within a larger sum";
    /// Why: unspecified.
    WHY_UNSPECIFIED: "事項要求(金額なし)", "requested without an amount";
    /// Why: fiscal loans.
    WHY_FILP: "財投(予算ではない)", "fiscal loans, not budget";
    /// Why: taken out by hand.
    WHY_TAKEN_OUT: "除外(合計から除いた所)", "taken out of the sums";
    /// Sum sign of why.
    SUM: "合計", "sum";
    /// The hits of a query that the filter adds.
    FILTER_HITS: "検索結果だけ", "only search hits";
    /// Mark: same money.
    SAME_MONEY: "同じ金額の再掲", "same money, relisted";
    /// Mark: same name.
    SAME_NAME: "同じ事業名", "same name";
    /// Place: the line asked about.
    THIS_LINE: "この行", "this line";
    /// Place: the one's name stands in the other's.
    NAME_WITHIN: "名前が含まれる", "name within the other";
    /// The rounding mark explained.
    HELP_ROUNDING: "≈ は、印刷された数字の端数だけで生じうる増減です(増とも減とも言えない)。しぼり込みの増と減は印刷された数字で分け、≈ も含みます", "≈ marks a change that rounding of the printed figures alone could make; the filters for rises and falls go by the printed figures and hold it too";
    /// The signs explained.
    HELP_SIGNS: "増は +、減は −。三角の印は使いません。斜線の棒は内数(上限)で、合計に加えません", "+ is a rise, − a fall. Hatched bars are upper bounds (within), never added";
    /// The reader modes explained.
    HELP_READER: "読み上げには {text}、起動時なら shisaku read(文字だけの対話)か --a11y tui", "For screen readers: {text}, or start with shisaku read or --a11y tui";
    /// How the reader modes are kept.
    HELP_READER_KEPT: "いつも読み上げ向けで始めるには shisaku config --set a11y=text", "To start so every time: shisaku config --set a11y=text";
    /// Head of the findings.
    FINDINGS: "診断({list-accept} その場所へ、{finding-edit} 原文をエディタで、{list-close} 閉じる)", "Diagnostics ({list-accept} goes there, {finding-edit} source in the editor, {list-close} closes)";
    /// Message: nothing was found while reading.
    NO_FINDINGS: "診断はありません。すべて読み取れました", "No diagnostics: everything was read";
    /// Message: the documents were read anew.
    REREAD: "読み直しました", "Read anew";
    /// Behind it: no total is another one now.
    SAME_TOTAL: "合計は変わりません", "sums unchanged";
    /// Message: the documents are being read anew.
    REREADING: "読み直しています…", "Reading anew…";
    /// Message: the documents are as they were when they were read.
    NOT_CHANGED: "文書は変わっていません", "The document has not changed";
    /// Message: a document that was gone is there again, as it was.
    READABLE_AGAIN: "また読めるようになりました。文書は変わっていません", "It can be read again and has not changed";
    /// Message: there is no file to read.
    NO_FILE: "読み直すファイルがありません(組み込みの文書か標準入力)", "No file to read anew (the built-in document, or standard input)";
    /// Before why a changed document could not be read.
    OLD_STAYS: "前に読んだ文書のまま続けます", "going on with the document as it was read";
    /// Status: before the number of source lines that could not be read.
    UNREAD: "読めない金額", "unread:";
    /// Status: behind that number, with the key.
    UNREAD_LINES: "行({diagnostics})", " line(s) ({diagnostics})";
    /// Severity: an error.
    ERROR: "誤り", "error";
    /// Severity: a warning.
    WARNING: "注意", "warning";
    /// Severity: a note.
    INFO: "参考", "note";
    /// Head of the field for an export.
    EXPORT: "書き出し先のファイル名({field-accept} で書く、{field-close} でやめる)", "File to write to ({field-accept} writes, {field-close} cancels)";
    /// Head of the field for a report of the marks.
    REPORT: "印の報告書のファイル名({field-accept} で書く、{field-close} でやめる)", "File for the report of the marks ({field-accept} writes, {field-close} cancels)";
    /// The forms of an export.
    EXPORT_FORMS: "名前の終わりで形が決まります: .csv .tsv .jsonl .json .xlsx .md", "The ending decides the form: .csv .tsv .jsonl .json .xlsx .md";
    /// The form of a report.
    REPORT_FORM: "Markdownで書きます。名前は .md で終えてください", "It is Markdown: the name must end in .md";
    /// Message: nothing to export.
    NOTHING_TO_EXPORT: "書き出す予算事業がありません", "No budget line to write";
    /// Message: the query of a narrowed view is empty.
    NARROW_HINT: "検索語を入れてから押してください", "Type a query first";
    /// Before the rule of what must have a search's words.
    MATCHED: "照合", "matched in";
    /// No line has the words in the titles that the rule looks at.
    ONLY_ABOVE: "この照合の範囲にはありません。{match} で範囲を変えられます", "Only titles or text farther above have it; {match} changes what counts";
    /// Before the rule by which lines have the words, while by the one so far none had.
    ONLY_IN: "照合を広げました", "Widened to";
    /// Before how many hits with less than every word were put into the search field by their addresses.
    TOOK_IN_BELOW: "すべての語に当たる行はないので、下に並ぶものを番地で取り込みました", "No line has every word: took in what stands below, by address";
    /// Behind what was put into the search field instead.
    AGAIN_TABLE: "(もう一度 {field-table} でその行の表)", "({field-table} again: the table of those)";
    /// The same for the tree.
    AGAIN_TREE: "(もう一度 {field-tree} でその行だけ)", "({field-tree} again: the tree of those)";
    /// Message: the mouse is listened to.
    MOUSE_ON: "マウスを使います", "Mouse on";
    /// Message: the mouse is the terminal's.
    MOUSE_OFF: "マウスを使いません(端末で範囲を選べます)", "Mouse off (the terminal selects text)";
    /// Message: the theme in force.
    THEME: "配色", "Theme";
    /// Place in the history.
    QUERIES: "以前の検索語はありません", "No earlier query";
}

#[cfg(test)]
mod tests;
