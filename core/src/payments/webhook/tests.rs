//! Signatures: whose deliveries are taken, and whose are not.

use proptest::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use super::*;

const NOW: UtcMillis = UtcMillis(1_700_000_000_000);
const NOW_SECONDS: i64 = 1_700_000_000;
const BODY: &[u8] = br#"{"id":"evt_1"}"#;

fn secret(text: &str) -> Secret {
    Secret::new(text).unwrap()
}

fn signature(secret_text: &str, seconds: i64, body: &[u8]) -> String {
    hex::encode(secret(secret_text).sign(&seconds.to_string(), body).finalize().into_bytes())
}

fn signed(secret_text: &str, seconds: i64) -> String {
    format!("t={seconds},v1={}", signature(secret_text, seconds, BODY))
}

fn checked(header: &str) -> Result<(), SignatureError> {
    check(header, BODY, &[secret("whsec_one")], NOW)
}

#[wasm_bindgen_test(unsupported = test)]
fn a_signature_is_what_the_processor_computes() {
    // Computed apart: printf '1700000000.{"id":"evt_1"}' | openssl dgst -sha256 -hmac whsec_one
    let known = "401fbbceeb3818dc562ff77127ba1c62e47e24c9c6cde4d7a6eba85e32dbd058";
    assert_eq!(signature("whsec_one", NOW_SECONDS, BODY), known);
    assert_eq!(checked(&format!("t=1700000000,v1={known}")), Ok(()));
    assert_eq!(checked(&format!("t=1700000000,v1={}", known.to_uppercase())), Ok(()));
}

#[wasm_bindgen_test(unsupported = test)]
fn another_secret_or_another_body_is_refused() {
    assert_eq!(checked(&signed("whsec_other", NOW_SECONDS)), Err(SignatureError::Signature));
    let mut body = BODY.to_vec();
    for place in 0..body.len() {
        body[place] ^= 1;
        let refused = check(&signed("whsec_one", NOW_SECONDS), &body, &[secret("whsec_one")], NOW);
        assert_eq!(refused, Err(SignatureError::Signature), "byte {place}");
        body[place] ^= 1;
    }
    // Without any secret, nobody can have signed it.
    assert_eq!(check(&signed("whsec_one", NOW_SECONDS), BODY, &[], NOW), Err(SignatureError::Signature));
}

#[wasm_bindgen_test(unsupported = test)]
fn five_minutes_either_way_and_no_more() {
    for (offset, expected) in [
        (-300, Ok(())),
        (-301, Err(SignatureError::Time)),
        (300, Ok(())),
        (301, Err(SignatureError::Time)),
        (-NOW_SECONDS, Err(SignatureError::Time)),
    ] {
        assert_eq!(checked(&signed("whsec_one", NOW_SECONDS + offset)), expected, "{offset}");
    }
    assert_eq!(checked(&signed("whsec_one", i64::MAX)), Err(SignatureError::Time));
    // The time is part of what was signed: a newer one cannot be put in its place.
    let old = signature("whsec_one", NOW_SECONDS - 600, BODY);
    assert_eq!(checked(&format!("t={NOW_SECONDS},v1={old}")), Err(SignatureError::Signature));
}

#[wasm_bindgen_test(unsupported = test)]
fn during_a_rotation_either_secret_will_do() {
    let secrets = Secret::list(" whsec_new ,whsec_old\n").unwrap();
    for known in ["whsec_new", "whsec_old"] {
        assert_eq!(check(&signed(known, NOW_SECONDS), BODY, &secrets, NOW), Ok(()));
    }
    // And a delivery may carry a signature for each of the processor's secrets.
    let both = format!("{},v1={}", signed("whsec_gone", NOW_SECONDS), signature("whsec_old", NOW_SECONDS, BODY));
    assert_eq!(check(&both, BODY, &secrets, NOW), Ok(()));
}

#[wasm_bindgen_test(unsupported = test)]
fn other_schemes_count_for_nothing() {
    let good = signature("whsec_one", NOW_SECONDS, BODY);
    assert_eq!(checked(&format!("t={NOW_SECONDS},v0={good}")), Err(SignatureError::Header));
    assert_eq!(checked(&format!("t={NOW_SECONDS},v0=x,v1={good},v2=")), Ok(()));
}

#[wasm_bindgen_test(unsupported = test)]
fn a_header_of_another_form_is_refused() {
    let good = signature("whsec_one", NOW_SECONDS, BODY);
    let t = NOW_SECONDS;
    for header in [
        String::new(),
        good.clone(),
        format!("v1={good}"),
        format!("t={t}"),
        format!("t={t},t={t},v1={good}"),
        format!("t={t},v1={good},"),
        format!("t={t},v1="),
        format!("t={t},v1={}", &good[1..]),
        format!("t={t},v1={good}00"),
        format!("t={t},v1={}", good.replace('a', "g").replacen(|c: char| c != 'g', "g", 1)),
        format!("t=,v1={good}"),
        format!("t=+{t},v1={good}"),
        format!("t=-{t},v1={good}"),
        format!("t={t}.0,v1={good}"),
        format!("t={t}00000000000000000000,v1={good}"),
        format!("T={t},V1={good}"),
        format!("t={t};v1={good}"),
        format!(" t={t}, v1={good}"),
        format!("t={t},v1={good},v0={}", "0".repeat(MAX_HEADER_BYTES)),
    ] {
        assert_eq!(checked(&header), Err(SignatureError::Header), "{header}");
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn a_secret_is_never_empty_and_never_shown() {
    assert_eq!(Secret::list("whsec_a,,whsec_b").unwrap_err(), SecretError::Empty);
    assert_eq!(Secret::list("").unwrap_err(), SecretError::Empty);
    assert_eq!(Secret::new("whsec a").unwrap_err(), SecretError::Characters);
    assert_eq!(format!("{:?}", secret("whsec_one")), "Secret(..)");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[wasm_bindgen_test(unsupported = test)]
    fn no_header_is_too_strange_to_be_refused(header in any::<String>()) {
        prop_assert!(checked(&header).is_err());
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn what_is_signed_is_taken_whatever_it_is(
        body in prop::collection::vec(any::<u8>(), 0..300),
        key in "[!-+\\--~]{1,200}",
        offset in -300_i64..=300,
    ) {
        let seconds = NOW_SECONDS + offset;
        let header = format!("t={seconds},v1={}", signature(&key, seconds, &body));
        prop_assert_eq!(check(&header, &body, &[secret("whsec_one"), secret(&key)], NOW), Ok(()));
    }
}
