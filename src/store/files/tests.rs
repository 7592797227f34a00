use super::*;

fn names(directory: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(directory)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn put(path: &Path, text: &str) -> io::Result<()> {
    replace(path, Access::Usual, |out| out.write_all(text.as_bytes()))
}

#[test]
fn what_fails_half_way_leaves_the_old_file_and_nothing_else() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("a.csv");
    put(&path, "old").unwrap();
    let failed = replace(&path, Access::Usual, |out| {
        out.write_all(&[b'x'; 100_000])?;
        Err(io::ErrorKind::StorageFull.into())
    });
    assert_eq!(failed.unwrap_err().kind(), io::ErrorKind::StorageFull);
    assert_eq!(fs::read_to_string(&path).unwrap(), "old");
    let failed = create([directory.path().join("b.csv")], |_| {
        Err(io::ErrorKind::StorageFull.into())
    });
    assert!(failed.is_err());
    assert_eq!(names(directory.path()), ["a.csv"]);
}

#[cfg(unix)]
#[test]
fn links_and_permissions_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let directory = tempfile::tempdir().unwrap();
    let (real, link) = (
        directory.path().join("real.toml"),
        directory.path().join("link.toml"),
    );
    symlink("real.toml", &link).unwrap();
    // Through a link to nothing the file is made.
    put(&link, "one").unwrap();
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    put(&link, "two").unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::read_to_string(&real).unwrap(), "two");
    let mode = fs::metadata(&real).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
    assert_eq!(names(directory.path()), ["link.toml", "real.toml"]);
    symlink("loop", directory.path().join("loop")).unwrap();
    assert!(put(&directory.path().join("loop"), "x").is_err());
    put(Path::new("/dev/null"), "x").unwrap();
    assert!(!fs::metadata("/dev/null").unwrap().is_file());
}

#[test]
fn left_over_files_are_swept_but_not_those_being_written() {
    let directory = tempfile::tempdir().unwrap();
    let left = directory.path().join(".shisaku-abcdef.tmp");
    fs::write(&left, "half").unwrap();
    fs::write(directory.path().join(".shisaku-notes"), "mine").unwrap();
    let written = draft(directory.path(), Access::Private).unwrap();
    put(&directory.path().join("a"), "x").unwrap();
    assert!(!left.exists() && written.path().exists());
    drop(written);
    assert_eq!(names(directory.path()), [".shisaku-notes", "a"]);
}

#[test]
fn a_copy_is_read_only_and_goes_with_its_value() {
    let copy = Copy::of("本文", ".md").unwrap();
    let path = copy.path().to_owned();
    assert_eq!(fs::read_to_string(&path).unwrap(), "本文");
    assert!(fs::metadata(&path).unwrap().permissions().readonly());
    assert!(copies().contains(&path));
    drop(copy);
    assert!(!path.exists() && !copies().contains(&path));
}

#[test]
fn files_that_are_there_stay_when_a_new_one_is_made() {
    let directory = tempfile::tempdir().unwrap();
    let at = |name: &str| directory.path().join(name);
    put(&at("a.md"), "mine").unwrap();
    let made = create([at("a.md"), at("a-2.md")], |out| out.write_all(b"new")).unwrap();
    assert_eq!(made, at("a-2.md"));
    assert_eq!(fs::read_to_string(at("a.md")).unwrap(), "mine");
    let taken = create([at("a.md")], |_| Ok(())).unwrap_err();
    assert_eq!(taken.kind(), io::ErrorKind::AlreadyExists);
}

#[test]
fn only_small_ordinary_files_are_read() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("a");
    assert_eq!(read_small(&path, 4).unwrap(), None);
    fs::write(&path, "1234").unwrap();
    assert_eq!(read_small(&path, 4).unwrap().unwrap(), b"1234");
    let kind = |limit| read_small(&path, limit).unwrap_err().kind();
    assert_eq!(kind(3), io::ErrorKind::FileTooLarge);
    let kind = read_small(directory.path(), 4).unwrap_err().kind();
    assert_eq!(kind, io::ErrorKind::InvalidInput);
    #[cfg(unix)]
    assert!(read_small(Path::new("/dev/zero"), 4).is_err());
}

#[test]
fn a_file_set_aside_takes_nobody_elses_name() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("a.json");
    for number in 1..=2 {
        let aside = name_aside(&path, "damaged").unwrap();
        assert!(aside.ends_with(format!("a.damaged-{number}.json")));
        fs::write(aside, "x").unwrap();
    }
}

#[test]
fn one_at_a_time_changes_a_directory() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("count");
    fs::write(&path, "0").unwrap();
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                let _lock = lock(directory.path()).unwrap();
                let count: u32 = fs::read_to_string(&path).unwrap().parse().unwrap();
                put(&path, &(count + 1).to_string()).unwrap();
            });
        }
    });
    assert_eq!(fs::read_to_string(&path).unwrap(), "8");
    #[cfg(unix)]
    assert_eq!(names(directory.path()), ["count"]);
}
