//! Claims: what must hold, as an editor writes it in YAML.

mod load;
mod model;
mod schema;
mod splice;

pub use load::{load, nearest};
pub use model::*;
pub use schema::schema;
pub use splice::set_value;
