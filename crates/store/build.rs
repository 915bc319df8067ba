//! Lists `migrations/` so that every file in it is part of the program, and none can be forgotten.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

#[derive(Default)]
struct Files {
    name: String,
    shared: Option<PathBuf>,
    sqlite: Option<PathBuf>,
    postgres: Option<PathBuf>,
}

fn main() -> Result<(), String> {
    println!("cargo::rerun-if-changed=migrations");
    println!("cargo::rerun-if-changed=build.rs");
    let here = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(|error| error.to_string())?);
    let out = PathBuf::from(env::var("OUT_DIR").map_err(|error| error.to_string())?);
    let list = written(&found(&here.join("migrations"))?)?;
    fs::write(out.join("migrations.rs"), list).map_err(|error| error.to_string())
}

/// The files by number. `NNNN_name.sql` serves both engines; `NNNN_name.sqlite.sql` and
/// `NNNN_name.postgres.sql` are a pair.
fn found(folder: &Path) -> Result<BTreeMap<i64, Files>, String> {
    let mut all: BTreeMap<i64, Files> = BTreeMap::new();
    let Ok(entries) = fs::read_dir(folder) else { return Ok(all) };
    for entry in entries {
        let path = entry.map_err(|error| error.to_string())?.path();
        let file = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        let Some(stem) = file.strip_suffix(".sql") else { continue };
        let bad = || format!("migrations/{file}: expected NNNN_name.sql");
        let (number, rest) = stem.split_once('_').ok_or_else(bad)?;
        let version = number.parse().map_err(|_| bad())?;
        let (name, engine) = rest.split_once('.').unwrap_or((rest, "shared"));
        let files = all.entry(version).or_insert_with(|| Files { name: name.to_owned(), ..Files::default() });
        if files.name != name {
            return Err(format!("migrations/{file}: number {version} belongs to {} already", files.name));
        }
        match engine {
            "shared" => files.shared = Some(path),
            "sqlite" => files.sqlite = Some(path),
            "postgres" => files.postgres = Some(path),
            other => return Err(format!("migrations/{file}: unknown engine {other}")),
        }
    }
    Ok(all)
}

fn written(all: &BTreeMap<i64, Files>) -> Result<String, String> {
    let mut text = String::from("pub(crate) const EMBEDDED: &[Migration] = &[\n");
    for (version, Files { name, shared, sqlite, postgres }) in all {
        let (kind, sqlite, postgres) = match (shared, sqlite, postgres) {
            (Some(one), None, None) => ("Shared", one, one),
            (None, Some(sqlite), Some(postgres)) => ("Own", sqlite, postgres),
            _ => return Err(format!("migration {version} {name}: either one shared file or a pair")),
        };
        writeln!(
            text,
            "    Migration {{ version: {version}, name: {name:?}, \
             sqlite: Script::{kind}(include_str!({sqlite:?})), \
             postgres: Script::{kind}(include_str!({postgres:?})) }},"
        )
        .map_err(|error| error.to_string())?;
    }
    text.push_str("];\n");
    Ok(text)
}
