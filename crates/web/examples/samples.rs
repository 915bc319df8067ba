//! Writes every sample page with its assets to a folder, to be looked at:
//! `cargo run -p web --example samples -- OUTDIR`, then serve OUTDIR.

use std::error::Error;
use std::fs;
use std::path::PathBuf;

use web::view::{Lang, samples};

fn main() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(std::env::args().nth(1).ok_or("usage: samples OUTDIR")?);
    fs::create_dir_all(out.join("assets"))?;
    for asset in web::assets::all().values() {
        fs::write(out.join("assets").join(&asset.file), &asset.bytes)?;
    }
    for lang in [Lang::Ar, Lang::En] {
        for (name, html) in samples::all(lang)? {
            fs::write(out.join(format!("{name}.html")), html)?;
        }
    }
    Ok(())
}
