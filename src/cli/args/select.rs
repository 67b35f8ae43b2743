//! Which documents and claims a command takes, and how it reads them.

use clap::{Args, ValueEnum};
use factlock::document;
use jiff::civil::Date;

/// Which documents and claims to take, and how to read them.
#[derive(Debug, Clone, Default, Args)]
pub struct Select {
    /// Files, folders, globs, or - for standard input (default: each claim file's own documents)
    pub documents: Vec<String>,
    /// Claim files or folders of them (default: the nearest claims/ folder)
    #[arg(long, short, value_name = "CLAIMS")]
    pub claims: Vec<String>,
    /// Judge only the claim with this id; may repeat
    #[arg(long = "claim", value_name = "ID")]
    pub ids: Vec<String>,
    /// Judge only claims with this tag; may repeat
    #[arg(long = "tag", value_name = "TAG")]
    pub tags: Vec<String>,
    #[command(flatten)]
    pub reading: Reading,
    /// Today's date, by which waivers run out (default: the system's)
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub today: Option<Date>,
}

/// How documents are read.
#[derive(Debug, Clone, Default, Args)]
pub struct Reading {
    /// Read documents as this format, whatever their names say
    #[arg(long = "as", value_name = "FORMAT", help_heading = "How documents are read", value_parser = document_format)]
    pub as_format: Option<document::Format>,
    /// The day the documents were written, for "this year", "last month", "27 November"
    #[arg(long, visible_alias = "dateline", value_name = "DATE", help_heading = "How documents are read", value_parser = day)]
    pub written: Option<Date>,
    /// Which side of tracked changes to read
    #[arg(long, value_name = "SIDE", default_value = "accepted", help_heading = "How documents are read")]
    pub revisions: Revisions,
}

/// The sides of tracked changes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Revisions {
    /// As if all were accepted
    #[default]
    Accepted,
    /// As it was before
    Original,
}

fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "a day is written year first, as in 2024-11-29".to_owned())
}

pub fn document_format(text: &str) -> Result<document::Format, String> {
    let known = document::Format::ALL.into_iter();
    document::Format::of_path(&format!(".{text}")).ok_or_else(|| {
        format!("formats are {}", known.map(document::Format::name).collect::<Vec<_>>().join(", "))
    })
}
