#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use super::*;

#[test]
fn formats_are_told_by_their_contents() {
    assert_eq!(kind("令和9年度".as_bytes()), Ok(Kind::Text));
    assert_eq!(kind(b"# a\n<br>\n"), Ok(Kind::Text));
    assert_eq!(kind(b"\xef\xbb\xbf \n<!DOCTYPE html><p>a"), Ok(Kind::Html));
    assert_eq!(kind(b"<HTML><BODY>"), Ok(Kind::Html));
    assert_eq!(kind(b"\n%PDF-1.4\n"), Ok(Kind::Pdf));
    assert_eq!(
        kind(&[0xd0, 0xcf, 0x11, 0xe0, 0, 0]),
        Err(SourceError::OldOffice)
    );
    assert_eq!(
        kind(b"PK\x03\x04 and nothing more"),
        Err(SourceError::Broken("zip"))
    );
    assert!(has_own_lines("令和9年度".as_bytes()) && has_own_lines(b"<html>"));
    assert!(!has_own_lines(b"%PDF-1.4\n") && !has_own_lines(b"PK\x03\x04 and on"));
}

#[test]
fn a_panic_of_a_reader_is_a_broken_file() {
    let nothing: Vec<u32> = Vec::new();
    let seen = quietly(|| nothing[0]);
    assert_eq!(seen, None);
}
