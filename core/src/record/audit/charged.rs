//! What was paid at the start of a payment, remembered for the payments that changed last.
//!
//! Money that comes back after a dispute may not exceed what was paid. The payment itself may be far back in the
//! record; this small memory of a fixed size saves walking there each time.

/// How many payments are remembered at most.
const PLACES: usize = 1_024;

/// By the number of the last transaction about a payment: what was paid, in minor units.
#[derive(Clone, Debug)]
pub(super) struct Charged(Vec<Option<(u64, i64)>>);

impl Default for Charged {
    fn default() -> Self {
        Self(vec![None; PLACES])
    }
}

impl Charged {
    /// Remembers what was paid; whatever stood in the same place is forgotten.
    pub(super) fn remember(&mut self, number: u64, charged: i64) {
        if let Some(place) = self.0.get_mut(place(number)) {
            *place = Some((number, charged));
        }
    }

    /// What was paid for the payment whose last transaction is `number`, if that is still remembered.
    pub(super) fn recall(&self, number: u64) -> Option<i64> {
        let (found, charged) = (*self.0.get(place(number))?)?;
        (found == number).then_some(charged)
    }
}

fn place(number: u64) -> usize {
    // The remainder is below PLACES.
    usize::try_from(number % PLACES as u64).unwrap_or(0)
}
