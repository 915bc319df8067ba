//! The files that are looked at.

use std::path::{Path, PathBuf};
use std::process::Command;

/// A text file of the repository.
#[derive(Debug, Clone)]
pub struct File {
    /// Its path from the root, with `/`.
    pub path: String,
    /// What it says.
    pub text: String,
}

impl File {
    /// Whether its name ends so; no dot.
    #[must_use]
    pub fn is(&self, extensions: &[&str]) -> bool {
        self.path.rsplit_once('.').is_some_and(|(_, own)| extensions.contains(&own))
    }

    /// Whether it only serves tests, benches or examples.
    #[must_use]
    pub fn is_for_tests(&self) -> bool {
        let folder = |name: &str| self.path.split('/').any(|part| part == name);
        ["tests", "benches", "examples", "testing"].into_iter().any(folder)
            || self.path.ends_with("_tests.rs")
            || self.path.ends_with("/testing.rs")
            || self.path.starts_with("crates/tidy/")
    }
}

/// The root of the repository.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every text file that git keeps; in a copy without git, every text file that is not built.
///
/// # Errors
/// When a folder cannot be read.
pub fn tree() -> std::io::Result<Vec<File>> {
    let root = root();
    let kept = Command::new("git").args(["ls-files", "-z"]).current_dir(&root).output();
    let mut paths: Vec<String> = match kept {
        Ok(output) if output.status.success() && !output.stdout.is_empty() => {
            let listed = String::from_utf8_lossy(&output.stdout).into_owned();
            listed.split('\0').filter(|path| !path.is_empty()).map(str::to_owned).collect()
        }
        _ => walk(&root)?,
    };
    paths.sort();
    let text = |path: String| {
        // What is gone or is no text is none of ours.
        let text = std::fs::read_to_string(root.join(&path)).ok()?;
        Some(File { path, text })
    };
    Ok(paths.into_iter().filter_map(text).collect())
}

const BUILT: [&str; 5] = [".git", "target", "node_modules", "artifacts", "demo-data"];

fn walk(root: &Path) -> std::io::Result<Vec<String>> {
    let mut found = Vec::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder)? {
            let entry = entry?;
            if BUILT.iter().any(|name| entry.file_name() == *name) {
                continue;
            }
            if entry.file_type()?.is_dir() {
                folders.push(entry.path());
            } else if let Ok(path) = entry.path().strip_prefix(root) {
                found.push(path.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_without_git_holds_what_git_keeps() {
        let walked = walk(&root()).unwrap();
        for file in ["Cargo.toml", "crates/tidy/src/tree.rs", "LICENSE"] {
            assert!(walked.iter().any(|path| path == file), "{file} is not found by walking");
        }
        assert!(!walked.iter().any(|path| path.contains("node_modules/") || path.starts_with("target/")));
    }

    #[test]
    fn files_for_tests_are_told_from_the_others() {
        let file = |path: &str| File { path: path.into(), text: String::new() };
        assert!(file("crates/desk/tests/ask.rs").is_for_tests());
        assert!(file("crates/store/src/testing.rs").is_for_tests());
        assert!(file("crates/smpp/src/receipt_tests.rs").is_for_tests());
        assert!(!file("crates/desk/src/ask.rs").is_for_tests());
    }
}
