//! Bytes being written.

/// Gathers bytes.
pub(super) struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    pub(super) const fn new() -> Self {
        Self { bytes: Vec::new() }
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// A number in groups of seven bits.
    pub(super) fn number(&mut self, mut value: u128) {
        while value >= 0x80 {
            self.bytes.push(low_bits(value) | 0x80);
            value >>= 7;
        }
        self.bytes.push(low_bits(value));
    }

    pub(super) fn text(&mut self, text: &str) {
        self.number(text.len() as u128);
        self.bytes.extend(text.as_bytes());
    }
}

/// The lowest seven bits.
fn low_bits(value: u128) -> u8 {
    u8::try_from(value & 0x7f).unwrap_or_default()
}
