//! Every document of a folder as a file of its rows, in a folder that says which document it is.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const ONE: &str =
    "# 施策\n\n## 1 安全\n\n消防\n\n## (1) 消防団\n\n【予算】消防車 2.0億円（2年度 1.0億円）\n";

fn run(at: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_shisaku"))
        .args(arguments)
        .args(["--lang", "en"])
        .current_dir(at)
        .env("XDG_CONFIG_HOME", at)
        .env("XDG_STATE_HOME", at)
        .output()
        .unwrap()
}

fn said(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let code = output.status.code();
    (code, text(&output.stdout), text(&output.stderr))
}

/// More documents than a screen opens, one that is none, and files that are no documents.
fn papers(at: &Path) {
    let papers = at.join("papers");
    fs::create_dir(&papers).unwrap();
    for number in 0..250 {
        let text = ONE.replace("2.0億円", &format!("{number}.5億円"));
        fs::write(papers.join(format!("{number:03}.txt")), text).unwrap();
    }
    fs::write(papers.join("damaged.pdf"), "%PDF-1.7 cut off").unwrap();
    fs::write(papers.join("picture.png"), "png").unwrap();
}

#[test]
fn each_document_has_a_folder_and_a_run_that_broke_off_goes_on() {
    let home = tempfile::tempdir().unwrap();
    let at = home.path();
    papers(at);
    let asked = [
        "export",
        "papers",
        "--partition-by",
        "document",
        "-o",
        "out/",
    ];
    let (code, told, trouble) = said(&run(at, &asked));
    assert_eq!(
        (code, told.trim()),
        (Some(3), "out/: 250 written, 0 were there, 1 could not be")
    );
    assert!(trouble.contains("damaged.pdf"), "{trouble}");
    let place = |number: u32| at.join(format!("out/document={number:03}.txt/lines.jsonl"));
    for number in 0..250 {
        let text = fs::read_to_string(place(number)).unwrap();
        let row: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(row["request_oku"], format!("{number}.5"));
    }
    // The rows are those of a plain export.
    let plain = run(
        at,
        &["--file", "papers/007.txt", "export", "--format", "jsonl"],
    );
    assert_eq!(plain.stdout, fs::read(place(7)).unwrap());
    assert_eq!(fs::read_dir(at.join("out")).unwrap().count(), 250);

    fs::remove_file(at.join("papers/damaged.pdf")).unwrap();
    fs::remove_file(place(3)).unwrap();
    fs::write(place(4), "mine").unwrap();
    let (code, told, _) = said(&run(at, &asked));
    assert_eq!(
        (code, told.trim()),
        (Some(0), "out/: 1 written, 249 were there, 0 could not be")
    );
    assert_eq!(fs::read_to_string(place(4)).unwrap(), "mine");
    // Named before the command it is the same; --force writes everything anew.
    let before = [
        "papers",
        "export",
        "--partition-by",
        "document",
        "-o",
        "out/",
        "--force",
    ];
    let (code, told, _) = said(&run(at, &before));
    assert_eq!(
        (code, told.trim()),
        (Some(0), "out/: 250 written, 0 were there, 0 could not be")
    );
    assert_ne!(fs::read_to_string(place(4)).unwrap(), "mine");
}

#[test]
fn what_does_not_fit_together_is_said() {
    let home = tempfile::tempdir().unwrap();
    let at = home.path();
    fs::write(at.join("a.txt"), ONE).unwrap();
    let by = ["export", "a.txt", "--partition-by", "document"];
    for (more, word) in [
        (&["-o", "out", "--format", "csv"][..], "jsonl"),
        (&[], "-o OUT/"),
        (&["-o", "out", "--query", "消防"], "--partition-by"),
    ] {
        let (code, _, trouble) = said(&run(at, &[&by[..], more].concat()));
        assert_eq!(code, Some(2), "{trouble}");
        assert!(trouble.contains(word), "{trouble}");
    }
    let (code, _, trouble) = said(&run(
        at,
        &["export", "--partition-by", "document", "-o", "out"],
    ));
    assert_eq!(code, Some(2));
    assert!(trouble.contains("FOLDER"), "{trouble}");
    let missing = [
        "export",
        "none.txt",
        "--partition-by",
        "document",
        "-o",
        "out",
    ];
    assert_eq!(said(&run(at, &missing)).0, Some(3));
    assert!(!at.join("out").exists());
}

#[test]
fn parquet_is_written_where_the_program_was_built_with_it() {
    let home = tempfile::tempdir().unwrap();
    let at = home.path();
    fs::write(at.join("a.txt"), ONE).unwrap();
    let asked = ["a.txt", "export", "-o", "a.parquet"];
    let (code, _, trouble) = said(&run(at, &asked));
    let written = fs::read(at.join("a.parquet"));
    if cfg!(feature = "parquet") {
        assert_eq!(code, Some(0), "{trouble}");
        let written = written.unwrap();
        assert!(written.starts_with(b"PAR1") && written.ends_with(b"PAR1"));
        let clash = ["a.txt", "export", "--format", "parquet", "-o", "a.csv"];
        assert_eq!(said(&run(at, &clash)).0, Some(2));
    } else {
        assert_eq!(code, Some(2));
        assert!(trouble.contains("cannot write parquet"), "{trouble}");
        assert!(written.is_err());
    }
}

#[test]
fn what_its_rows_do_not_have_is_told_and_one_document_is_written_once() {
    let home = tempfile::tempdir().unwrap();
    let at = home.path();
    fs::write(
        at.join("a.txt"),
        format!("{ONE}\n【予算】水門 8.l億円（2年度 1.0億円）\n"),
    )
    .unwrap();
    fs::write(at.join("b.txt"), "# 施策\n\n## 1 安全\n\n消防\n").unwrap();
    let asked = ["--file", "a.txt", "--file", "./a.txt", "--file", "b.txt"];
    let asked = [
        &asked[..],
        &["export", "--partition-by", "document", "-o", "out/"],
    ]
    .concat();
    let (code, told, warned) = said(&run(at, &asked));
    assert_eq!(code, Some(0), "{warned}");
    assert!(told.starts_with("out/: 2 written"), "{told}");
    assert_eq!(fs::read_dir(at.join("out")).unwrap().count(), 2);
    assert!(
        warned.contains("money on 1 line(s) could not be read"),
        "{warned}"
    );
    assert!(warned.contains("b.txt"), "{warned}");
}
