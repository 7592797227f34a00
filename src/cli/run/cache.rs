//! `shisaku cache`: where documents that were read are kept, how much that is, and emptying it.

use std::io::Write;

use crate::error::Error;
use crate::lang::{Lang, Text};
use crate::store::cache::Cache;
use crate::text::shown;

const NOWHERE: Text = Text::new("（置き場所がありません）", "(no place for it here)");

/// Says where the cache is and what is in it; empties it where that is asked for.
///
/// # Errors
/// When a file of it cannot be removed or the answer not be written.
pub fn run(out: &mut dyn Write, clear: bool, lang: Lang) -> Result<u8, Error> {
    let Some(cache) = Cache::here() else {
        writeln!(out, "{}", NOWHERE.get(lang))?;
        out.flush()?;
        return Ok(0);
    };
    let size = if clear { cache.clear()? } else { cache.size() };
    let place = cache.directory().to_string_lossy();
    let (place, count) = (shown(&place), size.documents);
    let mib = size.bytes.div_ceil(1024 * 1024);
    match (lang, clear) {
        (Lang::Ja, false) => writeln!(out, "{place}: 文書{count}件、{mib} MiB")?,
        (Lang::Ja, true) => writeln!(out, "{place}: 文書{count}件、{mib} MiBを消しました")?,
        (Lang::En, false) => writeln!(out, "{place}: {count} documents, {mib} MiB")?,
        (Lang::En, true) => writeln!(out, "{place}: {count} documents, {mib} MiB removed")?,
    }
    out.flush()?;
    Ok(0)
}
