//! ishaar.
