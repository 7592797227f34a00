//! SVG to PNG, where the program was built with that.

use crate::lang::Text;

/// Said where it was not, or where there is no Japanese font.
pub const CANNOT: Text = if cfg!(feature = "png") {
    Text::new(
        ".png を描けません: 日本語の書体が見つかりません。書体を入れるか、.svg で書いてください",
        "cannot draw PNG: no Japanese font found; install one (such as Noto Sans CJK) or write .svg",
    )
} else {
    Text::new(
        "この版は .png を描けません: .svg で書いてください（--features png を付けて組み立てた版は描けます）",
        "this build cannot draw PNG: write .svg, or build with `cargo install --features png`",
    )
};

/// The picture as PNG, twice as large as its SVG is; none where that cannot be done.
#[cfg(feature = "png")]
#[must_use]
pub fn png(svg: &str) -> Option<Vec<u8>> {
    use resvg::{tiny_skia, usvg};
    const ZOOM: f32 = 2.0;
    const FONTS: [&str; 12] = [
        "Noto Sans CJK JP",
        "Noto Sans JP",
        "Source Han Sans JP",
        "Hiragino Sans",
        "Yu Gothic",
        "Meiryo",
        "BIZ UDGothic",
        "IPAexGothic",
        "IPAGothic",
        "VL Gothic",
        "TakaoGothic",
        "MS Gothic",
    ];
    let mut options = usvg::Options::default();
    options.fontdb_mut().load_system_fonts();
    let has = |name: &str| {
        let query = usvg::fontdb::Query {
            families: &[usvg::fontdb::Family::Name(name)],
            ..usvg::fontdb::Query::default()
        };
        options.fontdb.query(&query).is_some()
    };
    // A picture without its words is worse than none.
    let font = FONTS.into_iter().find(|name| has(name))?;
    options.font_family = font.to_owned();
    let named = svg.replacen(super::FONT, &format!("'{font}',sans-serif"), 1);
    let tree = usvg::Tree::from_str(&named, &options).ok()?;
    let size = tree.size().to_int_size().scale_by(ZOOM)?;
    let mut pixels = tiny_skia::Pixmap::new(size.width(), size.height())?;
    let transform = tiny_skia::Transform::from_scale(ZOOM, ZOOM);
    resvg::render(&tree, transform, &mut pixels.as_mut());
    pixels.encode_png().ok()
}

/// The picture as PNG; none, since the program was built without.
#[cfg(not(feature = "png"))]
#[must_use]
pub const fn png(_: &str) -> Option<Vec<u8>> {
    None
}
