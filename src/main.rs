//! The `shisaku` program: calls the library and turns its result into an exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    shisaku::cli::main()
}
