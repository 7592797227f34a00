use super::*;
use crate::model::Document;
use crate::parse::parse;

/// What a document is, to the last field.
fn whole(document: &Document) -> String {
    format!("{document:?}")
}

/// Documents of both readers, with every form of money, an original and findings.
fn documents() -> Vec<Document> {
    let marked = "# 重点施策\n\n## 1 防災\n\n消防\n\n## (1) 消防の強化\n\n本文。2億円のうち。\n\n\
        【予算】消防車 2.0億円（2年度 1.0億円、元年度補正 0.5億円）\n\
        救急 78.5億円の内数（2年度 70億円の内数）\n\
        港 事項要求\n\
        基金 産業投資450億円、政府保証270億円（2年度 10億円）\n\
        灯台 3億円（新規）\n\n## (2) 消防団（再掲）\n\n【予算】消防車 2.0億円（2年度 1.0億円）【再掲】\n";
    let other = "予算の概要\n\n1 港湾\n・岸壁の改修 12億円（10億円）\n・灯台 △3百万円\n計 15億円\n";
    let seed = include_str!("../../seeds/000_3bd7bf674129a828.txt");
    [marked, other, seed]
        .into_iter()
        .map(|text| parse("a.txt", text).unwrap())
        .collect()
}

#[test]
fn what_was_written_is_read_back_whole() {
    for document in documents() {
        let bytes = write(&document).unwrap();
        assert_eq!(whole(&read(&bytes).unwrap()), whole(&document));
    }
}

#[test]
fn damaged_bytes_are_no_document() {
    let document = &documents()[0];
    let bytes = write(document).unwrap();
    for at in 0..bytes.len() {
        let mut damaged = bytes.clone();
        damaged[at] ^= 0x10;
        assert!(read(&damaged).is_none(), "byte {at}");
        assert!(read(&bytes[..at]).is_none(), "cut at {at}");
    }
    let longer = [&bytes[..], b"x"].concat();
    assert!(read(&longer).is_none());
}

/// Behind a checksum that is right too, what is no tree is none, and nothing panics or takes
/// more than the bytes can hold.
#[test]
fn bytes_that_are_no_tree_are_no_document() {
    let bytes = write(&documents()[0]).unwrap();
    let head = MAGIC.len() + 12;
    let body = &bytes[head..];
    for at in 0..body.len() {
        for value in [0, 1, 0x7f, 0xff] {
            let mut body = body.to_vec();
            body[at] = value;
            let mut forged = bytes[..MAGIC.len() + 4].to_vec();
            forged.extend(checksum(&body).to_le_bytes());
            forged.extend(&body);
            if let Some(document) = read(&forged) {
                let library = crate::model::Library::new(vec![document]);
                assert!(library.budget_lines(library.documents()[0].root).count() < 1000);
            }
        }
    }
}
