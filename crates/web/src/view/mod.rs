//! What each page shows, and the templates that show it.
//!
//! A view struct holds plain strings already worded in the reader's language
//! where they depend on data; the words that never change come from
//! `i18n/<lang>/ui.ftl` through [`Page::t`]. A view knows nothing of the
//! record or the engine: handlers fill it, `askama` renders it.

pub mod bank;
pub mod catalogue;
pub mod counter;
mod dates;
pub mod days;
pub mod mine;
pub mod money;
pub mod notice;
pub mod operations;
mod page;
pub mod parts;
pub mod phones;
mod rich;
pub mod samples;
pub mod sheet;
pub mod signin;
pub mod start;
pub mod trouble;
pub mod why;
mod wording;

pub use dates::{TypedDate, typed_date};
pub use page::{Bar, Flash, Nav, Page, Tone};
pub use rich::Html;
pub use wording::{FileWords, Lang, Say};
