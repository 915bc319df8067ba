//! Which room rests on which: what ARCHITECTURE.md says, beside what the manifests say.

/// A room as the page lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Room {
    /// Its name, which is its crate's.
    pub name: String,
    /// The rooms that it rests on.
    pub rests_on: Vec<String>,
}

/// The rooms that the page lists, from the inside out: the rows of the table whose last column is headed
/// `rests on`.
#[must_use]
pub fn rooms(page: &str) -> Vec<Room> {
    let named = |cell: &str| cell.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
    let cells = |line: &str| line.trim().trim_matches('|').split('|').map(str::to_owned).collect::<Vec<_>>();
    let rows = page.lines().skip_while(|line| !line.trim_end().ends_with("rests on |")).skip(2);
    let rows = rows.take_while(|line| line.starts_with('|')).map(cells);
    rows.filter_map(|row| {
        let name = named(row.first()?).into_iter().next()?;
        Some(Room { name, rests_on: named(row.last()?) })
    })
    .collect()
}

/// The rooms of `listed` that a `Cargo.toml` names: to build, and for tests.
///
/// # Errors
/// When it is no TOML.
pub fn rests_on(manifest: &str, listed: &[Room]) -> Result<(Vec<String>, Vec<String>), toml::de::Error> {
    let manifest: toml::Table = toml::from_str(manifest)?;
    let named = |kinds: &[&str]| {
        let tables = kinds.iter().filter_map(|kind| manifest.get(*kind).and_then(toml::Value::as_table));
        let names = tables.flat_map(|table| table.keys().cloned());
        names.filter(|name| listed.iter().any(|room| room.name == *name)).collect::<Vec<_>>()
    };
    Ok((named(&["dependencies", "build-dependencies"]), named(&["dev-dependencies"])))
}

/// What is wrong with what a crate rests on, where the page lists `listed`.
#[must_use]
pub fn wrong_edges(name: &str, built_on: &[String], tested_with: &[String], listed: &[Room]) -> Vec<String> {
    let place = |name: &str| listed.iter().position(|room| room.name == name);
    let Some(own) = place(name) else {
        return vec![format!("{name} is not in the table of rooms in ARCHITECTURE.md")];
    };
    let said = &listed[own].rests_on;
    let mut wrong = Vec::new();
    for other in built_on.iter().chain(tested_with).filter(|other| *other != name) {
        if place(other) >= Some(own) {
            wrong.push(format!("{name} may not rest on {other}, which comes after it"));
        }
    }
    let unsaid = built_on.iter().filter(|other| !said.contains(other));
    wrong.extend(unsaid.map(|other| format!("{name} rests on {other}, and ARCHITECTURE.md does not say so")));
    let unmet = said.iter().filter(|other| !built_on.contains(other));
    wrong
        .extend(unmet.map(|other| format!("ARCHITECTURE.md says that {name} rests on {other}; it does not")));
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "| room | holds | rests on |\n|---|---|---|\n| `a` | one `x` | |\n\
                        | `b` | two | `a` |\n| `c` | three | `a` `b` |\n\n| `d` | no room | `a` |\n";

    fn wrong(name: &str, manifest: &str) -> usize {
        let rooms = rooms(PAGE);
        let (built_on, tested_with) = rests_on(manifest, &rooms).unwrap();
        wrong_edges(name, &built_on, &tested_with, &rooms).len()
    }

    #[test]
    fn the_page_lists_rooms_in_order() {
        let names: Vec<_> = rooms(PAGE).into_iter().map(|room| room.name).collect();
        assert_eq!(names, ["a", "b", "c"]);
        assert_eq!(rooms(PAGE)[2].rests_on, ["a", "b"]);
    }

    #[test]
    fn a_room_rests_on_what_the_page_says_and_on_nothing_else() {
        assert_eq!(wrong("c", "[dependencies]\na.workspace = true\nb.workspace = true\nserde = \"1\""), 0);
        assert_eq!(wrong("c", "[dependencies]\na.workspace = true"), 1, "the page says more");
        assert_eq!(wrong("a", "[dependencies]\nb.workspace = true"), 2, "outwards, and not said");
        assert_eq!(
            wrong("b", "[dependencies]\na.workspace = true\n[dev-dependencies]\nc = {}"),
            1,
            "outwards"
        );
        assert_eq!(wrong("b", "[dependencies]\na.workspace = true\n[dev-dependencies]\nb = {}"), 0, "itself");
        assert_eq!(wrong("d", ""), 1, "no room of the page");
    }
}
