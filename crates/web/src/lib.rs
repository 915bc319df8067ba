//! Pages over HTTP: the counter, one's own page, the simulated phones, operations.
//!
//! `view` says what a page shows, `present` fills it from the record's own types, `http` takes requests and
//! gives pages. Nothing here decides: every change goes through [`desk::Desk::ask`].

mod api;
pub mod assets;
pub mod banks;
mod house;
mod http;
mod present;
pub mod view;

pub use house::{Demo, House, StoryCard};
pub use http::router;
