//! How a hit matched, through what, and which of that counts for sums.

use crate::lang::{Lang, Text};
use crate::model::{Kind, NodeId};

/// How what is found is like what was typed, the nearest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Match {
    /// Written as typed; capital and small letters are the same.
    #[default]
    Exact,
    /// Written in another width, an old or new form, or with signs between.
    Variant,
    /// Read as typed, or as what was typed is read.
    Reading,
    /// A Japanese word for the English one that was typed.
    Translation,
    /// The characters in order with others between them: 地協隊 for 地域おこし協力隊.
    Abbreviation,
    /// Near to what was typed, by a typing error.
    Typo,
}

impl Match {
    /// The word used in JSON. An abbreviation is a variant of what it stands for, and so is a
    /// word in the other language.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Variant | Self::Translation | Self::Abbreviation => "variant",
            Self::Reading => "reading",
            Self::Typo => "typo",
        }
    }

    /// A few words for people; none for what is written as typed.
    #[must_use]
    pub const fn text(self) -> Option<Text> {
        match self {
            Self::Exact => None,
            Self::Variant => Some(Text::new("別の表記で一致", "in another form")),
            Self::Reading => Some(Text::new("読みで一致", "by reading")),
            Self::Translation => Some(Text::new("訳語で一致", "translated")),
            Self::Abbreviation => Some(Text::new("略した形で一致", "abbreviated")),
            Self::Typo => Some(Text::new("近い語", "near")),
        }
    }
}

/// How much of what was asked a hit has. An answer is in this order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// Every word of the query.
    #[default]
    All,
    /// Some of its words.
    Some,
    /// Words of a like meaning.
    Near,
    /// Words that may have been meant, where what was typed is a word as it is.
    Slip,
}

impl Tier {
    /// The word used in JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Some => "some",
            // Of all that is asked for nothing is there; `match` tells them apart.
            Self::Near | Self::Slip => "near",
        }
    }

    /// The heading above the hits of a tier; none above those that have every word.
    #[must_use]
    pub const fn heading(self) -> Option<Text> {
        match self {
            Self::All => None,
            Self::Some => Some(Text::new("一部の語に当たるもの", "with some of the words")),
            Self::Near => Some(Text::new("意味の近いもの", "of a like meaning")),
            Self::Slip => Some(Text::new("打ち間違いだとすれば", "if that is a slip")),
        }
    }
}

/// What has the words of a query: the node itself or what it stands below. The nearest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Via {
    /// The node itself.
    #[default]
    Own,
    /// The title of its measure or sub-measure.
    Measure,
    /// The text of its measure or sub-measure.
    MeasureText,
    /// Its theme.
    Theme,
    /// Its chapter.
    Chapter,
    /// Its pillar.
    Pillar,
}

impl Via {
    /// How a line is reached through a node of that kind, by its title or by its text; none for
    /// a document, the title of which says nothing of its lines.
    #[must_use]
    pub(crate) const fn of(kind: Kind, by_title: bool) -> Option<Self> {
        match kind {
            Kind::Document => None,
            Kind::Pillar => Some(Self::Pillar),
            Kind::Chapter => Some(Self::Chapter),
            Kind::Theme => Some(Self::Theme),
            Kind::Measure | Kind::Sub if by_title => Some(Self::Measure),
            Kind::Measure | Kind::Sub => Some(Self::MeasureText),
            Kind::Budget => Some(Self::Own),
        }
    }

    /// The word used in JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Measure | Self::MeasureText => "measure",
            Self::Theme => "theme",
            Self::Chapter => "chapter",
            Self::Pillar => "pillar",
        }
    }

    /// A few words for people; none for the node itself.
    #[must_use]
    pub const fn text(self) -> Option<Text> {
        match self {
            Self::Own => None,
            Self::Measure => Some(Text::new("施策の題から", "by its measure's title")),
            Self::MeasureText => Some(Text::new("施策の本文から", "by its measure's text")),
            Self::Theme => Some(Text::new("テーマの題から", "by its theme's title")),
            Self::Chapter => Some(Text::new("章の題から", "by its chapter's title")),
            Self::Pillar => Some(Text::new("柱の題から", "by its pillar's title")),
        }
    }
}

/// What must have the words of a query for a budget line to be in its sum.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum MatchRule {
    /// The line's own name.
    Own,
    /// The line's name, or the title of its measure or sub-measure.
    #[default]
    Measure,
    /// The line's name, or any title or text above it.
    All,
}

