//! `parvis backup` and `parvis restore`: a consistent copy of the embedded database, while it runs.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::data::DataArgs;
use crate::cli::{Failure, progress};
use crate::store::{Db, Url};

/// Copy the embedded database to a file, also while the service runs
///
/// The copy is what the database was at one moment. A PostgreSQL database is copied with `pg_dump`.
#[derive(Debug, Args)]
pub struct BackupArgs {
    /// The file to write; it must not be there
    file: PathBuf,
    #[command(flatten)]
    data: DataArgs,
}

/// Put a copy back as the embedded database
///
/// The service must not run. A database that is there is not overwritten. Who was erased since the copy was made is
/// erased again: as the list beside the database says (`erasures.list`), and those that are given.
#[derive(Debug, Args)]
pub struct RestoreArgs {
    /// A file that `parvis backup` wrote
    file: PathBuf,
    /// A list of erasures that was kept elsewhere; may be given several times
    #[arg(long, value_name = "FILE")]
    erasures: Vec<PathBuf>,
    #[command(flatten)]
    data: DataArgs,
}

const POSTGRES: &str = "this is for the embedded database; copy PostgreSQL with pg_dump, restore with pg_restore: the next start of the \
     service erases again whom erasures.list in the data folder names";

pub fn backup(args: &BackupArgs) -> Result<(), Failure> {
    let url = args.data.url()?;
    let Url::Sqlite(path) = &url else { return Err(Failure::input(POSTGRES)) };
    must_be_there(Path::new(path))?;
    let bar = progress::spinner("copying");
    copy(&url, &args.file)?;
    bar.finish_and_clear();
    println!("{}", args.file.display());
    Ok(())
}

pub fn restore(args: &RestoreArgs) -> Result<(), Failure> {
    let Url::Sqlite(path) = args.data.url()? else { return Err(Failure::input(POSTGRES)) };
    must_be_there(&args.file)?;
    args.erasures.iter().try_for_each(|list| must_be_there(list))?;
    let target = PathBuf::from(&path);
    for there in [path.clone(), format!("{path}-wal")] {
        if Path::new(&there).exists() {
            return Err(Failure::input(format!("{there} is there already; move it away first")));
        }
    }
    if args.data.database.is_none() {
        args.data.make_data_folder()?;
    }
    let bar = progress::spinner("restoring");
    copy(&Url::Sqlite(args.file.display().to_string()), &target)?;
    let service = args.data.service()?;
    let runtime = tokio::runtime::Runtime::new().map_err(Failure::new)?;
    let erased = runtime.block_on(args.data.erase_again(&service, &args.erasures))?;
    service.stop();
    bar.finish_and_clear();
    if erased > 0 {
        eprintln!("{erased} participants who had been erased since the copy was made were erased again");
    }
    println!("{}", target.display());
    Ok(())
}

fn must_be_there(path: &Path) -> Result<(), Failure> {
    if path.is_file() {
        return Ok(());
    }
    Err(Failure::input(format!("{}: there is no such file", path.display())))
}

/// Copies under another name and renames, so that a copy that was cut off is not taken for a whole one.
fn copy(from: &Url, to: &Path) -> Result<(), Failure> {
    let failed = |e: &dyn std::fmt::Display| Failure::new(format!("{}: {e}", to.display()));
    if to.exists() {
        return Err(Failure::input(format!("{} is there already; choose another name", to.display())));
    }
    let part = to.with_extension("part");
    let _ = std::fs::remove_file(&part);
    let db = Db::open(from, 2).map_err(Failure::new)?;
    db.copy_to(&part).map_err(|e| failed(&e))?;
    std::fs::rename(&part, to).map_err(|e| failed(&e))
}
