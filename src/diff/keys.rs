//! Keys: what says the same has the same one.

use std::collections::HashMap;

/// A key of a token: tokens of equal keys say the same.
pub type Key = u32;

/// Gives equal texts equal keys.
#[derive(Debug, Default)]
pub struct Keys {
    keys: HashMap<String, Key>,
    texts: Vec<String>,
}

impl Keys {
    /// The key of a text.
    pub fn of(&mut self, text: &str) -> Key {
        if let Some(&key) = self.keys.get(text) {
            return key;
        }
        let key = self.texts.len() as Key;
        self.keys.insert(text.to_owned(), key);
        self.texts.push(text.to_owned());
        key
    }

    /// How many keys there are.
    pub fn len(&self) -> usize {
        self.texts.len()
    }
}
