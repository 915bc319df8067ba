//! web.

pub mod assets;
pub mod view;
