//! The tree against the published vectors, and every proof of every small tree.

use std::collections::HashMap;

use proptest::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use super::*;

/// The leaves and roots of the test vectors of Certificate Transparency's reference implementation (RFC 6962).
const LEAVES: [&str; 8] =
    ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
const ROOTS: [&str; 9] = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

fn hash(text: &str) -> Hash {
    text.parse().unwrap()
}

/// A tree with all its complete subtrees and the root at every size.
struct Grown {
    leaves: Vec<Hash>,
    nodes: HashMap<NodeId, Hash>,
    roots: Vec<Hash>,
}

impl Grown {
    fn of(leaves: impl IntoIterator<Item = Vec<u8>>) -> Self {
        let mut grown = Self { leaves: Vec::new(), nodes: HashMap::new(), roots: vec![Frontier::new().root()] };
        let mut frontier = Frontier::new();
        for leaf in leaves {
            let leaf = leaf_hash(&leaf);
            frontier.push_with(leaf, |node, hash| assert_eq!(grown.nodes.insert(node, hash), None)).unwrap();
            grown.leaves.push(leaf);
            grown.roots.push(frontier.root());
        }
        grown
    }

    fn numbered(size: u64) -> Self {
        Self::of((0..size).map(|n| n.to_be_bytes().to_vec()))
    }

    /// The subtrees, as a tree of `size` leaves knows them: asking for one beyond its edge is a mistake.
    fn nodes(&self, size: u64) -> impl Fn(NodeId) -> Option<Hash> {
        move |node| {
            assert!((node.index + 1) << node.level <= size, "{node:?} is not complete at {size}");
            self.nodes.get(&node).copied()
        }
    }

    fn inclusion(&self, index: u64, size: u64) -> Vec<Hash> {
        inclusion_proof(index, size, self.nodes(size)).unwrap()
    }

    fn consistency(&self, first: u64, second: u64) -> Vec<Hash> {
        consistency_proof(first, second, self.nodes(second)).unwrap()
    }

    fn leaf(&self, index: u64) -> Hash {
        self.leaves[usize::try_from(index).unwrap()]
    }

    fn root(&self, size: u64) -> Hash {
        self.roots[usize::try_from(size).unwrap()]
    }
}

fn published() -> Grown {
    Grown::of(LEAVES.map(|leaf| hex::decode(leaf).unwrap()))
}

#[wasm_bindgen_test(unsupported = test)]
fn the_published_roots_come_out() {
    assert_eq!(published().roots, ROOTS.map(hash));
}

#[wasm_bindgen_test(unsupported = test)]
fn the_published_proofs_come_out() {
    let tree = published();
    let path = |index, size| tree.inclusion(index, size).iter().map(Hash::to_string).collect::<Vec<_>>();
    assert_eq!(
        path(0, 8),
        [
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ]
    );
    assert_eq!(
        path(5, 8),
        [
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ]
    );
    let between: Vec<_> = tree.consistency(6, 8).iter().map(Hash::to_string).collect();
    assert_eq!(
        between,
        [
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ]
    );
    assert_eq!(tree.consistency(1, 1), []);
}

