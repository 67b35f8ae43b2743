//! Reports: one file per format, all fed by the same [`crate::check::Outcome`]s.
