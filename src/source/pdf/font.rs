//! From the codes of a text operator to characters and widths.

use std::collections::HashMap;
use std::rc::Rc;

use hayro_cmap::{BfString, CMap, CMapName, CidFamily, load_embedded};
use hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier, Stream, String as Bytes};

/// The fonts of a document, each read once.
#[derive(Default)]
pub(super) struct Fonts {
    known: HashMap<ObjectIdentifier, Rc<Font>>,
    maps: HashMap<Vec<u8>, Option<Rc<CMap>>>,
}

/// One character as a font shows it.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    /// The text, empty where the font does not say which.
    pub(super) text: String,
    /// Advance in units of the type size.
    pub(super) width: f64,
    /// A single byte 32, which takes the word spacing.
    pub(super) space: bool,
    /// Unknown character.
    pub(super) unknown: bool,
}

/// What is needed of a font to read its text.
#[derive(Debug, Default)]
pub(super) struct Font {
    to_unicode: Option<CMap>,
    /// Codes → CIDs, for fonts of more than a byte.
    codes: Option<Rc<CMap>>,
    /// CIDs → characters, of a known character collection.
    collection: Option<Rc<CMap>>,
    /// The codes themselves are UTF-16.
    utf16: bool,
    widths: HashMap<u32, f64>,
    usual_width: f64,
    names: HashMap<u32, String>,
    pub(super) bold: bool,
    pub(super) vertical: bool,
}

impl Fonts {
    /// The font of a resource dictionary.
    pub(super) fn get(&mut self, dict: &Dict<'_>) -> Rc<Font> {
        let id = dict.obj_id();
        if let Some(font) = id.and_then(|id| self.known.get(&id)) {
            return Rc::clone(font);
        }
        let font = Rc::new(self.read(dict));
        if let Some(id) = id {
            self.known.insert(id, Rc::clone(&font));
        }
        font
    }

    fn read(&mut self, dict: &Dict<'_>) -> Font {
        let mut font = Font {
            usual_width: 0.5,
            ..Font::default()
        };
        let stream = dict.get::<Stream<'_>>("ToUnicode");
        font.to_unicode = stream.and_then(|stream| parsed(&stream));
        let subtype = dict.get::<Name<'_>>("Subtype");
        if subtype.as_deref() == Some(b"Type0") {
            self.read_composite(dict, &mut font);
        } else {
            read_simple(dict, &mut font);
        }
        font
    }

    fn read_composite(&mut self, dict: &Dict<'_>, font: &mut Font) {
        let below = dict.get::<Array<'_>>("DescendantFonts");
        let below = below
            .and_then(|array| array.iter::<Dict<'_>>().next())
            .unwrap_or_default();
        let mut family = None;
        if let Some(name) = dict.get::<Name<'_>>("Encoding") {
            let bytes: &[u8] = &name;
            font.vertical = bytes.ends_with(b"V");
            font.utf16 = bytes.starts_with(b"UniJIS") && !bytes.windows(5).any(|w| w == b"UTF32");
            font.codes = self.embedded(bytes);
        } else if let Some(stream) = dict.get::<Stream<'_>>("Encoding") {
            font.codes = parsed(&stream).map(Rc::new);
        }
        let of_codes = font
            .codes
            .as_ref()
            .and_then(|map| map.metadata().character_collection.clone());
        if let Some(info) = below.get::<Dict<'_>>("CIDSystemInfo") {
            let text = |key: &str| {
                info.get::<Bytes<'_>>(key)
                    .map(|s| s.as_bytes().to_vec())
                    .unwrap_or_default()
            };
            family = Some(CidFamily::from_registry_ordering(
                &text("Registry"),
                &text("Ordering"),
            ));
        }
        let families = [family, of_codes.map(|collection| collection.family)];
        let ucs2 = families
            .into_iter()
            .flatten()
            .find_map(|family| family.ucs2_cmap());
        font.collection = ucs2.and_then(|name| self.embedded(name.to_bytes()));
        font.usual_width = below.get::<f64>("DW").unwrap_or(1000.0) / 1000.0;
        if let Some(widths) = below.get::<Array<'_>>("W") {
            read_widths(&widths, &mut font.widths);
        }
        font.bold = is_bold(dict, &below);
    }

    fn embedded(&mut self, name: &[u8]) -> Option<Rc<CMap>> {
        let load = || match name {
            b"Identity-H" => Some(CMap::identity_h()),
            b"Identity-V" => Some(CMap::identity_v()),
            _ => CMap::parse(load_embedded(CMapName::from_bytes(name))?, load_embedded),
        };
        self.maps
            .entry(name.to_vec())
            .or_insert_with(|| load().map(Rc::new))
            .clone()
    }
}

