//! The pages as a browser meets them: the true router over a house of its own.

mod browser;
mod counter;
mod days;
mod demo;
mod hostile;
mod mine;
mod services;
