//! The contrasts and distances that the themes promise, measured.

use super::*;

const NAMED: [(ThemeName, Tone); 6] = [
    (ThemeName::Light, Tone::Light),
    (ThemeName::Dark, Tone::Dark),
    (ThemeName::HighContrast, Tone::Light),
    (ThemeName::HighContrast, Tone::Dark),
    (ThemeName::ColourBlind, Tone::Light),
    (ThemeName::ColourBlind, Tone::Dark),
];

/// The usual colours of xterm and of the Windows console and VGA text mode.
const XTERM: [u32; 16] = [
    0x00_0000, 0xcd_0000, 0x00_cd00, 0xcd_cd00, 0x00_00ee, 0xcd_00cd, 0x00_cdcd, 0xe5_e5e5,
    0x7f_7f7f, 0xff_0000, 0x00_ff00, 0xff_ff00, 0x5c_5cff, 0xff_00ff, 0x00_ffff, 0xff_ffff,
];
const VGA: [u32; 16] = [
    0x00_0000, 0xaa_0000, 0x00_aa00, 0xaa_5500, 0x00_00aa, 0xaa_00aa, 0x00_aaaa, 0xaa_aaaa,
    0x55_5555, 0xff_5555, 0x55_ff55, 0xff_ff55, 0x55_55ff, 0xff_55ff, 0x55_ffff, 0xff_ffff,
];

fn screen(depth: Depth, tone: Option<Tone>) -> Screen {
    Screen {
        color: true,
        depth,
        tone,
        background: None,
    }
}

fn rgb(color: Color, ansi: &[u32; 16]) -> Rgb {
    let index = match color {
        Color::Rgb(red, green, blue) => return Rgb(red, green, blue),
        Color::Indexed(index) => return Rgb::of_index(index),
        Color::Black => 0,
        Color::Red => 1,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::LightRed => 9,
        Color::LightBlue => 12,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
        other => panic!("{other:?} is measured nowhere"),
    };
    Rgb::hex(ansi[index])
}

/// Text and background of a style over the base.
fn pair(base: Style, over: Style) -> (Rgb, Rgb) {
    let style = base.patch(over);
    let of = |color: Option<Color>| rgb(color.unwrap(), &XTERM);
    (of(style.fg), of(style.bg))
}

#[test]
fn every_role_of_every_theme_has_the_contrast_that_it_promises() {
    for (name, tone) in NAMED {
        let least = if name == ThemeName::HighContrast {
            7.0
        } else {
            LEAST_CONTRAST
        };
        for depth in [Depth::True, Depth::Indexed] {
            let theme = Theme::of(name, &screen(depth, Some(tone)));
            let base = theme.base();
            let roles = Role::ALL.map(|role| (format!("{role:?}"), theme.style(role)));
            let blocks = [
                ("selected".to_owned(), theme.selected()),
                ("status".to_owned(), theme.status()),
                ("head".to_owned(), theme.head(true)),
            ];
            for (what, style) in roles.into_iter().chain(blocks) {
                let (text, background) = pair(base, style);
                let contrast = text.contrast(background);
                let is_bar = ["Bar", "BaseBar", "Hatch"].contains(&what.as_str());
                let least = if is_bar { 3.0 } else { least };
                assert!(
                    contrast >= least,
                    "{name:?} {tone:?} {depth:?} {what}: {contrast:.2}"
                );
                assert!(!style.add_modifier.contains(Modifier::DIM), "{what}");
            }
            // The selected row is seen as such, too.
            let (_, row) = pair(base, theme.selected());
            let (_, ground) = pair(base, Style::new());
            // By its ground, or by a quiet ground and the edge at its left.
            let (edge, _) = pair(base, theme.selected().patch(theme.edge()));
            let seen = row.contrast(ground) >= 3.0
                || (row.contrast(ground) >= 1.2 && edge.contrast(row) >= 3.0);
            assert!(seen, "{name:?} {tone:?} {depth:?}");
        }
    }
}

#[test]
fn the_sixteen_colours_are_read_on_their_background() {
    let (black, white) = (Rgb(0, 0, 0), Rgb(255, 255, 255));
    for (tone, grounds, least) in [
        (Some(Tone::Dark), &[black][..], LEAST_CONTRAST),
        (Some(Tone::Light), &[white], LEAST_CONTRAST),
        (None, &[black, white], 3.0),
    ] {
        let theme = Theme::of(ThemeName::Sixteen, &screen(Depth::Sixteen, tone));
        assert_eq!(theme.base().fg, Some(Color::Reset), "its own text colour");
        for role in Role::ALL {
            let Some(color) = theme.style(role).fg else {
                continue;
            };
            for (ansi, ground) in [XTERM, VGA]
                .iter()
                .flat_map(|ansi| grounds.iter().map(move |ground| (ansi, ground)))
            {
                let contrast = rgb(color, ansi).contrast(*ground);
                // A bar is a mark beside its figure.
                let least = if role == Role::Bar {
                    least.min(2.4)
                } else {
                    least
                };
                assert!(contrast >= least, "{tone:?} {role:?} {contrast:.2}");
            }
        }
    }
}

