//! factlock: tests for the facts in prose.
//!
//! One direction of flow: bytes become a [`document::Document`], its prose yields [`fact::Fact`]s; YAML becomes
//! [`claim::ClaimFile`]s; both meet in [`check`], whose outcomes the [`report`]s render. Nothing here prints, reads a
//! clock or touches a network.

pub mod annotate;
pub mod check;
pub mod claim;
pub mod cover;
pub mod diff;
pub mod document;
pub mod error;
pub mod fact;
pub mod init;
pub mod mutate;
pub mod report;
pub mod rule;
pub mod text;

pub use error::{Error, ErrorKind};
