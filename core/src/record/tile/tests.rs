//! The layout against the examples of the specification, and against trees of every shape.

use wasm_bindgen_test::wasm_bindgen_test;

use super::*;
use crate::record::tree::{
    Frontier, consistency_proof, empty_root, inclusion_proof, leaf_hash, root_of, verify_consistency, verify_inclusion,
};

fn tile(level: u8, index: u64, width: u16) -> Tile {
    Tile { level, index, width }
}

#[wasm_bindgen_test(unsupported = test)]
fn addresses_read_back() {
    for (path, resource) in [
        ("tile/0/x001/x234/067", Resource::Tile(tile(0, 1_234_067, 256))),
        ("tile/63/000.p/255", Resource::Tile(tile(63, 0, 255))),
        ("tile/1/x001/000.p/1", Resource::Tile(tile(1, 1_000, 1))),
        ("tile/0/x018/x446/x744/x073/x709/x551/615", Resource::Tile(tile(0, u64::MAX, 256))),
        ("tile/entries/999", Resource::Bundle(Bundle { index: 999, width: 256 })),
        ("tile/entries/x001/234.p/7", Resource::Bundle(Bundle { index: 1_234, width: 7 })),
    ] {
        assert_eq!(path.parse(), Ok(resource));
        assert_eq!(resource.to_string(), path);
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn every_other_way_of_writing_an_address_is_refused() {
    for path in [
        "",
        "tile",
        "tile/",
        "tile/0",
        "tile/0/",
        "/tile/0/000",
        "tile/0/0",
        "tile/0/00",
        "tile/0/0000",
        "tile/0/1000",
        "tile/00/000",
        "tile/64/000",
        "tile/-1/000",
        "tile/+1/000",
        "tile/a/000",
        "tile/0/000/",
        "tile/0//000",
        "tile/0/x000/000",
        "tile/0/x000/x001/000",
        "tile/0/001/000",
        "tile/0/x001",
        "tile/0/x001/x002",
        "tile/0/X001/000",
        "tile/0/x1/000",
        "tile/0/x01/000",
        "tile/0/+01",
        "tile/0/ 01",
        "tile/0/000.p",
        "tile/0/000.p/",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/01",
        "tile/0/000.p/+1",
        "tile/0/000.p/1/",
        "tile/0/000.p/1.p/1",
        "tile/0/.p/1",
        "tile/entries",
        "tile/entries/",
        "tile/entries/1",
        "tile/entries/000.p/0",
        "tile/data/000",
        "tile/0/../000",
        "tile/0/٠٠٠",
        "tile/0/x018/x446/x744/x073/x709/x551/616",
        "tile/0/x999/x999/x999/x999/x999/x999/x999/x999/x999/999",
    ] {
        assert_eq!(path.parse::<Resource>(), Err(PathError), "{path}");
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn a_tree_of_70_000_has_the_tiles_of_the_specification() {
    let tiles: Vec<Tile> = Tile::all(70_000).collect();
    let full = |level| tiles.iter().filter(|tile| tile.level == level && tile.width == TILE_WIDTH).count();
    let partial: Vec<_> = tiles.iter().filter(|tile| tile.width < TILE_WIDTH).copied().collect();
    assert_eq!((full(0), full(1), full(2)), (273, 1, 0));
    assert_eq!(partial, [tile(0, 273, 112), tile(1, 1, 17), tile(2, 0, 1)]);
    assert_eq!(Tile::all(256).collect::<Vec<_>>(), [tile(0, 0, 256), tile(1, 0, 1)]);
    assert_eq!(Tile::all(0).count(), 0);
    assert_eq!(Bundle::all(513).collect::<Vec<_>>().last(), Some(&Bundle { index: 2, width: 1 }));
}

#[wasm_bindgen_test(unsupported = test)]
fn a_tree_holds_no_tile_beyond_its_edge() {
    assert!(tile(0, 0, 5).is_in(5) && tile(0, 0, 4).is_in(5) && !tile(0, 0, 6).is_in(5));
    assert!(tile(0, 0, 255).is_in(256) && tile(1, 0, 1).is_in(256) && !tile(1, 0, 1).is_in(255));
    assert!(!tile(0, 0, 0).is_in(5) && !tile(0, 0, 257).is_in(1_000) && !tile(0, 1, 1).is_in(256));
    assert!(!tile(63, 0, 1).is_in(u64::MAX) && !tile(0, u64::MAX, 1).is_in(u64::MAX));
    assert!(tile(7, 0, 255).is_in(u64::MAX) && !tile(7, 0, 256).is_in(u64::MAX));
    assert!(!Bundle { index: u64::MAX, width: 1 }.is_in(u64::MAX) && !Bundle { index: 0, width: 0 }.is_in(1));
}

/// The bytes of every tile of a tree whose leaves are numbers, made by the definition: one frontier per hash.
fn cut(size: u64) -> (Vec<Tile>, TileSet) {
    let range = |start: u64, end: u64| {
        let mut frontier = Frontier::new();
        (start..end).for_each(|n| frontier.push(leaf_hash(&n.to_be_bytes())).unwrap());
        frontier.root()
    };
    let (tiles, mut set) = (Tile::all(size).collect::<Vec<_>>(), TileSet::new());
    for tile in &tiles {
        let span = 256_u64.pow(tile.level.into());
        let hashes = (0..u64::from(tile.width)).map(|i| tile.index * 256 + i);
        let bytes = hashes.flat_map(|n| *range(n * span, (n + 1) * span).as_bytes()).collect();
        set.insert(*tile, bytes).unwrap();
    }
    (tiles, set)
}

#[wasm_bindgen_test(unsupported = test)]
fn proofs_come_out_of_the_tiles_that_are_named_for_them() {
    for size in [1, 2, 255, 256, 257, 600, 1_000] {
        let (tiles, set) = cut(size);
        let mut root = Frontier::new();
        (0..size).for_each(|n| root.push(leaf_hash(&n.to_be_bytes())).unwrap());
        let mut first = Frontier::new();
        for index in 0..size {
            let named = tiles_for_inclusion(index, size);
            assert!(named.iter().all(|tile| tiles.contains(tile)), "{named:?}");
            let proof = inclusion_proof(index, size, |node| {
                assert!(named.contains(&Tile::holding(node, size).unwrap()));
                set.node(node)
            });
            let leaf = leaf_hash(&index.to_be_bytes());
            assert_eq!(verify_inclusion(leaf, index, size, root.root(), &proof.unwrap()), Ok(()));

            let named = tiles_for_root(index, size);
            assert!(named.iter().all(|tile| tiles.contains(tile)), "{named:?}");
            assert_eq!(root_of(index, |node| set.node(node)), Ok(first.root()));

            let named = tiles_for_consistency(index, size);
            assert!(named.iter().all(|tile| tiles.contains(tile)), "{named:?}");
            let proof = consistency_proof(index, size, |node| set.node(node)).unwrap();
            assert_eq!(verify_consistency(index, size, first.root(), root.root(), &proof), Ok(()));
            first.push(leaf).unwrap();
        }
    }
    assert_eq!(root_of(0, |_| None), Ok(empty_root()));
    assert!(root_of(u64::MAX, |_| None).is_err() && tiles_for_root(u64::MAX, u64::MAX).len() <= 8);
    assert!(tiles_for_inclusion(70_000 - 1, 70_000).len() <= 4);
    assert!(tiles_for_inclusion(u64::MAX - 1, u64::MAX).len() <= 8);
}

#[wasm_bindgen_test(unsupported = test)]
fn a_tile_gives_no_hash_that_it_does_not_hold() {
    let node = |level, index| NodeId { level, index };
    let bytes = vec![7; 32 * 5];
    let five = tile(0, 0, 5);
    assert_eq!(five.node(&bytes, node(0, 4)), Some(Hash::new([7; 32])));
    assert_eq!(five.node(&bytes, node(1, 1)), Some(node_hash(Hash::new([7; 32]), Hash::new([7; 32]))));
    for (level, index) in [(0, 5), (1, 2), (3, 0), (8, 0), (0, 256), (0, u64::MAX), (7, u64::MAX), (255, u64::MAX)] {
        assert_eq!(five.node(&bytes, node(level, index)), None);
    }
    assert_eq!(five.node(&bytes[..100], node(0, 4)), None);
    assert_eq!(Tile::holding(node(1, 2), 5), None);
    assert_eq!(Tile::holding(node(8, 0), 256), Some(tile(1, 0, 1)));
}

#[wasm_bindgen_test(unsupported = test)]
fn a_set_takes_whole_tiles_and_keeps_the_wider() {
    let mut set = TileSet::new();
    assert!(set.insert(tile(0, 0, 2), vec![0; 63]).is_err() && set.insert(tile(0, 0, 0), Vec::new()).is_err());
    assert!(set.insert(tile(0, 0, 257), vec![0; 257 * 32]).is_err());
    set.insert(tile(0, 0, 2), vec![2; 64]).unwrap();
    set.insert(tile(0, 0, 1), vec![1; 32]).unwrap();
    assert_eq!(set.node(NodeId { level: 0, index: 1 }), Some(Hash::new([2; 32])));
}

#[wasm_bindgen_test(unsupported = test)]
fn bundles_read_back_only_whole() {
    let longest = vec![b'b'; LONGEST_ENTRY];
    let entries: [&[u8]; 3] = [b"", b"a", &longest];
    let bytes = encode_bundle(entries).unwrap();
    assert_eq!(bytes[..5], [0, 0, 0, 1, b'a']);
    assert_eq!(decode_bundle(&bytes, 3).unwrap(), entries);
    assert_eq!(decode_bundle(&bytes, 2), Err(BundleError::Trailing));
    assert_eq!(decode_bundle(&bytes, 4), Err(BundleError::Short));
    assert_eq!(decode_bundle(&bytes[..bytes.len() - 1], 3), Err(BundleError::Short));
    assert_eq!(decode_bundle(&bytes[..3], 2), Err(BundleError::Short));
    assert_eq!(decode_bundle(&[], 0), Ok(Vec::new()));
    assert_eq!(encode_bundle([vec![0; LONGEST_ENTRY + 1]]), Err(BundleError::TooLong(LONGEST_ENTRY + 1)));
}
