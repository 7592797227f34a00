//! Bash: the library's own script hands over words as bash has cut and quoted them, so that names
//! with blanks come out torn. This one hands over the line.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;

use clap_complete::engine;
use clap_complete::env::EnvCompleter;

use super::line::Typed;

/// The adapter.
pub(super) struct Bash;

/// `COMP_LINE` up to the caret is all that the program needs; each line that comes back is put as
/// it is. Where nothing comes back bash offers files.
const SCRIPT: &str = r#"_shisaku() {
    COMPREPLY=()
    local reply
    while IFS= read -r reply; do
        COMPREPLY+=("$reply")
    done < <(VARIABLE=bash "COMPLETER" -- "${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *[=/] ]]; then
        compopt -o nospace 2>/dev/null
    fi
}
if [[ ${BASH_VERSINFO[0]} -gt 4 || ( ${BASH_VERSINFO[0]} -eq 4 && ${BASH_VERSINFO[1]} -ge 4 ) ]]; then
    complete -o bashdefault -o default -o nosort -F _shisaku NAME
else
    complete -o bashdefault -o default -F _shisaku NAME
fi
"#;

impl EnvCompleter for Bash {
    fn name(&self) -> &'static str {
        "bash"
    }

    fn is(&self, name: &str) -> bool {
        name == "bash"
    }

    fn write_registration(
        &self,
        variable: &str,
        _name: &str,
        bin: &str,
        completer: &str,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let script = SCRIPT
            .replace("VARIABLE", variable)
            .replace("COMPLETER", completer)
            .replace("NAME", bin);
        out.write_all(script.as_bytes())
    }

    fn write_complete(
        &self,
        command: &mut clap::Command,
        arguments: Vec<OsString>,
        here: Option<&Path>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let line = arguments
            .first()
            .map(|line| line.to_string_lossy().into_owned());
        let typed = Typed::read(&line.unwrap_or_default());
        let at = typed.words.len().saturating_sub(1);
        let words = typed.clone().into_words();
        for candidate in engine::complete(command, words, at, here)? {
            let value = candidate.get_value().to_string_lossy();
            // A line break in a name would make two of it.
            let Some(put) = typed.insertion(&value).filter(|put| !put.contains('\n')) else {
                continue;
            };
            writeln!(out, "{put}")?;
        }
        Ok(())
    }
}