fn parsed(stream: &Stream<'_>) -> Option<CMap> {
    CMap::parse(&stream.decoded().ok()?, load_embedded)
}

/// `/W` is keyed by CID: `c [w1 w2 …]` or `from to w`.
fn read_widths(array: &Array<'_>, widths: &mut HashMap<u32, f64>) {
    let mut numbers: Vec<f64> = Vec::new();
    for object in array.iter::<Object<'_>>() {
        match object {
            Object::Array(list) => {
                let first = numbers.pop().map_or(0, cid);
                numbers.clear();
                for (cid, width) in (first..).zip(list.iter::<f64>()) {
                    widths.insert(cid, width / 1000.0);
                }
            }
            Object::Number(number) => {
                numbers.push(number.as_f64());
                if let [first, last, width] = numbers.as_slice() {
                    for cid in cid(*first)..=cid(*last) {
                        widths.insert(cid, *width / 1000.0);
                    }
                    numbers.clear();
                }
            }
            _ => {}
        }
    }
}

/// A number as a CID; those are at most 65,535, which also bounds ranges.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "bounded just before"
)]
fn cid(number: f64) -> u32 {
    number.clamp(0.0, 65_535.0) as u32
}

fn read_simple(dict: &Dict<'_>, font: &mut Font) {
    let type3 = dict.get::<Name<'_>>("Subtype").as_deref() == Some(b"Type3");
    let matrix = dict.get::<Array<'_>>("FontMatrix");
    let scale = if type3 {
        matrix.and_then(|m| m.iter::<f64>().next()).unwrap_or(0.001)
    } else {
        0.001
    };
    let first = dict.get::<f64>("FirstChar").map_or(0, cid);
    if let Some(widths) = dict.get::<Array<'_>>("Widths") {
        for (code, width) in (first..).zip(widths.iter::<f64>()) {
            font.widths.insert(code, width * scale);
        }
    }
    if let Some(encoding) = dict.get::<Dict<'_>>("Encoding")
        && let Some(differences) = encoding.get::<Array<'_>>("Differences")
    {
        let mut code = 0;
        for object in differences.iter::<Object<'_>>() {
            match object {
                Object::Number(number) => code = cid(number.as_f64()),
                Object::Name(name) => {
                    if let Some(text) = glyph_name(name.as_str()) {
                        font.names.insert(code, text);
                    }
                    code += 1;
                }
                _ => {}
            }
        }
    }
    font.bold = is_bold(dict, dict);
}

/// The character that a glyph's name stands for, of those that papers are set in.
fn glyph_name(name: &str) -> Option<String> {
    let mut chars = name.chars();
    if let (Some(only), None) = (chars.next(), chars.next()) {
        return Some(only.to_string());
    }
    let hex = name.strip_prefix("uni").or_else(|| name.strip_prefix('u'));
    if let Some(c) = hex
        .and_then(|hex| u32::from_str_radix(hex, 16).ok())
        .and_then(char::from_u32)
    {
        return Some(c.to_string());
    }
    let names = [
        ("zero", "0"),
        ("one", "1"),
        ("two", "2"),
        ("three", "3"),
        ("four", "4"),
        ("five", "5"),
        ("six", "6"),
        ("seven", "7"),
        ("eight", "8"),
        ("nine", "9"),
        ("comma", ","),
        ("period", "."),
        ("hyphen", "-"),
        ("minus", "−"),
        ("plus", "+"),
        ("parenleft", "("),
        ("parenright", ")"),
        ("space", " "),
        ("percent", "%"),
        ("colon", ":"),
        ("slash", "/"),
        ("bracketleft", "["),
        ("bracketright", "]"),
        ("triangle", "△"),
        ("bullet", "•"),
        ("asterisk", "*"),
        ("yen", "¥"),
    ];
    names
        .iter()
        .find(|(own, _)| *own == name)
        .map(|(_, text)| (*text).to_owned())
}

fn is_bold(dict: &Dict<'_>, below: &Dict<'_>) -> bool {
    let name = dict
        .get::<Name<'_>>("BaseFont")
        .map(|name| name.as_str().to_lowercase())
        .unwrap_or_default();
    let named = [
        "bold", "heavy", "black", "-w5", "-w6", "-w7", "-w8", "-w9", "-db", "-eb",
    ];
    let Some(about) = below.get::<Dict<'_>>("FontDescriptor") else {
        return named.iter().any(|word| name.contains(word));
    };
    let flags = about.get::<f64>("Flags").map_or(0, |flags| {
        #[allow(clippy::cast_possible_truncation, reason = "bit flags of 32 bits")]
        let flags = flags as i64;
        flags
    });
    named.iter().any(|word| name.contains(word))
        || flags & 0x4_0000 != 0
        || about
            .get::<f64>("FontWeight")
            .is_some_and(|weight| weight >= 600.0)
}

