//! Currencies of ISO 4217 and how many decimals each has.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Codes with no decimals (ISO 4217, table A.1).
const NO_DECIMALS: &str = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";
/// Codes with two decimals.
const TWO_DECIMALS: &str = "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD \
     CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF \
     IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN \
     MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD \
     SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VES WST XCD YER ZAR ZMW ZWG";
/// Codes with three decimals.
const THREE_DECIMALS: &str = "BHD IQD JOD KWD LYD OMR TND";

/// A currency of ISO 4217 in which payments can be made.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency {
    code: [u8; 3],
    decimals: u8,
}

/// The text is not the code of a currency.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a currency code of ISO 4217, such as gbp")]
pub struct UnknownCurrency(pub String);

impl Currency {
    /// Pound sterling, the community's own currency.
    pub const GBP: Self = Self { code: *b"GBP", decimals: 2 };

    /// The code in capitals: `GBP`.
    pub fn code(&self) -> &str {
        // The constructor admits ASCII letters only.
        std::str::from_utf8(&self.code).unwrap_or("???")
    }

    /// How many digits follow the decimal point: 0, 2 or 3.
    pub fn decimals(&self) -> u8 {
        self.decimals
    }

    /// Minor units in one major unit: 1, 100 or 1 000.
    pub fn minor_per_major(&self) -> i64 {
        10_i64.pow(u32::from(self.decimals))
    }

    /// What stands before an amount: `£`, `€`, `US$`, `¥`, otherwise the code and a space.
    pub fn sign(&self) -> &str {
        match &self.code {
            b"GBP" => "£",
            b"EUR" => "€",
            b"USD" => "US$",
            b"JPY" => "¥",
            _ => self.code(),
        }
    }
}

impl FromStr for Currency {
    type Err = UnknownCurrency;

    /// Reads a code in either case.
    fn from_str(text: &str) -> Result<Self, UnknownCurrency> {
        let unknown = || UnknownCurrency(text.chars().take(12).collect());
        let bytes: [u8; 3] = text.as_bytes().try_into().map_err(|_| unknown())?;
        let code = bytes.map(|b| b.to_ascii_uppercase());
        let listed = |list: &str| list.split_ascii_whitespace().any(|known| known.as_bytes() == code);
        let decimals = if listed(TWO_DECIMALS) {
            2
        } else if listed(NO_DECIMALS) {
            0
        } else if listed(THREE_DECIMALS) {
            3
        } else {
            return Err(unknown());
        };
        Ok(Self { code, decimals })
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Serialize for Currency {
    /// The code in small letters, as in the payment processor's reports.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.code().to_ascii_lowercase())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test(unsupported = test)]
    fn decimals_are_those_of_iso_4217() {
        let decimals = |code: &str| code.parse::<Currency>().map(|c| c.decimals());
        assert_eq!(decimals("gbp"), Ok(2));
        assert_eq!(decimals("JPY"), Ok(0));
        assert_eq!(decimals("kwd"), Ok(3));
        assert!(decimals("xyz").is_err());
        assert!(decimals("GB").is_err());
        assert!(decimals("gb£").is_err());
        assert!(decimals("").is_err());
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn no_code_is_listed_twice() {
        let mut codes: Vec<&str> =
            [NO_DECIMALS, TWO_DECIMALS, THREE_DECIMALS].iter().flat_map(|l| l.split_ascii_whitespace()).collect();
        let listed = codes.len();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), listed);
        assert!(codes.iter().all(|c| c.len() == 3 && c.bytes().all(|b| b.is_ascii_uppercase())));
    }
}
