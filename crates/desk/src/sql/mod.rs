//! Every statement of the application, by what it is about. Each is registered, and a test prepares all of
//! them on both engines.

pub mod border;
pub mod closing;
pub mod corrections;
pub mod dispatch;
pub mod house;
pub mod journal;
pub mod messages;
pub mod payments;
pub mod phones;
pub mod proof;
pub mod proof_money;
pub mod register;
pub mod rules;
pub mod sweep;

use store::Statement;

/// Names statements and lists them, so that none can be forgotten by the test that prepares them.
macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident = $label:literal, $sql:expr;)*) => {
        $($(#[$doc])* #[allow(missing_docs, reason = "its label and its text say it")]
        pub static $name: store::Statement = store::Statement::new($label, $sql);)*
        /// All statements of this page.
        pub static ALL: &[&store::Statement] = &[$(&$name),*];
    };
}
pub(crate) use statements;

/// All statements there are.
pub fn all() -> impl Iterator<Item = &'static Statement> {
    [
        register::ALL,
        journal::ALL,
        corrections::ALL,
        closing::ALL,
        messages::ALL,
        dispatch::ALL,
        house::ALL,
        phones::ALL,
        proof::ALL,
        payments::ALL,
        proof_money::ALL,
        sweep::ALL,
        sweep::DUE,
        rules::ALL,
        border::ALL,
    ]
    .into_iter()
    .flatten()
    .copied()
}
