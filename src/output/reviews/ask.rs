//! Who else does this, and the ready questions.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::super::json::write_value;
use super::super::rows::write_table;
use super::super::{Align, Look, Table};
use super::{Shape, cell, oku, shown_oku};
use crate::lang::Text;
use crate::review::questions::{Answer, Question, answer};
use crate::review::{Alike, Column, Programme, Programmes, Reviews, Yen};
use crate::text::{share_text, shown};

/// Programmes like some words.
#[derive(Clone, Copy, Debug)]
pub struct Similar<'a> {
    /// The sheets.
    pub reviews: &'a Reviews,
    /// The programmes.
    pub programmes: &'a Programmes,
    /// What was asked for.
    pub words: &'a str,
    /// The budget year of the figures.
    pub year: u16,
    /// The programmes, the likest first.
    pub found: &'a [Alike],
}

#[derive(Serialize)]
struct AlikeJson {
    percent: u32,
    ministry: String,
    bureau: String,
    number: String,
    name: String,
    year: u16,
    initial_oku: Option<String>,
    /// Whether another programme has that money too and counts it.
    counted_elsewhere: bool,
    last_sheet: u16,
}

/// Writes them with the sum of each ministry; the ministries are not added up, as nobody has said yet that they do
/// the same.
///
/// # Errors
/// What `out` says.
pub fn similar(
    out: &mut dyn Write,
    look: &Look,
    asked: &Similar<'_>,
    shape: Shape,
) -> io::Result<()> {
    let rows: Vec<AlikeJson> = asked
        .found
        .iter()
        .filter_map(|alike| {
            let programme = asked.programmes.all.get(alike.programme)?;
            let sheet = programme.newest(asked.reviews)?;
            Some(AlikeJson {
                percent: alike.percent,
                ministry: programme.ministry.to_string(),
                bureau: sheet.bureau.to_string(),
                number: sheet.mark(),
                name: programme.name.to_string(),
                year: asked.year,
                initial_oku: oku(programme.get(asked.year, Column::Initial)),
                counted_elsewhere: programme.get(asked.year, Column::Initial)
                    != counted(programme, asked.year),
                last_sheet: sheet.year,
            })
        })
        .collect();
    match shape {
        Shape::Json | Shape::Jsonl => write_value(out, &rows),
        Shape::Csv => {
            let heads = [
                "percent",
                "ministry",
                "bureau",
                "number",
                "name",
                "year",
                "initial_oku",
                "last_sheet",
                "counted_elsewhere",
            ];
            let cells = rows.into_iter().map(|row| {
                [
                    row.percent.to_string(),
                    row.ministry,
                    row.bureau,
                    row.number,
                    row.name,
                    row.year.to_string(),
                    row.initial_oku.unwrap_or_default(),
                    row.last_sheet.to_string(),
                    row.counted_elsewhere.to_string(),
                ]
            });
            write_table(out, &heads, cells)
        }
        Shape::Text => similar_text(out, look, asked, &rows),
    }
}

/// What of its initial budget counts in sums.
fn counted(programme: &Programme, year: u16) -> Option<Yen> {
    programme.counted(year)?.get(Column::Initial)
}

const ELSEWHERE: Text = Text::new(
    "［額はほかの事業で数えます］",
    " [counted in another programme]",
);

fn similar_text(
    out: &mut dyn Write,
    look: &Look,
    asked: &Similar<'_>,
    rows: &[AlikeJson],
) -> io::Result<()> {
    writeln!(out, "{}", look.bold(&format!("「{}」", shown(asked.words))))?;
    let mut table = Table::new([
        (look.text(Text::new("類似", "alike")), Align::Right),
        (
            look.text(Text::new("当初予算 億円", "initial, 100M yen")),
            Align::Right,
        ),
        (
            look.text(Text::new("最後のシート", "last sheet")),
            Align::Right,
        ),
        (look.text(Text::new("府省庁", "ministry")), Align::Left),
        (look.text(Text::new("事業", "programme")), Align::Left),
    ]);
    let mut sums: BTreeMap<&str, (usize, Yen)> = BTreeMap::new();
    for (row, alike) in rows.iter().zip(asked.found) {
        let programme = asked.programmes.all.get(alike.programme);
        let yen = programme.and_then(|p| p.get(asked.year, Column::Initial));
        let sum = sums.entry(&row.ministry).or_default();
        sum.0 += 1;
        // Money that another programme has as well is in no sum twice.
        let own = programme.and_then(|p| counted(p, asked.year));
        sum.1 = own.and_then(|yen| sum.1.plus(yen)).unwrap_or(sum.1);
        let mark = match row.counted_elsewhere {
            true => look.text(ELSEWHERE),
            false => "",
        };
        table.push([
            share_text(row.percent),
            yen.map_or_else(|| "–".to_owned(), |yen| shown_oku(yen).to_string()),
            row.last_sheet.to_string(),
            shown(&row.ministry).into_owned(),
            format!("{}{mark}", shown(&row.name)),
        ]);
    }
    table.write(out, look)?;
    writeln!(out)?;
    for (ministry, (count, yen)) in sums {
        let sum = look.oku(shown_oku(yen));
        writeln!(out, "{} {count}  {}: {sum}", shown(ministry), asked.year)?;
    }
    Ok(())
}

