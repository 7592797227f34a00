//! The `shisaku` program: calls the library and turns its result into an exit code.
fn main() {}
