//! Builds the interface into `$OUT_DIR/interface`, where `src/assets.rs` takes it from. Nothing is
//! written into the source tree but `frontend/node_modules`.
//!
//! - `PARVIS_INTERFACE=folder` takes an interface that was built before (`npm run build` in `frontend/`).
//! - Else npm builds it; it installs only when `node_modules` is older than the lockfile.
//! - Without npm a debug build shows a page that says so, and a release build fails.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;
use std::{env, fs};

type Outcome = Result<(), Box<dyn Error>>;

const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// What the interface is made from; a change elsewhere (`node_modules`) builds nothing anew.
const SOURCES: [&str; 9] = [
    "src",
    "styles",
    "locales",
    "admin.html",
    "package.json",
    "package-lock.json",
    "svelte.config.js",
    "tsconfig.json",
    "vite.config.ts",
];

fn main() {
    if let Err(error) = make() {
        // As it is: a returned error would come with its line ends escaped.
        eprintln!("{error}");
        std::process::exit(1);
    }
}

fn make() -> Outcome {
    let frontend = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("frontend");
    let out = PathBuf::from(env::var("OUT_DIR")?).join("interface");
    println!("cargo:rerun-if-env-changed=PARVIS_INTERFACE");
    println!("cargo:rerun-if-changed=build.rs");
    for source in SOURCES.iter().map(|name| frontend.join(name)).filter(|path| path.exists()) {
        println!("cargo:rerun-if-changed={}", source.display());
    }

    if out.exists() {
        fs::remove_dir_all(&out)?;
    }
    fs::create_dir_all(&out)?;
    fs::write(
        out.with_extension("rs"),
        format!(
            "#[derive(rust_embed::Embed)]\n#[folder = {:?}]\nstruct Interface;\n",
            out.display().to_string()
        ),
    )?;
    match env::var_os("PARVIS_INTERFACE").filter(|folder| !folder.is_empty()) {
        Some(folder) => copy(Path::new(&folder), &out),
        None if npm_is_there() => build(&frontend, &out),
        None if env::var("PROFILE")? == "release" => {
            Err("npm is not installed, so the interface cannot be built. Install Node 20 or newer, or \
                 set PARVIS_INTERFACE to a folder that holds a built interface."
                .into())
        }
        None => tell(&out),
    }
}

fn npm_is_there() -> bool {
    Command::new(NPM).arg("--version").output().is_ok_and(|output| output.status.success())
}

fn build(frontend: &Path, out: &Path) -> Outcome {
    if is_stale(frontend) {
        npm(frontend, &["ci", "--ignore-scripts", "--no-audit", "--no-fund"])?;
    }
    let out = out.to_str().ok_or("the folder for what is built has a name that is no text")?;
    npm(frontend, &["run", "build", "--", "--outDir", out, "--emptyOutDir", "--logLevel", "warn"])
}

/// npm writes `node_modules/.package-lock.json` last, so its time is that of the installation.
fn is_stale(frontend: &Path) -> bool {
    let changed =
        |name: &str| -> Option<SystemTime> { fs::metadata(frontend.join(name)).ok()?.modified().ok() };
    changed("node_modules/.package-lock.json") < changed("package-lock.json")
}

fn npm(frontend: &Path, arguments: &[&str]) -> Outcome {
    let output = Command::new(NPM)
        .args(arguments)
        .current_dir(frontend)
        .env("npm_config_update_notifier", "false")
        // A release must not differ by what the caller's shell says of the environment.
        .env_remove("NODE_ENV")
        .output()?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!(
        "`npm {}` failed in {}.\n{}{}\nTo build without npm, set PARVIS_INTERFACE to a folder that holds a \
         built interface.",
        arguments.join(" "),
        frontend.display(),
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    )
    .into())
}

/// The interface is flat: one folder, no folders in it.
fn copy(from: &Path, to: &Path) -> Outcome {
    println!("cargo:rerun-if-changed={}", from.display());
    let missing = |error| format!("PARVIS_INTERFACE: cannot read {}: {error}", from.display());
    for entry in fs::read_dir(from).map_err(missing)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            fs::copy(entry.path(), to.join(entry.file_name()))?;
        }
    }
    if !to.join("manifest.json").exists() {
        return Err(format!("PARVIS_INTERFACE: {} holds no manifest.json", from.display()).into());
    }
    Ok(())
}

/// What a debug build shows when npm was not there: the pages work, unstyled; the application can't.
fn tell(out: &Path) -> Outcome {
    println!("cargo:warning=npm is not installed: this debug build has no interface");
    fs::write(out.join("manifest.json"), "{}")?;
    fs::write(
        out.join("admin.html"),
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>Parvis: no interface</title>\n\
         <h1>This build has no interface</h1>\n\
         <p>npm was not installed when this debug build was made. Install Node 20 or newer and build again.\
         </p>\n</html>\n",
    )?;
    Ok(())
}
