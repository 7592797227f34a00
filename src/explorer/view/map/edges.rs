//! What stands beside and under the blocks of the map: the stub of a giant, and the caption.

use super::Map;
use crate::explorer::state::map::{Block, Ground};
use crate::explorer::view::columns;
use crate::explorer::words;
use crate::lang::Lang;
use crate::model::Kind;
use crate::text::{shown, year_text};

impl Map<'_> {
    /// The stub of a line above half of the whole, at the right edge.
    pub(super) fn giant_block(&self, row: usize) -> Option<Block> {
        let (line, _) = self.giant?;
        let room = self.stub().saturating_sub(4);
        let lang = self.settings().lang;
        let text = match row {
            0 => {
                let chapter = self.library.enclosing(line, Kind::Chapter).unwrap_or(line);
                let label = shown(&self.library.node(chapter).label);
                format!("{label} {}", shown(&self.library.node(line).title))
            }
            1 => self.figures(line, room),
            2 => words::NARROWED.get(lang).to_owned(),
            _ => String::new(),
        };
        Some(Block {
            column: self.width(),
            columns: self.stub(),
            text: format!("// {}", self.ruler().cut(text.trim(), room)),
            ground: Ground::Stub,
            node: Some(line),
        })
    }

    /// What width and colour mean; the steps are blocks of their own. Before them, of more rows
    /// than there is room for, which ones these are.
    pub(super) fn caption(&self, cut: Option<&str>) -> Vec<Block> {
        let ruler = self.ruler();
        let lang = self.settings().lang;
        let scale = if self.is_logarithmic() {
            words::MAP_LOG
        } else {
            words::MAP_LINEAR
        };
        let is_upright = self.is_full;
        let (word, mut said) = if is_upright {
            (words::MAP_HEIGHT, self.height_said().to_owned())
        } else {
            (words::MAP_WIDTH, scale.get(lang).to_owned())
        };
        if let Some((line, _)) = self.giant {
            let name = ruler.cut(&shown(&self.library.node(line).title), 12);
            let rest = self.bare(self.rest);
            said.push_str(&match lang {
                Lang::Ja => format!("。{name}を除く{rest}"),
                Lang::En => format!(", {rest} without {name}"),
            });
        } else if self.library.node(self.root).kind != Kind::Document {
            said.push_str(&format!(
                "。{} {}",
                self.library.address(self.root),
                self.bare(self.rest)
            ));
        }
        let meta = &self.library.document_of(self.root).meta;
        let base = match &meta.base_year {
            Some(year) => year_text(year, lang).into_owned(),
            None => words::BASE.get(lang).to_owned(),
        };
        let colour = words::MAP_COLOUR.get(lang);
        let figure = columns::dated_figure(self.library, Some(self.root), lang);
        let word = word
            .get(lang)
            .replacen(words::REQUEST.get(lang), &figure, 1);
        let mut text = cut.map_or_else(String::new, |cut| format!(" {cut} "));
        text.push_str(&format!(" {word}"));
        text.push_str(&match lang {
            Lang::Ja => format!("（{said}）  {colour} {base}比  "),
            Lang::En => format!(" ({said})  {colour} {base}  "),
        });
        let text = ruler.cut(&text, self.columns);
        let mut column = ruler.width(&text);
        let plain = |column, text: String, columns, ground| Block {
            column,
            columns,
            text,
            ground,
            node: None,
        };
        let mut out = vec![plain(0, text, column, Ground::Caption)];
        for (step, sign) in ["−50", "−10", "−", "≈", "+", "+10", "+50%"]
            .into_iter()
            .enumerate()
        {
            let text = format!(" {sign} ");
            let columns = ruler.width(&text);
            let ground = Ground::Change(u8::try_from(step).unwrap_or(3));
            if column + columns <= self.columns {
                out.push(plain(column, text, columns, ground));
            }
            column += columns;
        }
        let keys = ruler.width(&self.keys) + 1;
        if column + keys < self.columns {
            let at = self.columns - keys;
            out.push(plain(at, self.keys.clone(), keys, Ground::Caption));
        }
        out
    }
}
