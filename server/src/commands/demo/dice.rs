//! Numbers that look thrown and are the same every time, so that every demonstration has the same payments.

/// A linear congruential generator (Knuth's MMIX constants). Good enough for invented prices, for nothing else.
#[derive(Debug)]
pub(super) struct Dice(u64);

impl Dice {
    /// Dice that always fall in the same way for the same `seed`.
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number from 0 to `sides` − 1; `sides` is 1 or more.
    pub(super) fn below(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    /// One of `choices`, which is not empty.
    pub(super) fn pick<T: Copy>(&mut self, choices: &[T]) -> T {
        let place = self.below(choices.len() as u64);
        choices[usize::try_from(place).unwrap_or(0)]
    }
}
