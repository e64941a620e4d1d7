//! The files of an embedded database belong to whoever runs it: they hold hashes of passwords, the keys that sign, and
//! who voted what.

use std::io;
use std::path::{Path, PathBuf};

/// What SQLite keeps beside its file; it makes them with the file's own mode.
const BESIDE: [&str; 3] = ["-wal", "-shm", "-journal"];

/// Makes the file, empty, if there is none, and lets nobody but its owner read it or what lies beside it.
///
/// # Errors
/// Where the file can't be made. A mode that can't be changed (the file is somebody else's) is logged.
pub fn keep(file: &Path) -> io::Result<()> {
    make(file)?;
    for suffix in [""].iter().chain(&BESIDE) {
        let mut path = file.as_os_str().to_owned();
        path.push(suffix);
        if let Err(error) = close(&PathBuf::from(path)) {
            tracing::warn!(%error, "others than its owner may be able to read the database's file");
        }
    }
    Ok(())
}

#[cfg(unix)]
fn make(file: &Path) -> io::Result<()> {
    use std::os::unix::fs::OpenOptionsExt;
    let made = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(file);
    match made {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

#[cfg(unix)]
fn close(file: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mut permissions = match std::fs::metadata(file) {
        Ok(there) => there.permissions(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    let mode = permissions.mode();
    let closed = mode & 0o700;
    if mode & 0o777 == closed {
        return Ok(());
    }
    permissions.set_mode(closed);
    std::fs::set_permissions(file, permissions)
}

/// Where files have no mode, the folder's rights are all there is.
#[cfg(not(unix))]
fn make(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(not(unix))]
fn close(_: &Path) -> io::Result<()> {
    Ok(())
}
