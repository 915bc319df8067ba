//! Lists the sentence files under `i18n/`, so that a new file is found without being named in code.

use std::path::{Path, PathBuf};
use std::{env, error::Error, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("../../i18n").canonicalize()?;
    println!("cargo::rerun-if-changed={}", root.display());
    let mut list = String::from("&[\n");
    for language in ["ar", "en"] {
        for file in sentence_files(&root.join(language))? {
            println!("cargo::rerun-if-changed={}", file.display());
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            list += &format!("    ({language:?}, {name:?}, include_str!({:?})),\n", file.display());
        }
    }
    list += "]\n";
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join("sources.rs"), list)?;
    Ok(())
}

fn sentence_files(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| entry.map(|e| e.path())).collect::<Result<_, _>>()?;
    files.retain(|path| path.extension().is_some_and(|ending| ending == "ftl"));
    files.sort();
    Ok(files)
}
