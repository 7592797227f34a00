//! The pictures in `docs/pictures` say what the program shows: their text, not their pixels.
//! `cargo run --example pictures` makes them anew.

#![cfg(unix)]

use crate::support::terminal;
use std::fs;
use std::path::Path;

use crate::support::terminal::Session;
use scenes::{LOOKS, Scene};

#[allow(dead_code, reason = "the maker of the pictures uses all of it")]
#[path = "../../examples/pictures/scenes.rs"]
mod scenes;

/// The texts of a file's pictures, by their captions.
fn told(file: &str, caption: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("docs/pictures")
        .join(file);
    let text = fs::read_to_string(&path).unwrap_or_else(|_| panic!("no {}", path.display()));
    let (_, rest) = text
        .split_once(&format!("<title>{caption}</title>\n<desc>"))
        .unwrap_or_else(|| panic!("no picture {caption:?} in {file}"));
    let (told, _) = rest.split_once("</desc>").unwrap();
    told.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

#[track_caller]
fn is_current(file: &str, scene: &Scene) {
    let told = told(file, &scene.caption);
    let session: Session = scene.played();
    session.wait_until(
        &format!(
            "screen as in {file} ({}); `cargo run --example pictures`:\n{told}",
            scene.caption
        ),
        |screen| screen == told,
    );
}

fn of_the_sheet(look: usize) {
    let theme = LOOKS[look].theme;
    let mut scenes = scenes::sheet();
    assert_eq!(scenes.len(), 24);
    scenes.retain(|scene| scene.look.theme == theme);
    for scene in scenes {
        is_current("sheet.svg", &scene);
    }
}

#[test]
fn the_sheet_is_current_in_dark() {
    of_the_sheet(0);
}

#[test]
fn the_sheet_is_current_in_light() {
    of_the_sheet(1);
}

#[test]
fn the_sheet_is_current_in_16_colours() {
    of_the_sheet(2);
}

#[test]
fn the_sheet_is_current_in_high_contrast() {
    of_the_sheet(3);
}

#[test]
fn the_single_pictures_are_current() {
    for scene in scenes::single() {
        is_current(&format!("{}.svg", scene.name), &scene);
    }
}

#[test]
fn the_tour_is_current() {
    for scene in scenes::tour() {
        is_current("tour.svg", &scene);
    }
}
