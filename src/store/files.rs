//! The one way in which files of the user are written and small ones read.
//!
//! A file is written beside its place, brought to the disk and moved there, so that a full disk
//! or a kill at any moment leaves the old file or the new one, whole. Links stay links,
//! permissions stay as they were, and what an earlier kill left behind is swept away.

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use tempfile::{Builder, NamedTempFile};

/// How the names of temporary files begin and end.
const BEGINS: &str = ".shisaku-";
const ENDS: &str = ".tmp";

/// How the names of copies begin, which are for people to read.
const COPY_BEGINS: &str = ".shisaku-copy-";

/// Copies that are there now.
static COPIES: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// The name of the file that is locked where a directory itself cannot be.
const LOCK: &str = ".lock";

/// How long another process may hold a lock. It is held for milliseconds; a process that was
/// stopped with it in hand must not stop us too.
const PATIENCE: Duration = Duration::from_secs(5);

/// Most links followed to a file, as systems do.
const MOST_LINKS: usize = 40;

/// Most names of a directory that are looked at for left-over temporary files.
const MOST_NAMES: usize = 10_000;

/// Who may read a new file. A file that is there keeps its permissions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// The user alone.
    Private,
    /// Whoever the user's `umask` allows.
    Usual,
}

/// Writes the file, or replaces it. A link is followed and stays; a device or pipe is written
/// to as it is.
///
/// # Errors
/// What the system or `fill` says; a file that was there is then as it was.
pub fn replace(
    path: &Path,
    access: Access,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let old = match fs::metadata(path) {
        Ok(found) if found.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
        Ok(found) if found.is_file() && !is_of_system(path) => Some(found),
        // Its link, if it is one, leads to no name: `/dev/stdout` to `pipe:[123]`.
        Ok(_) => {
            let mut out = BufWriter::new(OpenOptions::new().write(true).open(path)?);
            fill(&mut out)?;
            return out.flush();
        }
        Err(why) if why.kind() == io::ErrorKind::NotFound => None,
        Err(why) => return Err(why),
    };
    let target = followed(path)?;
    if old.is_some() {
        // Moving would get round a file that the user has made read-only.
        OpenOptions::new().write(true).open(&target)?;
    }
    let mut draft = draft(directory_of(&target), access)?;
    filled(&mut draft, fill)?;
    if let Some(old) = old {
        keep_owner(draft.as_file(), &old);
        draft.as_file().set_permissions(old.permissions())?;
    }
    draft.persist(&target).map_err(|failed| failed.error)?;
    settle(directory_of(&target));
    Ok(())
}

/// Writes a new file under the first of the names that is free, and says which; files that are
/// there stay.
///
/// # Errors
/// What the system or `fill` says, or that no name was free; then nothing has been written.
pub fn create(
    names: impl IntoIterator<Item = PathBuf>,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<PathBuf> {
    let mut names = names.into_iter();
    let Some(mut name) = names.next() else {
        return Err(io::ErrorKind::InvalidInput.into());
    };
    let mut draft = draft(directory_of(&name), Access::Usual)?;
    filled(&mut draft, fill)?;
    loop {
        match draft.persist_noclobber(&name) {
            Ok(_) => break,
            Err(failed) if failed.error.kind() == io::ErrorKind::AlreadyExists => {
                draft = failed.file;
                name = names.next().ok_or(io::ErrorKind::AlreadyExists)?;
            }
            Err(failed) => return Err(failed.error),
        }
    }
    settle(directory_of(&name));
    Ok(name)
}

/// The bytes of a small file; none where there is no file.
///
/// # Errors
/// What the system says; [`io::ErrorKind::InvalidInput`] for a pipe, a device or a directory,
/// which would keep the program waiting, and [`io::ErrorKind::FileTooLarge`] above the limit.
pub fn read_small(path: &Path, limit: u64) -> io::Result<Option<Vec<u8>>> {
    let found = match fs::metadata(path) {
        Ok(found) => found,
        Err(why) if why.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(why) => return Err(why),
    };
    if !found.is_file() {
        let what = "no ordinary file";
        return Err(io::Error::new(io::ErrorKind::InvalidInput, what));
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        let what = format!("larger than {} KiB", limit / 1024);
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, what));
    }
    Ok(Some(bytes))
}

