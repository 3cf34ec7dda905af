//! The names of payouts and of payment files, in addresses, in the record and at the bank.

use crate::id::uuid_id;

uuid_id! {
    /// The name of a payout.
    PayoutId
}

uuid_id! {
    /// The name of a payment file.
    BatchId
}

impl PayoutId {
    /// The id as banks carry it: 32 digits, where their files have room for 35 characters.
    pub fn digits(&self) -> String {
        self.0.replace('-', "")
    }
}

impl BatchId {
    /// The id as banks carry it: 32 digits, where their files have room for 35 characters.
    pub fn digits(&self) -> String {
        self.0.replace('-', "")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test(unsupported = test)]
    fn banks_get_the_digits_alone() {
        let id = "0199a4c2-7b1e-7c3d-9a55-0123456789ab";
        assert_eq!(id.parse::<PayoutId>().unwrap().digits(), "0199a4c27b1e7c3d9a550123456789ab");
        assert_eq!(id.parse::<BatchId>().unwrap().digits(), "0199a4c27b1e7c3d9a550123456789ab");
    }
}
