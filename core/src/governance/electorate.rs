//! Who may vote: a set that is frozen when voting opens, counted, and committed to without being published.
//!
//! The commitment lets a steward prove later, to somebody entitled to know, that a list was the frozen one;
//! it tells nothing to anybody who has no salt. The same salt makes the marks under which ballots are kept,
//! so that the table of ballots names no member. Whoever holds both the salt and the list of members can
//! connect them: that is the limit of this secrecy, and the page about a vote says so.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use hmac::{Hmac, KeyInit, Mac};
use serde::{Serialize, Serializer};
use sha2::{Digest, Sha256};

/// Comes before everything else in the commitment, so that no other digest of the platform can be taken for one.
const COMMITMENT_DOMAIN: &[u8] = b"blkout electorate v1\0";
/// The block of SHA-256, to which HMAC pads a shorter key with zeros.
const HMAC_BLOCK_BYTES: usize = 64;

/// 32 random bytes of one vote. Secret: with it, marks can be tried against names.
#[derive(Clone, PartialEq, Eq)]
pub struct ElectorateSalt([u8; 32]);

impl ElectorateSalt {
    /// Takes bytes from the system's random source, or from the database.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes, to be kept and never shown.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The mark of a member in this vote: HMAC-SHA256 of the member's id under the salt.
    pub fn mark(&self, member_id: &str) -> VoterMark {
        let mut key = [0; HMAC_BLOCK_BYTES];
        key[..self.0.len()].copy_from_slice(&self.0);
        let mut mac = Hmac::<Sha256>::new(&key.into());
        mac.update(member_id.as_bytes());
        VoterMark(mac.finalize().into_bytes().into())
    }
}

impl fmt::Debug for ElectorateSalt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ElectorateSalt(secret)")
    }
}

/// What stands for a member in the ballots of one vote. Another vote gives the same member another mark.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VoterMark([u8; 32]);

/// The published digest of a frozen electorate.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Commitment([u8; 32]);

/// A text that is not 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected 64 hexadecimal digits in lower case")]
pub struct NotADigest;

macro_rules! digest_as_text {
    ($name:ident) => {
        impl fmt::Display for $name {
            /// 64 hexadecimal digits in lower case.
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&hex::encode(self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl FromStr for $name {
            type Err = NotADigest;

            fn from_str(text: &str) -> Result<Self, NotADigest> {
                let mut bytes = [0; 32];
                let lower_case = !text.bytes().any(|byte| byte.is_ascii_uppercase());
                match hex::decode_to_slice(text, &mut bytes) {
                    Ok(()) if lower_case => Ok(Self(bytes)),
                    _ => Err(NotADigest),
                }
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
    };
}

digest_as_text!(VoterMark);
digest_as_text!(Commitment);

/// The members who may vote, as they were when voting opened. It has no way to gain or lose one.
#[derive(Clone, Debug)]
pub struct Electorate {
    members: BTreeSet<String>,
    salt: ElectorateSalt,
}

impl Electorate {
    /// Freezes the ids of the members who are active now. An id given twice counts once.
    pub fn freeze(member_ids: impl IntoIterator<Item = String>, salt: ElectorateSalt) -> Self {
        Self { members: member_ids.into_iter().collect(), salt }
    }

    /// How many may vote: the denominator of the turnout.
    pub fn count(&self) -> u64 {
        self.members.len() as u64
    }

    /// SHA-256 of a domain tag, the salt, the count, and the sorted ids, each after its length in bytes.
    /// Lengths and the count are 64-bit, big-endian.
    pub fn commitment(&self) -> Commitment {
        let mut hash = Sha256::new();
        hash.update(COMMITMENT_DOMAIN);
        hash.update(self.salt.as_bytes());
        hash.update(self.count().to_be_bytes());
        for id in &self.members {
            hash.update((id.len() as u64).to_be_bytes());
            hash.update(id.as_bytes());
        }
        Commitment(hash.finalize().into())
    }

    /// The mark of a member; `None` for somebody who is not in the electorate.
    pub fn mark(&self, member_id: &str) -> Option<VoterMark> {
        self.members.contains(member_id).then(|| self.salt.mark(member_id))
    }

    /// The ids of the members with their marks, in the order of the ids.
    pub fn marks(&self) -> impl Iterator<Item = (&str, VoterMark)> {
        self.members.iter().map(|id| (id.as_str(), self.salt.mark(id)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use proptest::test_runner::RngSeed;
    use wasm_bindgen_test::wasm_bindgen_test;

    const SALT: ElectorateSalt = ElectorateSalt::new([7; 32]);

    fn electorate(ids: &[&str]) -> Electorate {
        Electorate::freeze(ids.iter().map(ToString::to_string), SALT)
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn a_mark_is_hmac_sha256_of_the_id() {
        // RFC 4231, test case 1, has a key of 20 bytes; zeros after it do not change an HMAC.
        let mut key = [0; 32];
        key[..20].copy_from_slice(&[0x0b; 20]);
        assert_eq!(
            ElectorateSalt::new(key).mark("Hi There").to_string(),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        );
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn only_members_of_the_electorate_have_a_mark() {
        let electorate = electorate(&["ada", "bo", "ada"]);
        assert_eq!(electorate.count(), 2);
        assert_eq!(electorate.mark("ada"), Some(SALT.mark("ada")));
        assert_eq!(electorate.mark("cy"), None);
        assert_eq!(electorate.marks().count(), 2);
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn the_commitment_tells_lists_apart_that_read_the_same_when_joined() {
        let lists: [&[&str]; 4] = [&["ab", "c"], &["a", "bc"], &["abc"], &[]];
        for (i, one) in lists.iter().enumerate() {
            for other in &lists[i + 1..] {
                assert_ne!(electorate(one).commitment(), electorate(other).commitment());
            }
        }
        let other_salt = Electorate::freeze(["abc".to_owned()], ElectorateSalt::new([8; 32]));
        assert_ne!(electorate(&["abc"]).commitment(), other_salt.commitment());
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn digests_are_read_back_from_their_only_text() {
        let mark = SALT.mark("ada");
        assert_eq!(mark.to_string().parse(), Ok(mark));
        for text in [mark.to_string().to_uppercase(), mark.to_string()[1..].to_owned(), String::new()] {
            assert_eq!(text.parse::<VoterMark>(), Err(NotADigest), "{text}");
        }
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn a_salt_is_not_printed() {
        assert!(!format!("{:?}", electorate(&["ada"])).contains('7'));
    }

    proptest! {
        #![proptest_config(ProptestConfig {
            failure_persistence: None, rng_seed: RngSeed::Fixed(31), ..ProptestConfig::default()
        })]

        #[wasm_bindgen_test(unsupported = test)]
        fn the_order_of_the_list_does_not_matter(ids in proptest::collection::vec("[a-z]{0,4}", 0..20)) {
            let forwards = Electorate::freeze(ids.clone(), SALT);
            let backwards = Electorate::freeze(ids.into_iter().rev(), SALT);
            prop_assert_eq!(forwards.commitment(), backwards.commitment());
        }
    }
}