/// While it lives, no other process of this program changes the files of the directory.
#[derive(Debug)]
pub struct Lock(#[expect(dead_code, reason = "held, not read")] File);

/// Waits until no other process changes files of this directory, which is made if it is missing.
///
/// # Errors
/// When the directory cannot be written, or somebody holds the lock for longer than a few
/// seconds.
pub fn lock(directory: &Path) -> io::Result<Lock> {
    fs::create_dir_all(directory)?;
    // The directory itself, so that nothing is left lying in it; network file systems and other
    // platforms lock files alone.
    if let Ok(open) = File::open(directory) {
        match wait_for(&open, directory) {
            Ok(()) => return Ok(Lock(open)),
            Err(why) if why.kind() == io::ErrorKind::TimedOut => return Err(why),
            Err(_) => {}
        }
    }
    let path = directory.join(LOCK);
    let file = OpenOptions::new().create(true).append(true).open(&path)?;
    match wait_for(&file, &path) {
        // A file system without locks: one process at a time must do.
        Err(why) if why.kind() == io::ErrorKind::Unsupported => Ok(Lock(file)),
        waited => waited.map(|()| Lock(file)),
    }
}

fn wait_for(file: &File, path: &Path) -> io::Result<()> {
    let start = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(()),
            Err(TryLockError::Error(why)) => return Err(why),
            Err(TryLockError::WouldBlock) if start.elapsed() > PATIENCE => {
                let what = format!("{}: locked by another process", path.display());
                return Err(io::Error::new(io::ErrorKind::TimedOut, what));
            }
            Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(5)),
        }
    }
}

/// A read-only copy of a text, in the directory for temporary files. It is removed with this
/// value, and by [`remove_copies`]; one that a kill left behind is swept away by the next.
#[derive(Debug)]
pub struct Copy(NamedTempFile);

impl Copy {
    /// Writes the copy; its name ends in `ending`.
    ///
    /// # Errors
    /// What the system says.
    pub fn of(text: &str, ending: &str) -> io::Result<Self> {
        let directory = std::env::temp_dir();
        sweep(&directory, COPY_BEGINS, ending);
        let mut builder = Builder::new();
        let mut file = locked(builder.prefix(COPY_BEGINS).suffix(ending), &directory)?;
        copies().push(file.path().to_owned());
        let copy = |file: &mut NamedTempFile| {
            file.write_all(text.as_bytes())?;
            file.flush()?;
            let mut permissions = file.as_file().metadata()?.permissions();
            permissions.set_readonly(true);
            file.as_file().set_permissions(permissions)
        };
        let done = copy(&mut file);
        let copy = Self(file);
        done.map(|()| copy)
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        let path = self.path().to_owned();
        copies().retain(|copy| *copy != path);
    }
}

/// Removes every copy that is there, before a signal ends the program.
pub fn remove_copies() {
    for path in copies().drain(..) {
        drop(fs::remove_file(path));
    }
}

fn copies() -> std::sync::MutexGuard<'static, Vec<PathBuf>> {
    COPIES.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A free name beside the file: `a.damaged-1.json` for `a.json`.
///
/// # Errors
/// When there are thousands of them.
pub fn name_aside(path: &Path, word: &str) -> io::Result<PathBuf> {
    names_aside(path, word)
        .find(|name| fs::symlink_metadata(name).is_err())
        .ok_or_else(|| io::ErrorKind::AlreadyExists.into())
}

