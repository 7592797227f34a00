//! What of a command does not fit together: it would be passed over, and the answer be another one than
//! was asked for.

use std::path::{Path, PathBuf};

use super::data;
use crate::cli::args::{Command, Global, Level, PictureKind};
use crate::error::{Error, Usage};
use crate::model::{Kind, Library, NodeId};

/// Refuses what the command would pass over.
///
/// # Errors
/// As it says.
pub(super) fn together(command: Option<&Command>, global: &Global) -> Result<(), Error> {
    match command {
        Some(
            Command::Completions { .. }
            | Command::Man
            | Command::Licenses
            | Command::Cache { .. }
            | Command::Config { .. },
        ) => return Ok(()),
        Some(Command::Chart {
            kind,
            with: Some(_),
            ..
        }) if *kind != PictureKind::Compare => {
            return Err(Error::usage(
                "--with は --kind compare と一緒に使います",
                "--with goes with --kind compare",
            ));
        }
        Some(Command::Diff { old, new, .. }) => diff(old, new, global)?,
        Some(Command::Check { document, .. }) => check(document.as_ref(), global)?,
        _ => {}
    }
    let is_of_sheets = global.year.is_some() || global.column.is_some();
    if is_of_sheets && global.data.is_empty() {
        return Err(Error::usage(
            "--year と --column は行政事業レビューのデータのためのものです。データを --data FILE で指定してください",
            "--year and --column are of review sheets; name these with --data FILE",
        ));
    }
    // Data that was named as a document is one more of them.
    let is_plain = !matches!(command, None | Some(Command::Read { .. }));
    let is_about_both = command.is_some_and(data::asks);
    let is_data_named = !global.data.is_empty() && !global.only_beside;
    if is_plain && !is_about_both && is_data_named && !global.file.is_empty() {
        return Err(several(global.file.first()));
    }
    Ok(())
}

fn diff(old: &Path, new: &Path, global: &Global) -> Result<(), Error> {
    if !global.file.is_empty() || !global.compare.is_empty() {
        return Err(Error::usage(
            "diff の2つの文書は後に書きます: shisaku diff 前の文書 後の文書",
            "diff takes its two documents behind it: shisaku diff OLD NEW",
        ));
    }
    let input = Path::new("-");
    if old == input && new == input {
        return Err(Error::usage(
            "標準入力（-）から読める文書は1つだけです",
            "standard input (-) gives one document only",
        ));
    }
    Ok(())
}

fn check(document: Option<&PathBuf>, global: &Global) -> Result<(), Error> {
    let named = usize::from(document.is_some()).saturating_add(global.file.len());
    if named > 1 {
        return Err(several(document.or(global.file.first())));
    }
    Ok(())
}

/// Refuses groups that stand above what they are to be groups of: there are none.
///
/// # Errors
/// As it says.
pub(super) fn by(library: &Library, scope: NodeId, by: Option<Level>) -> Result<(), Error> {
    let kind = library.node(scope).kind;
    if kind == Kind::Document || by.is_none_or(|by| by.kind() >= kind) {
        return Ok(());
    }
    let address = library.address(scope);
    Err(Error::usage(
        format!(
            "--by は {address} より下の段にしてください（pillar、chapter、theme の順に下がります）"
        ),
        format!("--by must be a level below {address}: pillar, chapter, theme go down"),
    ))
}

fn several(one: Option<&PathBuf>) -> Error {
    let one = one.map(|path| path.display().to_string());
    Error::Usage(Usage::SeveralDocuments { one })
}
