//! The services that come with the binary are sound.

use catalogue::{Catalogue, Known};

#[test]
fn the_shipped_services_are_sound() {
    if let Err(complaints) = Catalogue::embedded(&Known::default()) {
        let all: Vec<String> = complaints.iter().map(ToString::to_string).collect();
        panic!("{}", all.join("\n"));
    }
}
