//! What a creator is owed, and when it is enough to be paid out (rules.md, Money, "Payout").

use crate::money::Currency;

/// The smallest payout in whole units of a currency that has decimals: £10, €10 (rules.md, Money; vote).
pub const WHOLE_UNITS_MINIMUM: i64 = 10;
/// The smallest payout in a currency without decimals, whose units are small: ¥1,000.
pub const WITHOUT_DECIMALS_MINIMUM: i64 = 1_000;
/// For how many days a change of bank details is pointed out to those who approve: who takes over an account is
/// quick to change where the money goes.
pub const RECENT_CHANGE_DAYS: i32 = 14;

/// The smallest payout in `currency`, in minor units, until a decision sets another. What is less waits and is never
/// lost.
pub fn payout_minimum(currency: Currency) -> i64 {
    match currency.decimals() {
        0 => WITHOUT_DECIMALS_MINIMUM,
        _ => WHOLE_UNITS_MINIMUM * currency.minor_per_major(),
    }
}

/// What a creator is owed, in minor units: all that they earned less all that was taken out for payouts. Negative when
/// refunds or disputes took back more than was left. `None` where the difference does not fit.
pub fn owed(earned: i64, taken: i64) -> Option<i64> {
    earned.checked_sub(taken)
}

/// Whether `owed` minor units are enough for a payout of `minimum` minor units or more. The whole of it is paid then,
/// not only the minimum; nothing at all is never paid.
pub fn is_due(owed: i64, minimum: i64) -> bool {
    owed >= minimum.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test(unsupported = test)]
    fn ten_pounds_are_paid_and_a_penny_less_waits() {
        let currency = |code: &str| code.parse::<Currency>().unwrap();
        assert_eq!(payout_minimum(Currency::GBP), 1_000);
        assert_eq!(payout_minimum(currency("jpy")), 1_000);
        assert_eq!(payout_minimum(currency("kwd")), 10_000);
        let minimum = payout_minimum(Currency::GBP);
        assert!(is_due(1_000, minimum) && !is_due(999, minimum) && !is_due(-1_000, minimum));
        assert!(!is_due(0, 0));
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn a_debt_is_negative_and_never_wraps() {
        assert_eq!(owed(1_500, 2_000), Some(-500));
        assert_eq!(owed(i64::MIN, 1), None);
    }
}