/// Ready questions.
#[derive(Clone, Copy, Debug)]
pub struct Questions<'a> {
    /// The sheets.
    pub reviews: &'a Reviews,
    /// The programmes.
    pub programmes: &'a Programmes,
    /// The budget year that they are asked of.
    pub year: u16,
    /// Only this one; all where none is named.
    pub only: Option<Question>,
    /// Most programmes of each.
    pub limit: usize,
}

#[derive(Serialize)]
struct QuestionJson {
    question: &'static str,
    rule: &'static str,
    /// The budget year that it is asked of.
    year: u16,
    total: usize,
    answers: Vec<AnswerJson>,
}

#[derive(Serialize)]
struct AnswerJson {
    number: String,
    name: String,
    ministry: String,
    year: u16,
    figures_oku: BTreeMap<&'static str, String>,
    change_oku: Option<String>,
    percent: Option<String>,
    note: String,
}

impl Questions<'_> {
    fn asked(&self) -> Vec<(Question, Vec<Answer>)> {
        let asked = Question::ALL
            .into_iter()
            .filter(|q| self.only.is_none_or(|only| only == *q));
        asked
            .map(|question| {
                (
                    question,
                    answer(question, (self.reviews, self.programmes), self.year),
                )
            })
            .collect()
    }

    fn json(&self, answer: &Answer) -> Option<AnswerJson> {
        let programme = self.programmes.all.get(answer.programme)?;
        let sheet = programme.newest(self.reviews)?;
        Some(AnswerJson {
            number: sheet.mark(),
            name: programme.name.to_string(),
            ministry: programme.ministry.to_string(),
            year: answer.year,
            figures_oku: answer
                .figures
                .iter()
                .map(|(c, yen)| (c.word(), yen.oku().to_string()))
                .collect(),
            change_oku: oku(answer.change),
            percent: answer.percent.map(|p| p.to_string()),
            note: answer.note.clone(),
        })
    }
}

/// Writes the questions with their rules and answers.
///
/// # Errors
/// What `out` says.
pub fn questions(
    out: &mut dyn Write,
    look: &Look,
    asked: &Questions<'_>,
    shape: Shape,
) -> io::Result<()> {
    let all = asked.asked();
    match shape {
        Shape::Json | Shape::Jsonl => {
            let questions: Vec<QuestionJson> = all
                .iter()
                .map(|(question, answers)| QuestionJson {
                    question: question.word(),
                    rule: look.text(question.rule()),
                    year: asked.year,
                    total: answers.len(),
                    answers: answers
                        .iter()
                        .take(asked.limit)
                        .filter_map(|a| asked.json(a))
                        .collect(),
                })
                .collect();
            write_value(out, &questions)
        }
        Shape::Csv => {
            let heads = [
                "question",
                "number",
                "name",
                "ministry",
                "year",
                "initial_oku",
                "supplementary_oku",
                "total_oku",
                "executed_oku",
                "request_oku",
                "change_oku",
                "percent",
                "note",
            ];
            let rows = all
                .iter()
                .flat_map(|(question, answers)| {
                    answers
                        .iter()
                        .take(asked.limit)
                        .filter_map(|a| Some((*question, a, asked.json(a)?)))
                })
                .map(|(question, answer, json)| {
                    let of = |column| {
                        cell(
                            answer
                                .figures
                                .iter()
                                .find(|(c, _)| *c == column)
                                .map(|(_, yen)| *yen),
                        )
                    };
                    [
                        question.word().to_owned(),
                        json.number,
                        json.name,
                        json.ministry,
                        json.year.to_string(),
                        of(Column::Initial),
                        of(Column::Supplementary),
                        of(Column::Total),
                        of(Column::Executed),
                        of(Column::NextRequest),
                        json.change_oku.unwrap_or_default(),
                        json.percent.unwrap_or_default(),
                        json.note,
                    ]
                });
            write_table(out, &heads, rows)
        }
        Shape::Text => questions_text(out, look, asked, &all),
    }
}

fn questions_text(
    out: &mut dyn Write,
    look: &Look,
    asked: &Questions<'_>,
    all: &[(Question, Vec<Answer>)],
) -> io::Result<()> {
    for (question, answers) in all {
        let head = format!(
            "{} {}: {} ({})",
            question.word(),
            asked.year,
            look.text(question.rule()),
            answers.len()
        );
        writeln!(out, "{}", look.bold(&look.cut(&head)))?;
        for answer in answers.iter().take(asked.limit) {
            let Some(json) = asked.json(answer) else {
                continue;
            };
            let mut figures: Vec<String> = answer
                .figures
                .iter()
                .map(|(column, yen)| {
                    let name = look.text(Text::new(column.japanese(), column.word()));
                    format!("{name} {}", look.oku(yen.oku()))
                })
                .collect();
            // Not rounded: the difference is that of the two beside it, and what is little is not nothing.
            figures.extend(answer.change.map(|yen| look.signed_oku(yen.oku())));
            // Beside a change it is the change's rate, alone that of an execution.
            figures.extend(answer.percent.map(|percent| match answer.change {
                Some(_) => look.percent(percent),
                None => share_text(percent),
            }));
            if !json.note.is_empty() {
                figures.push(format!("← {}", shown(&json.note)));
            }
            let line = format!(
                "  {} {} {} {}: {}",
                json.year,
                shown(&json.ministry),
                shown(&json.number),
                shown(&json.name),
                figures.join(" ")
            );
            writeln!(out, "{}", look.cut(&line))?;
        }
    }
    Ok(())
}