#[wasm_bindgen_test(unsupported = test)]
fn every_inclusion_proof_of_small_trees_holds_and_no_neighbour_does() {
    let tree = Grown::numbered(300);
    for size in 1..=300 {
        for index in 0..size {
            let (leaf, root) = (tree.leaf(index), tree.root(size));
            let mut proof = tree.inclusion(index, size);
            assert_eq!(verify_inclusion(leaf, index, size, root, &proof), Ok(()), "{index} in {size}");
            let refused =
                |leaf, index, size, root, proof: &[Hash]| verify_inclusion(leaf, index, size, root, proof).is_err();
            let other = tree.leaf((index + 1) % 300);
            assert!(refused(other, index, size, root, &proof));
            assert!(refused(leaf, index + 1, size, root, &proof), "{} in {size}", index + 1);
            assert!(refused(leaf, index, size, tree.root(size - 1), &proof));
            proof.push(leaf);
            assert!(refused(leaf, index, size, root, &proof));
            proof.truncate(proof.len().saturating_sub(2));
            assert!(size == 1 || refused(leaf, index, size, root, &proof));
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn every_consistency_proof_of_small_trees_holds_and_no_neighbour_does() {
    let tree = Grown::numbered(300);
    let stranger = leaf_hash(b"another tree");
    for second in 0..=300 {
        for first in 0..=second {
            let (old, new) = (tree.root(first), tree.root(second));
            let mut proof = tree.consistency(first, second);
            let refused = |old, new, proof: &[Hash]| verify_consistency(first, second, old, new, proof).is_err();
            assert_eq!(verify_consistency(first, second, old, new, &proof), Ok(()), "{first} to {second}");
            assert!(refused(stranger, new, &proof), "{first} to {second}");
            assert!(first == 0 && second != 0 || refused(old, stranger, &proof), "{first} to {second}");
            proof.push(stranger);
            assert!(refused(old, new, &proof));
            proof.pop();
            if proof.pop().is_some() {
                assert!(refused(old, new, &proof), "{first} to {second}");
            }
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn hostile_sizes_are_answered() {
    let (root, proof) = (empty_root(), [leaf_hash(b"a"); 70]);
    let sizes = [0, 1, 2, 3, 1 << 32, 1 << 63, (1 << 63) - 1, u64::MAX - 1, u64::MAX];
    for first in sizes {
        for second in sizes {
            for count in [0, 1, 63, 64, 65, 70] {
                assert!(verify_inclusion(proof[0], first, second, root, &proof[..count]).is_err());
                let claimed = verify_consistency(first, second, root, root, &proof[..count]);
                let trivial = count == 0 && (first == second || first == 0);
                assert_eq!(claimed.is_ok(), trivial, "{first} to {second} with {count}");
            }
            assert!(inclusion_nodes(first, second).len() <= 128);
            assert!(consistency_nodes(first, second).len() <= 128);
            assert!(inclusion_proof(first, second, |_| None).is_err() || (first, second) == (0, 1));
        }
    }
    // A proof for the last leaf of the largest tree that can be written is followed to its end.
    let nodes = |_| Some(leaf_hash(b"a"));
    let last = inclusion_proof(u64::MAX - 1, u64::MAX, nodes).unwrap();
    assert_eq!(verify_inclusion(root, u64::MAX - 1, u64::MAX, root, &last), Err(ProofError::Root));
    let half = consistency_proof(u64::MAX / 2, u64::MAX, nodes).unwrap();
    assert_eq!(verify_consistency(u64::MAX / 2, u64::MAX, root, root, &half), Err(ProofError::Root));
}

#[wasm_bindgen_test(unsupported = test)]
fn a_frontier_reads_back_only_whole() {
    let mut frontier = Frontier::new();
    for n in 0..70_u8 {
        assert_eq!(Frontier::from_bytes(&frontier.to_bytes()), Ok(frontier.clone()));
        frontier.push(leaf_hash(&[n])).unwrap();
    }
    let bytes = frontier.to_bytes();
    for wrong in [&bytes[..0], &bytes[..7], &bytes[..8], &bytes[..bytes.len() - 1], &[&bytes[..], &[0; 32]].concat()] {
        assert_eq!(Frontier::from_bytes(wrong), Err(FrontierError::Bytes));
    }
    let full = [MOST_LEAVES.to_be_bytes().as_slice(), &[7; 63 * 32]].concat();
    let mut full = Frontier::from_bytes(&full).unwrap();
    assert_eq!(full.push(empty_root()), Err(FrontierError::Full));
    assert_eq!(full.size(), MOST_LEAVES);
    let beyond = [(MOST_LEAVES + 1).to_be_bytes().as_slice(), &[7; 32]].concat();
    assert_eq!(Frontier::from_bytes(&beyond), Err(FrontierError::Full));
}

#[wasm_bindgen_test(unsupported = test)]
fn a_hash_has_one_base64_form() {
    let root = empty_root();
    assert_eq!(root.to_base64(), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    assert_eq!(Hash::from_base64(&root.to_base64()), Ok(root));
    for wrong in ["", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=", "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU="] {
        assert_eq!(Hash::from_base64(wrong), Err(HashError), "{wrong}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[wasm_bindgen_test(unsupported = test)]
    fn an_altered_proof_is_refused(size in 2_u64..=300, at in any::<u64>(), bit in 0_usize..256, which in any::<prop::sample::Index>()) {
        let tree = Grown::numbered(size);
        let index = at % size;
        let flip = |proof: &mut Vec<Hash>| {
            let place = which.index(proof.len());
            let mut bytes = *proof[place].as_bytes();
            bytes[bit / 8] ^= 1 << (bit % 8);
            proof[place] = Hash::new(bytes);
        };
        let mut proof = tree.inclusion(index, size);
        flip(&mut proof);
        prop_assert_eq!(verify_inclusion(tree.leaf(index), index, size, tree.root(size), &proof), Err(ProofError::Root));
        let first = index.max(1);
        let mut proof = tree.consistency(first, size);
        flip(&mut proof);
        let checked = verify_consistency(first, size, tree.root(first), tree.root(size), &proof);
        prop_assert_eq!(checked, Err(ProofError::Root));
    }
}
