//! Claims: what must hold, as an editor writes it in YAML.

mod load;
mod model;

pub use load::load;
pub use model::*;