impl Font {
    /// The characters of a string of a text operator.
    pub(super) fn decode(&self, bytes: &[u8]) -> Vec<Shown> {
        match &self.codes {
            Some(codes) => self.decode_composite(bytes, codes),
            None if self.usual_width == 0.5 || self.to_unicode.is_some() => {
                self.decode_simple(bytes)
            }
            None => self.decode_simple(bytes),
        }
    }

    fn decode_simple(&self, bytes: &[u8]) -> Vec<Shown> {
        let shown = |byte: &u8| {
            let code = u32::from(*byte);
            let text = self.mapped(code).or_else(|| self.names.get(&code).cloned());
            let text = text.or_else(|| {
                let (text, _) = encoding_rs::WINDOWS_1252
                    .decode_without_bom_handling(std::slice::from_ref(byte));
                let plain = text.chars().all(|c| !c.is_control());
                plain.then(|| text.into_owned())
            });
            let width = self.widths.get(&code).copied().unwrap_or(self.usual_width);
            Shown {
                unknown: text.is_none(),
                text: text.unwrap_or_default(),
                width,
                space: code == 32,
            }
        };
        bytes.iter().map(shown).collect()
    }

    fn decode_composite(&self, bytes: &[u8], codes: &CMap) -> Vec<Shown> {
        let mut shown = Vec::new();
        let mut rest = bytes;
        while !rest.is_empty() {
            let found = (1..=4u8).find_map(|length| {
                let code = rest.get(..usize::from(length))?;
                let code = code
                    .iter()
                    .fold(0u32, |code, byte| code << 8 | u32::from(*byte));
                codes
                    .lookup_cid_code(code, length)
                    .map(|cid| (code, length, cid))
            });
            let (code, length, cid) = found.unwrap_or_else(|| {
                let code = rest
                    .iter()
                    .take(2)
                    .fold(0u32, |code, byte| code << 8 | u32::from(*byte));
                (code, 2, 0)
            });
            let text = self.mapped(code).or_else(|| self.of_collection(code, cid));
            let width = self.widths.get(&cid).copied().unwrap_or(self.usual_width);
            shown.push(Shown {
                unknown: text.is_none(),
                text: text.unwrap_or_default(),
                width,
                space: length == 1 && code == 32,
            });
            rest = rest.get(usize::from(length)..).unwrap_or_default();
        }
        shown
    }

    /// By the font's own table. A table of NULs and replacement characters says nothing.
    fn mapped(&self, code: u32) -> Option<String> {
        let text = match self.to_unicode.as_ref()?.lookup_bf_string(code)? {
            BfString::Char(c) => c.to_string(),
            BfString::String(text) => text,
        };
        clean(&text)
    }

    fn of_collection(&self, code: u32, cid: u32) -> Option<String> {
        if self.utf16 {
            let units = [(code >> 16) as u16, (code & 0xffff) as u16];
            let units = if code > 0xffff {
                units.as_slice()
            } else {
                units.get(1..)?
            };
            return clean(&String::from_utf16(units).ok()?);
        }
        let text = match self.collection.as_ref()?.lookup_bf_string(cid)? {
            BfString::Char(c) => c.to_string(),
            BfString::String(text) => text,
        };
        clean(&text)
    }
}

/// Without variation selectors, with the wave dash that papers mean, and with plain signs for the bullets of symbol
/// fonts, which have no characters of their own.
fn clean(text: &str) -> Option<String> {
    let text: String = text
        .chars()
        .filter(|c| !matches!(c, '\0' | '\u{fffd}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}'))
        .map(|c| match c {
            '\u{301c}' => '～',
            '\u{f06c}' | '\u{f09f}' | '\u{f0b7}' => '●',
            '\u{f06e}' | '\u{f0a7}' => '■',
            '\u{f071}' | '\u{f0a8}' => '□',
            '\u{f075}' => '◆',
            '\u{f0d8}' | '\u{f0e8}' => '➢',
            '\u{f0fc}' => '✓',
            other => other,
        })
        .collect();
    (!text.is_empty() && !text.chars().any(|c| matches!(c, '\u{e000}'..='\u{f8ff}')))
        .then_some(text)
}
