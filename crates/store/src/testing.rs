//! A private PostgreSQL server and throw-away files, for tests.
