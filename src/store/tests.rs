use super::*;
use crate::explorer::Saved;
use crate::marks::Name;
use crate::reading::Verbosity;

fn path() -> (tempfile::TempDir, PathBuf) {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("deep").join("state.json");
    (directory, path)
}

fn mark(address: &str, note: &str) -> Entry {
    Entry {
        name: Name {
            address: address.to_owned(),
            title: format!("t{address}"),
        },
        note: note.to_owned(),
    }
}

fn kept(place: &str, marks: &[Entry]) -> Kept {
    Kept {
        saved: Saved {
            place: Some(place.to_owned()),
            marks: marks.to_vec(),
            ..Saved::default()
        },
        verbosity: Verbosity::Full,
    }
}

fn read(path: &Path) -> Kept {
    Store::at(path.to_owned()).load(Lang::Ja).kept
}

#[test]
fn what_was_kept_comes_back() {
    let (_directory, path) = path();
    let mut store = Store::at(path.clone());
    assert_eq!(store.load(Lang::Ja), Loaded::default());
    store.save(&kept("14.1", &[mark("1", "a")])).unwrap();
    store.save(&kept("15.2", &[mark("1", "a")])).unwrap();
    assert_eq!(read(&path), kept("15.2", &[mark("1", "a")]));
    // One file and nothing beside it.
    assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
}

#[test]
fn a_damaged_file_is_set_aside_and_told() {
    let (_directory, path) = path();
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    for (n, damage) in [&b"{\"place\": 3"[..], b"\xff\xfe", b""].iter().enumerate() {
        fs::write(&path, damage).unwrap();
        // Whoever only looks changes nothing.
        assert_eq!(Store::at(path.clone()).look(Lang::En).warnings.len(), 1);
        let mut store = Store::at(path.clone());
        let loaded = store.load(Lang::En);
        assert_eq!(loaded.kept, Kept::default());
        let name = format!("state.damaged-{}.json", n + 1);
        assert!(loaded.warnings[0].short().ends_with(&name), "{loaded:?}");
        assert!(loaded.warnings[0].long().contains(&name), "{loaded:?}");
        store.save(&kept("2", &[])).unwrap();
        assert_eq!(read(&path), kept("2", &[]));
        assert_eq!(fs::read(path.with_file_name(name)).unwrap(), *damage);
    }
}

#[test]
fn a_file_of_a_newer_program_is_copied_and_used_as_far_as_it_goes() {
    let (_directory, path) = path();
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let text = r#"{"version":9,"verbosity":"sung","marks":[{"address":"1","title":"t1"}],"x":1}"#;
    fs::write(&path, text).unwrap();
    let mut store = Store::at(path.clone());
    let loaded = store.load(Lang::En);
    assert_eq!(loaded.kept.saved.marks, [mark("1", "")]);
    assert!(loaded.warnings[0].short().ends_with("state.newer-1.json"));
    store.save(&loaded.kept).unwrap();
    let copy = fs::read_to_string(path.with_file_name("state.newer-1.json")).unwrap();
    assert_eq!(copy, text);
    assert!(fs::read_to_string(&path).unwrap().contains("\"x\":1"));
    assert_eq!(Store::at(path).load(Lang::En).warnings, []);
}

#[test]
fn several_programs_keep_each_others_marks() {
    let (_directory, path) = path();
    Store::at(path.clone())
        .save(&kept("1", &[mark("1", "")]))
        .unwrap();
    let [mut one, mut two, mut idle] = [(); 3].map(|()| {
        let mut store = Store::at(path.clone());
        drop(store.load(Lang::Ja));
        store
    });
    one.save(&kept("1", &[mark("1", ""), mark("2", "two")]))
        .unwrap();
    two.save(&kept("1", &[mark("3", "")])).unwrap();
    idle.save(&kept("9", &[mark("1", "")])).unwrap();
    assert_eq!(read(&path), kept("9", &[mark("2", "two"), mark("3", "")]));
    // Where somebody removed the file, nothing that is known here is lost.
    fs::remove_file(&path).unwrap();
    one.save(&kept("1", &[mark("1", ""), mark("2", "two")]))
        .unwrap();
    assert_eq!(read(&path).saved.marks.len(), 2);
}

#[test]
fn each_document_keeps_its_own_marks() {
    let directory = tempfile::tempdir().unwrap();
    let at = |name: &str| Home::at(Ok(directory.path().join(name)));
    let mut both = Store {
        homes: vec![at("a"), at("b")],
    };
    let marks = [mark("1", "of a"), mark("2:7", "of b")];
    assert_eq!(both.save(&kept("2:7", &marks)).unwrap(), None);
    let load = |homes: Vec<Home>| Store { homes }.load(Lang::Ja).kept.saved.marks;
    assert_eq!(load(vec![at("a")]), [mark("1", "of a")]);
    let of_b = |address: &str| {
        let mut entry = mark("2:7", "of b");
        entry.name.address = address.to_owned();
        entry
    };
    assert_eq!(load(vec![at("b")]), [of_b("7")]);
    assert_eq!(load(vec![at("b"), at("a")])[0], of_b("7"));
    // One document alone leaves the other's marks be.
    let mut alone = Store {
        homes: vec![at("a")],
    };
    drop(alone.load(Lang::Ja));
    alone.save(&kept("1", &[])).unwrap();
    assert_eq!(load(vec![at("a"), at("b")]), [of_b("2:7")]);
}