/// Machado, Oliveira and Fernandes 2009, severity 1: what protanopes, deuteranopes and tritanopes
/// see, as matrices over linear light.
const VISIONS: [(&str, [[f64; 3]; 3]); 4] = [
    (
        "normal",
        [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
    ),
    (
        "protanopia",
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    ),
    (
        "deuteranopia",
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
    ),
    (
        "tritanopia",
        [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    ),
];

fn apply(matrix: [[f64; 3]; 3], v: [f64; 3]) -> [f64; 3] {
    matrix.map(|[a, b, c]| a * v[0] + b * v[1] + c * v[2])
}

/// CIE L*a*b* under D65 of a colour as that eye sees it.
fn lab(color: Rgb, vision: [[f64; 3]; 3]) -> [f64; 3] {
    let light = apply(vision, color.linear()).map(|part| part.clamp(0.0, 1.0));
    let [x, y, z] = apply(
        [
            [0.412_456, 0.357_576, 0.180_438],
            [0.212_673, 0.715_152, 0.072_175],
            [0.019_334, 0.119_192, 0.950_304],
        ],
        light,
    );
    let f = |t: f64| {
        if t > 216.0 / 24389.0 {
            t.cbrt()
        } else {
            (24389.0 / 27.0 * t + 16.0) / 116.0
        }
    };
    let (x, y, z) = (f(x / 0.950_47), f(y), f(z / 1.088_83));
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

fn distance(a: [f64; 3], b: [f64; 3]) -> f64 {
    let square = |i: usize| (a[i] - b[i]).powi(2);
    (square(0) + square(1) + square(2)).sqrt()
}

#[test]
fn colour_blind_eyes_tell_rise_fall_tag_and_match_apart() {
    let roles = [Role::Rise, Role::Fall, Role::Tag, Role::Match, Role::Plain];
    for tone in [Tone::Light, Tone::Dark] {
        let theme = Theme::of(ThemeName::ColourBlind, &screen(Depth::True, Some(tone)));
        for (vision, matrix) in VISIONS {
            for (i, a) in roles.into_iter().enumerate() {
                for b in roles.into_iter().skip(i + 1) {
                    let seen = |role| lab(pair(theme.base(), theme.style(role)).0, matrix);
                    let apart = distance(seen(a), seen(b));
                    // 2.3 is the least that anyone sees; red and green of equal luminance,
                    // which a deuteranope confuses, are about 5.
                    assert!(apart >= 30.0, "{tone:?} {vision} {a:?} {b:?}: {apart:.1}");
                }
            }
        }
    }
}

#[test]
fn auto_follows_the_background_and_leaves_it_where_it_can() {
    let answered = |background| Screen {
        background: Some(background),
        ..screen(Depth::True, Some(Tone::Light))
    };
    let auto = |screen: &Screen| Theme::of(ThemeName::Auto, screen);
    let dark = |paint| {
        let palette = Palette::named(ThemeName::Dark, Tone::Dark).unwrap();
        Colors::Palette(palette, Depth::True, paint)
    };
    // What the terminal tells goes before what the environment says.
    assert_eq!(auto(&answered(Rgb(0, 0, 0))).colors, dark(Paint::Terminal));
    assert_eq!(auto(&answered(Rgb(0, 0, 0))).base().bg, Some(Color::Reset));
    // On a middle grey the colours would not be readable, so that the theme paints its own.
    assert_eq!(
        auto(&answered(Rgb(0x60, 0x60, 0x60))).colors,
        dark(Paint::Own)
    );
    let light = auto(&answered(Rgb(0xfd, 0xf6, 0xe3)));
    assert_eq!(
        light.style(Role::Plain).fg,
        Some(Color::Rgb(0x1d, 0x21, 0x28))
    );
    assert_eq!(
        auto(&screen(Depth::True, None)).colors,
        Colors::Sixteen(None, Paint::Terminal)
    );
    assert_eq!(
        Theme::of(ThemeName::Light, &screen(Depth::Sixteen, Some(Tone::Dark))).colors,
        Colors::Sixteen(Some(Tone::Light), Paint::Own)
    );
}

#[test]
fn without_colour_there_is_none() {
    for name in ThemeName::ALL {
        let theme = Theme::of(
            name,
            &Screen {
                color: false,
                ..screen(Depth::True, Some(Tone::Light))
            },
        );
        assert_eq!(theme.base(), Style::reset());
        let blocks = [theme.selected(), theme.status(), theme.head(false)];
        for style in Role::ALL
            .map(|role| theme.style(role))
            .iter()
            .chain(&blocks)
        {
            assert_eq!((style.fg, style.bg), (None, None));
        }
    }
}

#[test]
fn the_environment_tells_depth_and_tone() {
    for (term, colorterm, depth) in [
        ("xterm-256color", "truecolor", Depth::True),
        ("xterm-256color", "24bit", Depth::True),
        ("xterm-direct", "", Depth::True),
        ("screen-256color", "", Depth::Indexed),
        ("xterm", "", Depth::Sixteen),
        ("", "", Depth::Sixteen),
    ] {
        assert_eq!(Depth::of(term, colorterm), depth, "{term} {colorterm}");
    }
    for (text, tone) in [
        ("15;0", Some(Tone::Dark)),
        ("0;default;15", Some(Tone::Light)),
        ("12;8", Some(Tone::Dark)),
        ("15;default", None),
        ("", None),
    ] {
        assert_eq!(tone_of("xterm", text), tone, "{text}");
    }
    assert_eq!(tone_of("linux", ""), Some(Tone::Dark));
}

#[test]
fn what_stands_on_tinted_planes_can_be_read() {
    for (name, tone) in NAMED {
        let theme = Theme::of(name, &screen(Depth::True, Some(tone)));
        let base = theme.base();
        for plane in [Plane::Panel, Plane::Band, Plane::Stub] {
            // On the map only plain text stands.
            let on_it = |role: &Role| plane != Plane::Stub || *role == Role::Plain;
            for role in Role::ALL.into_iter().filter(on_it) {
                let over = theme.plane(plane).patch(theme.style(role));
                let (text, ground) = pair(base, over);
                let is_mark = matches!(role, Role::Bar | Role::BaseBar | Role::Hatch);
                let least = match (is_mark, plane) {
                    (true, Plane::Panel) => 3.0,
                    (true, _) => 2.4,
                    (false, _) => 3.9,
                };
                let contrast = text.contrast(ground);
                assert!(
                    contrast >= least,
                    "{name:?} {tone:?} {plane:?} {role:?} {contrast:.2}"
                );
            }
        }
        for step in 0..7 {
            let (text, ground) = pair(base, theme.plane(Plane::Change(step)));
            let contrast = text.contrast(ground);
            assert!(
                contrast >= LEAST_CONTRAST,
                "{name:?} {tone:?} {step} {contrast:.2}"
            );
        }
    }
}

#[test]
fn steps_of_the_map_differ_from_their_opposites_for_every_eye() {
    for tone in [Tone::Light, Tone::Dark] {
        let theme = Theme::of(ThemeName::Dark, &screen(Depth::True, Some(tone)));
        for (vision, matrix) in VISIONS {
            for step in 0..3 {
                let seen = |step| {
                    lab(
                        pair(theme.base(), theme.plane(Plane::Change(step))).1,
                        matrix,
                    )
                };
                let apart = distance(seen(step), seen(6 - step));
                assert!(apart >= 20.0, "{tone:?} {vision} {step}: {apart:.1}");
            }
        }
    }
}

#[test]
fn planes_are_mixed_from_the_terminals_own_background() {
    // Backgrounds that people have: dark and light ones of well known schemes.
    for hex in [
        0x00_0000, 0x1e_1e2e, 0x28_2a36, 0x00_2b36, 0x28_2828, 0x0d_1117, 0xff_ffff, 0xfd_f6e3,
        0xfa_f4ed, 0xee_eeee,
    ] {
        let background = Rgb::hex(hex);
        let screen = Screen {
            background: Some(background),
            ..screen(Depth::True, None)
        };
        let theme = Theme::of(ThemeName::Auto, &screen);
        let is_own = theme.base().bg != Some(Color::Reset);
        let mut grounds = Vec::new();
        // A palette's own tints have a test of their own.
        let planes = [Plane::Panel, Plane::Band, Plane::Stub];
        for plane in planes.into_iter().filter(|_| !is_own) {
            let Some(Color::Rgb(red, green, blue)) = theme.plane(plane).bg else {
                continue;
            };
            let ground = Rgb(red, green, blue);
            grounds.push(ground);
            for role in Role::ALL {
                let is_plain = plane != Plane::Stub || role == Role::Plain;
                if matches!(role, Role::Mode | Role::Match) || !is_plain {
                    continue;
                }
                let text = rgb(theme.style(role).fg.unwrap(), &XTERM);
                let least = role_contrast(role);
                let contrast = text.contrast(ground);
                assert!(
                    contrast >= least,
                    "{hex:06x} {plane:?} {role:?}: {contrast:.2}"
                );
            }
        }
        let near = |ground: &Rgb| ground.contrast(background) < 1.6;
        assert!(
            is_own || grounds.iter().all(near),
            "{hex:06x}: a tint, not another ground"
        );
    }
}

#[test]
fn on_an_unknown_ground_marks_have_colour_and_letters_have_none() {
    let theme = Theme::of(ThemeName::Auto, &screen(Depth::True, None));
    for role in [Role::Rise, Role::Fall, Role::Tag] {
        assert_eq!(theme.part("+3.0", role).fg, None);
        let mark = rgb(theme.part("▄▄▙", role).fg.unwrap(), &XTERM);
        for ground in [Rgb(0, 0, 0), Rgb(255, 255, 255)] {
            // Beside its figure and sign, a mark.
            assert!(mark.contrast(ground) >= 2.5, "{role:?}");
        }
    }
    let known = Theme::of(ThemeName::Dark, &screen(Depth::True, None));
    assert_eq!(known.part("▄", Role::Rise), known.style(Role::Rise));
}
