//! Makes the pictures in `docs/pictures`: the running program in a pseudo-terminal, its cells
//! drawn as SVG on a grid.
//!
//! ```sh
//! cargo run --example pictures            # all of them
//! cargo run --example pictures -- first   # those whose names begin so
//! cargo run --example pictures -- play 80x24 light --ascii -- ':14\\r' l y   # any state, to stdout
//! ```
//!
//! Where a program `resvg` is found (`cargo install resvg`), the first picture and the sheet are
//! also written as PNG.
//! `cargo test --test suite pictures::` checks that what the pictures say is what the program shows.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a tool stops at what it did not expect"
)]

mod blocks;
mod colours;
mod scenes;
mod sheet;
mod svg;
#[path = "../../tests/support/terminal.rs"]
mod terminal;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

/// The pictures that are kept as PNG too, for where an SVG is not shown.
const IMAGES: [&str; 2] = ["first", "sheet"];

/// Where the pictures are kept.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/pictures")
}

fn main() -> ExitCode {
    // The pseudo-terminal runs this same file, as the program.
    if std::env::var_os(terminal::AS_PROGRAM).is_some() {
        return shisaku::cli::main();
    }
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    if let Some(("play", words)) = wanted
        .split_first()
        .map(|(first, rest)| (first.as_str(), rest))
    {
        let Some(scene) = scenes::Scene::asked(words) else {
            eprintln!("play COLUMNSxROWS THEME [OPTION…] -- KEYS…");
            return ExitCode::from(2);
        };
        print!("{}", svg::picture(&scene.shown(), &scene));
        return ExitCode::SUCCESS;
    }
    let is_wanted = |name: &str| wanted.is_empty() || wanted.iter().any(|w| name.starts_with(w));
    fs::create_dir_all(folder()).expect("docs/pictures can be written");
    for scene in scenes::single() {
        if is_wanted(&scene.name) {
            write(&scene.name, &svg::picture(&scene.shown(), &scene));
        }
    }
    if is_wanted("tour") {
        write("tour", &sheet::tour(&scenes::tour()));
    }
    if is_wanted("sheet") {
        write("sheet", &sheet::contact(&scenes::sheet()));
    }
    ExitCode::SUCCESS
}

fn write(name: &str, picture: &str) {
    let path = folder().join(format!("{name}.svg"));
    fs::write(&path, picture).expect("a picture can be written");
    let is_image = IMAGES.contains(&name);
    let image = path.with_extension("png");
    let drawn = is_image
        && Command::new("resvg")
            .arg("--zoom")
            .arg(if name == "sheet" { "1" } else { "1.5" })
            .args([&path, &image])
            // It names every font that lacks a character.
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success());
    println!("{name}: svg{}", if drawn { ", png" } else { "" });
}
