//! Pictures of a node: SVG, or PNG where the file's name says so.

use std::io::Write;

use super::{Opened, target};
use crate::cli::args::{Output, PictureKind};
use crate::error::{Error, Usage};
use crate::model::NodeId;
use crate::output::chart::{self, Ground, Picture};

/// What is to be drawn.
pub struct Request {
    /// The node.
    pub id: NodeId,
    /// How.
    pub kind: PictureKind,
    /// The other node, where two are compared.
    pub with: Option<NodeId>,
    /// Light on dark.
    pub dark: bool,
}

/// Draws it to where it is asked for.
///
/// # Errors
/// What keeps it from being written; a PNG where there is no way to draw one.
pub fn write(
    out: &mut dyn Write,
    opened: &Opened,
    file: &Output,
    request: &Request,
) -> Result<(), Error> {
    target::only_form(file, "svg", &["svg", "png"])?;
    let picture = match (request.kind, request.with) {
        (PictureKind::Bars, _) | (PictureKind::Compare, None) => Picture::Bars,
        (PictureKind::Waterfall, _) => Picture::Waterfall,
        (PictureKind::Map, _) => Picture::Map,
        (PictureKind::Compare, Some(other)) => Picture::Beside(other),
        (PictureKind::Card, _) => Picture::Card,
    };
    let ground = if request.dark {
        Ground::Dark
    } else {
        Ground::Light
    };
    let svg = chart::svg(&opened.look, &opened.library, request.id, picture, ground)?;
    if !target::is_png(file) {
        return target::to(out, file, opened, |out| out.write_all(svg.as_bytes()));
    }
    let png = chart::png(&svg).ok_or_else(|| {
        Error::Usage(Usage::Arguments(opened.look.text(chart::CANNOT).to_owned()))
    })?;
    target::to(out, file, opened, |out| out.write_all(&png))
}
