//! `parvis export`: a consultation's ideas, ranking, votes and log as files.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;

use crate::cli::data::DataArgs;
use crate::cli::{Failure, progress};
use crate::domain::ids::MemberId;
use crate::domain::{Lang, chain};
use crate::export::Format;
use crate::live::Room;
use crate::service::exports::{List, words};
use crate::service::{Service, Viewer};

/// Write a consultation's ideas, ranking, votes and log as files
///
/// Ideas, ranking and votes are written as CSV and XLSX, the log as NDJSON with its private parts. Votes bear pseudonyms
/// only; `parvis rank --robust votes.csv` computes the ranking again.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// Id or slug of the consultation
    consultation: String,
    /// The folder to write to; it is made if it is not there
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
    /// The language of texts and titles: fi, sv or en
    #[arg(long, default_value = "en")]
    lang: String,
    #[command(flatten)]
    data: DataArgs,
}

pub fn run(args: &ExportArgs) -> Result<(), Failure> {
    let wanted = Lang::parse(&args.lang)
        .ok_or_else(|| Failure::input("--lang: write a language tag such as fi, sv or en"))?;
    std::fs::create_dir_all(&args.out).map_err(|e| Failure::new(format!("{}: {e}", args.out.display())))?;
    let service = args.data.service()?;
    let runtime = tokio::runtime::Runtime::new().map_err(Failure::new)?;
    let bar = progress::spinner("exporting");
    let written = runtime.block_on(write_all(&service, args, &wanted))?;
    bar.finish_and_clear();
    for path in written {
        println!("{}", path.display());
    }
    Ok(())
}

async fn write_all(service: &Service, args: &ExportArgs, wanted: &Lang) -> Result<Vec<PathBuf>, Failure> {
    // Whoever has the database may read all of it.
    let viewer = Viewer::member(MemberId::new(), true);
    let room = service.room(&args.consultation).await?;
    let lang = words::language(std::slice::from_ref(wanted));
    let mut written = Vec::new();
    for list in List::ALL {
        let gathered = service.gather(&viewer, &room, list).await?;
        for format in [Format::Csv, Format::Xlsx] {
            let path = args.out.join(format!("{}.{}", list.as_str(), format.extension()));
            let out = BufWriter::new(create(&path)?);
            let mut out = service.write_list(&room, &gathered, format, &lang, out)?;
            out.flush().map_err(|e| Failure::new(format!("{}: {e}", path.display())))?;
            written.push(path);
        }
    }
    written.push(write_log(service, &viewer, &room, args).await?);
    Ok(written)
}

fn create(path: &PathBuf) -> Result<File, Failure> {
    File::create(path).map_err(|e| Failure::new(format!("{}: {e}", path.display())))
}

async fn write_log(
    service: &Service,
    viewer: &Viewer,
    room: &Arc<Room>,
    args: &ExportArgs,
) -> Result<PathBuf, Failure> {
    let path = args.out.join("log.ndjson");
    let failed = |e: std::io::Error| Failure::new(format!("{}: {e}", path.display()));
    let mut out = BufWriter::new(create(&path)?);
    let mut after = 0;
    loop {
        let rows = service.read_log(viewer, room, after, crate::service::log::ROWS_MAX).await?;
        let Some(last) = rows.last() else { break };
        after = last.public.seq;
        for row in &rows {
            out.write_all(&chain::canonical(row)).and_then(|()| out.write_all(b"\n")).map_err(failed)?;
        }
    }
    out.flush().map_err(failed)?;
    Ok(path)
}