impl MatchRule {
    /// Every rule, the narrowest first.
    pub const ALL: [Self; 3] = [Self::Own, Self::Measure, Self::All];

    /// The word on the command line.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Measure => "measure",
            Self::All => "all",
        }
    }

    /// What it looks at, in a few words.
    #[must_use]
    pub const fn text(self) -> Text {
        match self {
            Self::Own => Text::new("名のみ", "names only"),
            Self::Measure => Text::new("名・施策の題", "names and measures' titles"),
            Self::All => Text::new("上の題・本文も", "titles and text above too"),
        }
    }

    /// The next wider rule; after the widest the narrowest.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Own => Self::Measure,
            Self::Measure => Self::All,
            Self::All => Self::Own,
        }
    }

    /// Whether a line that is reached so counts.
    #[must_use]
    pub const fn allows(self, via: Via) -> bool {
        match self {
            Self::Own => matches!(via, Via::Own),
            Self::Measure => matches!(via, Via::Own | Via::Measure),
            Self::All => true,
        }
    }
}

/// How a hit came to be one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reached {
    /// How it is like what was typed; of several words the least like.
    pub how: Match,
    /// What has the words; of several the farthest.
    pub via: Via,
    /// The node above that has them, where the hit itself has not.
    pub through: Option<NodeId>,
}

impl Reached {
    /// In a few words, for people; empty for what is written as typed in the node itself.
    #[must_use]
    pub fn texts(self, lang: Lang) -> Vec<&'static str> {
        let texts = [self.how.text(), self.via.text()].into_iter().flatten();
        texts.map(|text| text.get(lang)).collect()
    }

    /// Two words of a query together: the least like, the farthest.
    pub(crate) fn and(self, other: Self) -> Self {
        let farthest = if other.via > self.via { other } else { self };
        Self {
            how: self.how.max(other.how),
            ..farthest
        }
    }
}

/// A word that nothing found has as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unwritten {
    /// The word.
    pub typed: String,
    /// What was found for it, as written, the most frequent first; a few, or none worth telling.
    pub instead: Vec<String>,
    /// How that is like the word.
    pub how: Match,
}

impl Unwritten {
    /// One sentence: 「製作はありません。同じ読み: 政策」.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        self.text_with(lang, ": ")
    }

    /// The same for the ear: 「製作はありません。同じ読みは、政策」.
    #[must_use]
    pub fn heard(&self, lang: Lang) -> String {
        self.text_with(lang, Text::new("は、", ": ").get(lang))
    }

    fn text_with(&self, lang: Lang, sign: &str) -> String {
        if self.instead.is_empty() {
            return match lang {
                Lang::Ja => format!("{}はありません。読みの似たものだけです", self.typed),
                Lang::En => format!(
                    "{} is not written anywhere; only what sounds like it",
                    self.typed
                ),
            };
        }
        let instead = self.instead.join(match lang {
            Lang::Ja => "、",
            Lang::En => ", ",
        });
        let relation = match self.how {
            Match::Abbreviation => Text::new("略した形", "abbreviated"),
            Match::Typo => Text::new("近い語", "near to it"),
            Match::Translation => Text::new("訳語", "translated"),
            Match::Exact | Match::Variant | Match::Reading => Text::new("同じ読み", "read alike"),
        };
        let relation = relation.get(lang);
        match lang {
            Lang::Ja => format!("{}はありません。{relation}{sign}{instead}", self.typed),
            Lang::En => format!(
                "{} is not written anywhere; {relation}{sign}{instead}",
                self.typed
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_takes_what_the_narrower_ones_take() {
        let all = [
            Via::Own,
            Via::Measure,
            Via::MeasureText,
            Via::Theme,
            Via::Chapter,
            Via::Pillar,
        ];
        let taken = |rule: MatchRule| all.iter().filter(|via| rule.allows(**via)).count();
        assert_eq!(MatchRule::ALL.map(taken), [1, 2, 6]);
    }

    #[test]
    fn of_two_words_the_farthest_tells() {
        let near = Reached {
            how: Match::Reading,
            ..Reached::default()
        };
        let far = Reached {
            via: Via::Theme,
            through: Some(NodeId(3)),
            ..Reached::default()
        };
        let both = near.and(far);
        assert_eq!(both, far.and(near));
        assert_eq!((both.how, both.via), (Match::Reading, Via::Theme));
        assert_eq!(both.texts(Lang::Ja), ["読みで一致", "テーマの題から"]);
    }
}
