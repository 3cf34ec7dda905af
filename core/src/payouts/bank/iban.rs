//! An international account number (ISO 13616), with the check that finds a mistyped one.

use super::{redacted, without_grouping};

/// Length of the numbers of each country that has them, in characters (the IBAN registry of ISO 13616).
const LENGTHS: &str = "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 \
     DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 \
     JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 \
     PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 \
     VA22 VG24 XK20 YE30";

/// An account number that begins with a country and two check digits.
#[derive(Clone, PartialEq, Eq)]
pub struct Iban(String);

redacted!(Iban);

/// Why a text is no IBAN.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IbanError {
    /// Something else than two letters, two digits, and letters and digits.
    #[error("an IBAN begins with two letters and two digits, such as GB29 NWBK 6016 1331 9268 19")]
    Form,
    /// No country with such numbers.
    #[error("an IBAN begins with the letters of a country that has them; please look at the first two letters")]
    Country,
    /// Another length than the country's.
    #[error("an IBAN of this country has {expected} letters and digits, and this one has {given}")]
    Length {
        /// The country's length.
        expected: usize,
        /// The length of the text.
        given: usize,
    },
    /// The check digits do not fit: two digits swapped, or one mistyped.
    #[error("something in this IBAN is mistyped: its check digits do not fit")]
    Check,
}

impl Iban {
    /// Reads an IBAN in either case, with spaces or without.
    ///
    /// # Errors
    /// [`IbanError`]
    pub fn new(text: &str) -> Result<Self, IbanError> {
        let number = without_grouping(text).to_ascii_uppercase();
        let right_form = number.len() > 4
            && number.bytes().enumerate().all(|(i, byte)| match i {
                0 | 1 => byte.is_ascii_uppercase(),
                2 | 3 => byte.is_ascii_digit(),
                _ => byte.is_ascii_uppercase() || byte.is_ascii_digit(),
            });
        if !right_form {
            return Err(IbanError::Form);
        }
        let expected = length_in(&number[..2]).ok_or(IbanError::Country)?;
        if number.len() != expected {
            return Err(IbanError::Length { expected, given: number.len() });
        }
        // Numbers with 00, 01 or 99 as check digits may fit by arithmetic; none is ever given out (ISO 7064).
        let is_given_out = !matches!(&number[2..4], "00" | "01" | "99");
        if is_given_out && remainder(&number) == 1 { Ok(Self(number)) } else { Err(IbanError::Check) }
    }

    /// The number in capitals, without spaces.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn length_in(country: &str) -> Option<usize> {
    LENGTHS.split_ascii_whitespace().find_map(|entry| entry.strip_prefix(country)?.parse().ok())
}

/// ISO 7064 MOD 97-10: the first four characters go to the end, and letters count from 10.
fn remainder(number: &str) -> u32 {
    let (head, tail) = number.split_at(4);
    tail.bytes().chain(head.bytes()).fold(0, |rest, byte| match byte {
        b'0'..=b'9' => (rest * 10 + u32::from(byte - b'0')) % 97,
        _ => (rest * 100 + u32::from(byte - b'A') + 10) % 97,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    /// Examples of the IBAN registry.
    const EXAMPLES: [&str; 7] = [
        "GB29NWBK60161331926819",
        "DE89370400440532013000",
        "FR1420041010050500013M02606",
        "IE29AIBK93115212345678",
        "NO9386011117947",
        "MT84MALT011000012345MTLCAST001S",
        "LC55HEMM000100010012001200023015",
    ];

    #[wasm_bindgen_test(unsupported = test)]
    fn the_examples_of_the_registry_are_taken() {
        for example in EXAMPLES {
            assert_eq!(Iban::new(example).unwrap().as_str(), example);
        }
        assert_eq!(Iban::new("gb29 nwbk 6016 1331 9268 19").unwrap().as_str(), EXAMPLES[0]);
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn what_is_wrong_is_told() {
        assert_eq!(Iban::new(""), Err(IbanError::Form));
        assert_eq!(Iban::new("GB2ÉNWBK60161331926819"), Err(IbanError::Form));
        assert_eq!(Iban::new("US29NWBK60161331926819"), Err(IbanError::Country));
        assert_eq!(Iban::new("GB29NWBK6016133192681"), Err(IbanError::Length { expected: 22, given: 21 }));
        assert_eq!(Iban::new("GB29NWBK60161331926891"), Err(IbanError::Check));
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn the_table_lists_each_country_once() {
        let mut entries: Vec<_> = LENGTHS.split_ascii_whitespace().map(|entry| &entry[..2]).collect();
        let listed = entries.len();
        entries.sort_unstable();
        entries.dedup();
        assert_eq!(entries.len(), listed);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[wasm_bindgen_test(unsupported = test)]
        fn one_mistyped_digit_is_found(example in prop::sample::select(EXAMPLES.to_vec()), place in 4_usize..15, digit in b'0'..=b'9') {
            let mut typed = example.as_bytes().to_vec();
            prop_assume!(typed[place].is_ascii_digit() && typed[place] != digit);
            typed[place] = digit;
            let typed = String::from_utf8(typed).unwrap();
            prop_assert_eq!(Iban::new(&typed), Err(IbanError::Check));
        }

        #[wasm_bindgen_test(unsupported = test)]
        fn no_text_is_too_strange(text in "\\PC{0,40}") {
            let _ = Iban::new(&text);
        }
    }
}
