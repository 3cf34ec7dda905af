//! A set of transaction numbers: one bit for each.

/// Numbers from 0 on.
#[derive(Clone, Debug, Default)]
pub(super) struct Numbers(Vec<u64>);

impl Numbers {
    /// Puts `number` in; answers whether it was not there yet. Memory grows to one bit for each number up to the
    /// largest, so the caller bounds it.
    pub(super) fn insert(&mut self, number: u64) -> bool {
        let (Ok(word), bit) = (usize::try_from(number / 64), 1_u64 << (number % 64)) else { return false };
        if word >= self.0.len() {
            self.0.resize(word + 1, 0);
        }
        let new = self.0[word] & bit == 0;
        self.0[word] |= bit;
        new
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test(unsupported = test)]
    fn every_number_is_new_once() {
        let mut numbers = Numbers::default();
        for number in [0, 1, 63, 64, 1_000, 65] {
            assert!(numbers.insert(number), "{number}");
            assert!(!numbers.insert(number), "{number}");
        }
    }
}
