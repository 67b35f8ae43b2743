//! Rules: how claims are judged. One file per family; all of them work on one [`Reading`] of a document.

mod reading;

pub use reading::Reading;