/// Keeps these bytes beside the file, and says under which name; a copy that is there already is
/// enough.
///
/// # Errors
/// What the system says, and when there are thousands of them.
pub fn copy_aside(path: &Path, word: &str, bytes: &[u8]) -> io::Result<PathBuf> {
    let limit = bytes.len() as u64;
    for name in names_aside(path, word) {
        match read_small(&name, limit) {
            Ok(Some(there)) if there == bytes => return Ok(name),
            Ok(None) => {
                replace(&name, Access::Private, |out| out.write_all(bytes))?;
                return Ok(name);
            }
            _ => {}
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

fn names_aside(path: &Path, word: &str) -> impl Iterator<Item = PathBuf> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let ending = path.extension().unwrap_or(OsStr::new("json"));
    let ending = ending.to_string_lossy();
    (1..=MOST_NAMES)
        .map(move |number| path.with_file_name(format!("{stem}.{word}-{number}.{ending}")))
}

/// Whether the system answers for the name, as for `/dev/stdout`: what it stands for has been
/// opened by somebody, who would not see another file in its place.
#[must_use]
pub fn is_of_system(path: &Path) -> bool {
    let names = ["/dev/stdout", "/dev/stderr", "/dev/fd", "/proc"];
    cfg!(unix) && names.iter().any(|name| path.starts_with(name))
}

/// Where the links lead, to a file that may not be there yet.
fn followed(path: &Path) -> io::Result<PathBuf> {
    let mut at = path.to_owned();
    for _ in 0..MOST_LINKS {
        match fs::read_link(&at) {
            Ok(next) => at = directory_of(&at).join(next),
            Err(_) => return Ok(at),
        }
    }
    Err(io::Error::other("too many links"))
}

fn directory_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// An empty temporary file in the directory, locked so that nobody sweeps it away.
fn draft(directory: &Path, access: Access) -> io::Result<NamedTempFile> {
    sweep(directory, BEGINS, ENDS);
    let mut builder = Builder::new();
    builder.prefix(BEGINS).suffix(ENDS);
    #[cfg(unix)]
    if access == Access::Usual {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    #[cfg(not(unix))]
    let _ = access;
    locked(&mut builder, directory)
}

/// A temporary file that nobody sweeps away.
fn locked(builder: &mut Builder<'_, '_>, directory: &Path) -> io::Result<NamedTempFile> {
    loop {
        let file = builder.tempfile_in(directory)?;
        // Somebody may have swept it away before it was locked.
        if file.as_file().lock().is_err() || file.path().exists() {
            return Ok(file);
        }
    }
}

fn filled(
    draft: &mut NamedTempFile,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let mut out = BufWriter::new(draft.as_file_mut());
    fill(&mut out)?;
    out.flush()?;
    drop(out);
    match draft.as_file().sync_all() {
        // A file system that cannot be asked to.
        Err(why) if why.kind() == io::ErrorKind::Unsupported => Ok(()),
        done => done,
    }
}

/// Root that changes a user's file leaves it the user's. Others cannot give files away.
fn keep_owner(file: &File, old: &fs::Metadata) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, fchown};
        let same = file
            .metadata()
            .is_ok_and(|new| new.uid() == old.uid() && new.gid() == old.gid());
        if !same {
            drop(fchown(file, Some(old.uid()), Some(old.gid())));
        }
    }
    #[cfg(not(unix))]
    let _ = (file, old);
}

/// Brings the move itself to the disk. Where that cannot be asked for, the file is there all the
/// same.
fn settle(directory: &Path) {
    #[cfg(unix)]
    drop(File::open(directory).and_then(|directory| directory.sync_all()));
    #[cfg(not(unix))]
    let _ = directory;
}

/// Removes what a process that was killed while writing has left in the directory. Who writes
/// holds a lock, so what can be locked belongs to nobody.
fn sweep(directory: &Path, begins: &str, ends: &str) {
    let Ok(names) = fs::read_dir(directory) else {
        return;
    };
    for entry in names.take(MOST_NAMES).flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if !(name.starts_with(begins) && name.ends_with(ends)) {
            continue;
        }
        if !entry.file_type().is_ok_and(|kind| kind.is_file()) {
            continue;
        }
        let path = entry.path();
        if let Ok(file) = File::open(&path)
            && file.try_lock().is_ok()
        {
            drop(fs::remove_file(&path));
        }
    }
}

#[cfg(test)]
mod tests;
