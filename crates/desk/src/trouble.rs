//! Faults are logged once, here, under a reference that the one who asked is told.

use crate::{Desk, NotDone};
use store::{Again, Fault};

impl Desk {
    /// Logs a fault and says what the asker may know of it. Faults carry no row's values.
    pub(crate) fn trouble(&self, fault: &Fault) -> NotDone {
        let mut bytes = [0; 5];
        self.secrets.fill(&mut bytes);
        let reference: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let source = fault.source.as_ref().map(tracing::field::display);
        match fault.again {
            Again::Now | Again::Later => {
                tracing::warn!(reference, fault = %fault, source, "the store could not serve a request");
                NotDone::Unavailable { reference }
            }
            Again::Never => {
                tracing::error!(reference, fault = %fault, source, "a request failed");
                NotDone::Failed { reference }
            }
        }
    }
}
