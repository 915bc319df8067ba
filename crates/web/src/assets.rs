//! Styles, scripts and fonts, carried in the binary.
//!
//! Each is served at `/assets/<hash>-<name>`, where the hash is of its content:
//! the address changes when the content does, so a browser may keep it for ever.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::OnceLock;

use sha2::{Digest, Sha256};

/// One file as it is served.
#[derive(Debug)]
pub struct Asset {
    /// The last part of its address: `<hash>-<name>`.
    pub file: String,
    /// Its media type.
    pub media_type: &'static str,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// What may be sent with every asset: its address never changes meaning.
pub const CACHE_CONTROL: &str = "public, max-age=31536000, immutable";

/// The policy every page is served with: nothing from elsewhere, no script or
/// style inside the page, and no page of another site around it.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

macro_rules! file {
    ($path:literal) => {
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/", $path)).as_slice()
    };
}

const FONTS: [(&str, &[u8]); 8] = [
    ("plex-arabic-400.woff2", file!("fonts/plex-arabic-400.woff2")),
    ("plex-arabic-500.woff2", file!("fonts/plex-arabic-500.woff2")),
    ("plex-arabic-600.woff2", file!("fonts/plex-arabic-600.woff2")),
    ("plex-arabic-700.woff2", file!("fonts/plex-arabic-700.woff2")),
    ("plex-latin-400.woff2", file!("fonts/plex-latin-400.woff2")),
    ("plex-latin-500.woff2", file!("fonts/plex-latin-500.woff2")),
    ("plex-latin-600.woff2", file!("fonts/plex-latin-600.woff2")),
    ("plex-latin-700.woff2", file!("fonts/plex-latin-700.woff2")),
];

/// The parts of `jawaz.css`, in the order in which they apply.
const STYLES: [&[u8]; 10] = [
    file!("css/tokens.css"),
    file!("css/base.css"),
    file!("css/parts.css"),
    file!("css/counter.css"),
    file!("css/mine.css"),
    file!("css/phones.css"),
    file!("css/bank.css"),
    file!("css/pages.css"),
    file!("css/catalogue.css"),
    file!("css/print.css"),
];

const SCRIPTS: [(&str, &[u8]); 2] = [("counter.js", file!("counter.js")), ("live.js", file!("live.js"))];

/// All assets by the name that templates use.
pub fn all() -> &'static BTreeMap<&'static str, Asset> {
    static ALL: OnceLock<BTreeMap<&'static str, Asset>> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut all = BTreeMap::new();
        for (name, bytes) in FONTS {
            all.insert(name, asset(name, "font/woff2", bytes.to_vec()));
        }
        let mut css = String::from_utf8_lossy(&STYLES.join(&b'\n')).into_owned();
        for (name, _) in FONTS {
            if let Some(font) = all.get(name) {
                css = css.replace(name, &font.file);
            }
        }
        all.insert("jawaz.css", asset("jawaz.css", "text/css; charset=utf-8", css.into_bytes()));
        for (name, bytes) in SCRIPTS {
            let kind = "text/javascript; charset=utf-8";
            all.insert(name, asset(name, kind, bytes.to_vec()));
        }
        let icon = file!("icon.svg").to_vec();
        all.insert("icon.svg", asset("icon.svg", "image/svg+xml", icon));
        all
    })
}

/// The asset served under `file`, the last part of an address.
pub fn find(file: &str) -> Option<&'static Asset> {
    all().values().find(|asset| asset.file == file)
}

/// The address of the asset called `name`; an address that finds nothing where
/// there is none, which the tests of the templates notice.
pub fn url(name: &str) -> String {
    match all().get(name) {
        Some(asset) => format!("/assets/{}", asset.file),
        None => format!("/assets/missing-{name}"),
    }
}

fn asset(name: &str, media_type: &'static str, bytes: Vec<u8>) -> Asset {
    let mut hash = String::new();
    for byte in Sha256::digest(&bytes).iter().take(6) {
        // Writing to a String cannot fail.
        let _ = write!(hash, "{byte:02x}");
    }
    Asset { file: format!("{hash}-{name}"), media_type, bytes }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_a_name_then_its_address_finds_its_bytes() {
        for name in all().keys() {
            let url = url(name);
            let file = url.strip_prefix("/assets/").unwrap();
            assert!(find(file).is_some_and(|asset| !asset.bytes.is_empty()));
        }
    }

    #[test]
    fn given_the_styles_then_every_font_is_named_by_its_content() {
        let css = String::from_utf8(all()["jawaz.css"].bytes.clone()).unwrap();
        let named = css.matches("url(").count();
        assert_eq!(named, FONTS.len());
        for (name, _) in FONTS {
            assert!(css.contains(&format!("url({})", all()[name].file)), "{name}");
        }
    }

    #[test]
    fn given_an_unknown_file_then_nothing_is_found() {
        assert!(find("000000000000-jawaz.css").is_none());
        assert!(find("../Cargo.toml").is_none());
    }
}
