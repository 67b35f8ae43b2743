//! Loading a claim file: the only place that knows the YAML crates.
//!
//! One walk over the parser's events gives the tree of values with their places ([`tree`]); claim by claim it goes through
//! serde into plain types ([`read`], [`direct`], [`raw`]) and from there into the model ([`lower`], [`value`]). All faults of a
//! file are recorded on the way, so that an editor sees them at once.

mod contrary;
mod derived;
mod direct;
mod fault;
mod gather;
mod head;
mod hint;
mod leaf;
mod lower;
pub(super) mod raw;
mod read;
mod syntax;
mod tree;
mod value;

use super::ClaimFile;
use crate::error::{Error, ErrorKind};
use crate::text::Span;
use fault::Faults;
pub use hint::nearest;

/// The largest claim file that is read, in bytes.
const LARGEST: usize = 32 << 20;

/// Reads and validates a claim file.
///
/// # Errors
/// All faults of the file in one pass, in the order of their places. A file that is no YAML at all has the one fault
/// that ended the reading.
pub fn load(path: &str, bytes: &[u8]) -> Result<ClaimFile, Vec<Error>> {
    let text = decode(path, bytes).map_err(|error| vec![error])?;
    let mut faults = Faults::new(path, text);
    let root = tree::read(&mut faults);
    if root.is_none() && faults.len() == 0 {
        let error = Error::file(ErrorKind::Claims, path, "the file is empty");
        return Err(vec![error.hint("begin with `title:`, `written:` and `claims:`")]);
    }
    let file = root.and_then(|root| head::file(path, root, &mut faults));
    match file {
        Some(file) if faults.len() == 0 => Ok(file),
        _ => Err(faults.into_errors()),
    }
}

fn decode<'b>(path: &str, bytes: &'b [u8]) -> Result<&'b str, Error> {
    let fault = |message: &str, hint: &str| Error::file(ErrorKind::Claims, path, message).hint(hint);
    let zeros = bytes.iter().take(8).filter(|byte| **byte == 0).count();
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") || zeros > 1 {
        return Err(fault("the file is in UTF-16", "save it as UTF-8"));
    }
    if bytes.len() > LARGEST {
        return Err(fault("the file is too large for a claim file", "split it into several"));
    }
    std::str::from_utf8(bytes).map_err(|error| {
        // The readable part in front of the odd byte gives the line and what stands before it.
        let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let text = String::from_utf8_lossy(good);
        let mut faults = Faults::new(path, &text);
        let span = Span::new(text.len(), text.len());
        faults.add(span, "what follows here is not UTF-8 text", "save the file as UTF-8");
        faults.into_errors().pop().unwrap_or_else(|| fault("the file is not UTF-8 text", "save it as UTF-8"))
    })
}
