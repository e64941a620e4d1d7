//! Which database: the settings that the commands share, and opening it.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::Failure;
use crate::service::Service;
use crate::service::erasures::{Erased, ErasureList};
use crate::store::{self, Db, Url};

/// Connections of a command that is no server.
const FEW: u32 = 2;

#[derive(Debug, Clone, Args)]
pub struct DataArgs {
    /// Folder for the embedded database and what else the program keeps
    #[arg(long, env = "PARVIS_DATA", value_name = "FOLDER", default_value = "data")]
    pub data: PathBuf,

    /// The database: sqlite:PATH, or postgres://…; the default is parvis.sqlite in the data folder
    #[arg(long, env = "PARVIS_DATABASE", value_name = "URL", hide_env_values = true)]
    pub database: Option<String>,
}

impl DataArgs {
    pub fn url(&self) -> Result<Url, Failure> {
        match &self.database {
            Some(url) => url.parse().map_err(Failure::input),
            None => Ok(Url::Sqlite(self.data.join("parvis.sqlite").display().to_string())),
        }
    }

    /// Opens the database and brings it up to this program. The folder of an embedded one is made.
    pub fn open(&self, connections: u32) -> Result<Db, Failure> {
        let url = self.url()?;
        if let Url::Sqlite(path) = &url {
            make_folder(Path::new(path))?;
        }
        let db = Db::open(&url, connections).map_err(|e| Failure::new(explained(&url, &e)))?;
        store::migrate(&db).map_err(Failure::new)?;
        Ok(db)
    }

    /// The use cases, for a command that is no server.
    pub fn service(&self) -> Result<Service, Failure> {
        Ok(Service::start(self.open(FEW)?)?.with_erasures(self.erasures()?))
    }

    /// The list of erasures: beside an embedded database, else in the data folder.
    pub fn erasures(&self) -> Result<ErasureList, Failure> {
        let folder = match self.url()? {
            Url::Sqlite(path) => Path::new(&path).parent().map(Path::to_owned).unwrap_or_default(),
            Url::Postgres(_) => self.data.clone(),
        };
        Ok(ErasureList::at(folder.join("erasures.list")))
    }

    /// Erases again what the list, and others, say was erased, and the database has.
    pub async fn erase_again(&self, service: &Service, others: &[PathBuf]) -> Result<usize, Failure> {
        let mut erased = Erased::default();
        for list in others.iter().map(PathBuf::as_path).chain([self.erasures()?.file()]) {
            erased.read(list).map_err(Failure::input)?;
        }
        Ok(service.erase_again(erased).await?)
    }

    /// Makes the data folder, readable by its owner alone.
    pub fn make_data_folder(&self) -> Result<(), Failure> {
        make_folder(&self.data.join("file"))
    }
}

fn make_folder(file: &Path) -> Result<(), Failure> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(folder).map_err(|e| {
        let folder = folder.display();
        Failure::new(format!("cannot make the folder {folder}: {e}; choose another with --data"))
    })
}

fn explained(url: &Url, error: &str) -> String {
    match url {
        Url::Sqlite(path) => format!("{path}: {error}; is the folder writable?"),
        Url::Postgres(_) => format!("{error}; is the server running, and the URL right?"),
    }
}

pub fn migrate(args: &DataArgs) -> Result<(), Failure> {
    let url = args.url()?;
    if let Url::Sqlite(path) = &url {
        make_folder(Path::new(path))?;
    }
    let db = Db::open(&url, FEW).map_err(|e| Failure::new(explained(&url, &e)))?;
    let applied = store::migrate(&db).map_err(Failure::new)?;
    if applied.is_empty() {
        println!("The database is up to date.");
    }
    for name in applied {
        println!("applied {name}");
    }
    Ok(())
}