#[test]
fn where_nothing_can_be_kept_it_is_said() {
    let mut store = Store::for_documents(&[Origin::StandardInput]);
    assert_eq!(store.save(&kept("1", &[])).unwrap(), None);
    let why = store.save(&kept("1", &[mark("1", "")])).unwrap();
    assert_eq!(why, Some(STANDARD_INPUT));
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("file");
    fs::write(&file, "").unwrap();
    let mut store = Store::at(file.join("state.json"));
    assert!(store.save(&kept("1", &[])).is_err());
}

#[test]
fn what_is_no_ordinary_file_is_moved_out_of_the_way() {
    let (_directory, path) = path();
    fs::create_dir_all(&path).unwrap();
    let mut store = Store::at(path.clone());
    assert_eq!(store.load(Lang::Ja).warnings.len(), 1);
    store.save(&kept("1", &[])).unwrap();
    assert_eq!(read(&path), kept("1", &[]));
}

#[test]
fn documents_of_one_name_are_kept_apart() {
    assert_ne!(
        file_name(Path::new("a/x.txt")),
        file_name(Path::new("b/x.txt"))
    );
}

#[test]
fn a_start_is_the_first_until_something_was_kept() {
    let directory = tempfile::tempdir().unwrap();
    let place = || directory.path().join("shisaku").join("embedded.json");
    let mut store = Store::at(place());
    assert!(store.is_first());
    store.save(&Kept::default()).unwrap();
    assert!(!Store::at(place()).is_first());
}

#[test]
fn the_word_on_a_link_is_kept_and_that_of_others_stays() {
    let (_directory, path) = path();
    let verdict = |line: &str, confirmed| Verdict {
        line: line.to_owned(),
        ministry: "灯台省".to_owned(),
        sheet: "灯台の光の測定".to_owned(),
        confirmed,
    };
    let saying = |links: &[Verdict]| {
        let mut kept = kept("1", &[]);
        kept.saved.links = links.to_vec();
        kept
    };
    let (mut ours, mut theirs) = (Store::at(path.clone()), Store::at(path.clone()));
    let _ = ours.load(Lang::Ja);
    let _ = theirs.load(Lang::Ja);
    ours.save(&saying(&[verdict("光の測定", true)])).unwrap();
    theirs.save(&saying(&[verdict("霧の研究", false)])).unwrap();
    assert_eq!(read(&path).saved.links.len(), 2);
    // Taken back by one it is gone, and the other's word stands.
    ours.save(&saying(&[])).unwrap();
    assert_eq!(read(&path).saved.links, [verdict("霧の研究", false)]);
    // Who only moves meanwhile reverts nothing of what another says.
    let _ = ours.load(Lang::Ja);
    theirs.save(&saying(&[verdict("霧の研究", true)])).unwrap();
    ours.save(&saying(&[verdict("霧の研究", false)])).unwrap();
    assert_eq!(read(&path).saved.links, [verdict("霧の研究", true)]);
    // Where somebody removed the file, nothing that is known here is lost.
    fs::remove_file(&path).unwrap();
    theirs.save(&saying(&[verdict("霧の研究", true)])).unwrap();
    assert_eq!(read(&path).saved.links, [verdict("霧の研究", true)]);
}

#[test]
fn what_is_no_address_within_the_document_stays_in_its_file() {
    let (_directory, path) = path();
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let marks = |path: &Path| -> Value {
        let written: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
        written["marks"].clone()
    };
    let strange = ["x:1", "2:3", "", "seventh"].map(|address| {
        let of = Entry {
            note: "n".to_owned(),
            ..mark(address, "")
        };
        serde_json::to_value(of).unwrap()
    });
    let own = serde_json::to_value(mark("1", "a")).unwrap();
    let all: Vec<Value> = strange.iter().cloned().chain([own]).collect();
    let text = serde_json::json!({ "marks": all });
    fs::write(&path, text.to_string()).unwrap();
    let mut store = Store::at(path.clone());
    let loaded = store.load(Lang::Ja);
    assert_eq!(loaded.kept.saved.marks, [mark("1", "a")]);
    store.save(&loaded.kept).unwrap();
    assert_eq!(marks(&path), Value::from(all));
    store.save(&kept("1", &[])).unwrap();
    assert_eq!(marks(&path), Value::from(strange.to_vec()));
}
