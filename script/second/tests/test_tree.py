"""The tree against Certificate Transparency's reference values and against another library."""
import random
import unittest

from pymerkle import InmemoryTree, verify_consistency, verify_inclusion

from second import tiles, tree

DRAW = random.Random(6962)
# The leaves and roots of Certificate Transparency's own tests.
LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = """6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d
fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125
aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77
d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7
4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4
76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef
ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c
5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328""".split()


def nodes_of(leaves):
    """A source of nodes that hashes everything anew."""
    return lambda level, index: tree.folded([tree.leaf_hash(leaf) for leaf in leaves[index << level : (index + 1) << level]])


def tiles_of(leaves):
    """Every tile and bundle of a tree, by path."""
    served, node, level = {}, nodes_of(leaves), 0
    while len(leaves) >> (8 * level):
        for index, width in tiles.tiles_of(level, len(leaves)):
            hashes = [node(8 * level, index * 256 + place) for place in range(width)]
            served[tiles.path(level, index, width)] = b"".join(hashes)
        level += 1
    for index, width in tiles.tiles_of(0, len(leaves)):
        bundle = leaves[index * 256 : index * 256 + width]
        data = b"".join(len(leaf).to_bytes(2, "big") + leaf for leaf in bundle)
        served[tiles.path("entries", index, width)] = data
    return served


class Tree(unittest.TestCase):
    """Roots and proofs."""

    def test_published_roots(self):
        leaves = [bytes.fromhex(leaf) for leaf in LEAVES]
        for size, root in enumerate(ROOTS, 1):
            self.assertEqual(tree.subtree_root(nodes_of(leaves[:size]), 0, size).hex(), root)

    def test_another_library_has_the_same_roots_and_proofs(self):
        other = InmemoryTree()
        leaves = [f"leaf {n}".encode() for n in range(70)]
        other.append_entries(leaves)
        node = nodes_of(leaves)
        roots = [tree.subtree_root(node, 0, size) for size in range(71)]
        for size in range(1, 71):
            self.assertEqual(other.get_root(size), roots[size])
            index = DRAW.randrange(size)
            proof = other.prove_inclusion(index + 1, size)
            verify_inclusion(tree.leaf_hash(leaves[index]), roots[size], proof, index + 1, size)
            self.assertEqual(proof.path[1:], tree.inclusion_proof(node, index, size))
            first = DRAW.randint(1, size)
            verify_consistency(roots[first], roots[size], other.prove_consistency(first, size), first, size)

    def test_proofs_hold_and_changed_ones_do_not(self):
        leaves = [f"leaf {n}".encode() for n in range(41)]
        node = nodes_of(leaves)
        roots = [tree.subtree_root(node, 0, size) for size in range(42)]
        for size in range(1, 42):
            for index in range(size):
                proof, leaf = tree.inclusion_proof(node, index, size), tree.leaf_hash(leaves[index])
                self.assertTrue(tree.includes(leaf, index, size, proof, roots[size]))
                self.assertFalse(tree.includes(leaf, index + 1, size, proof, roots[size]))
                self.assertFalse(tree.includes(leaf, index, size, [*proof, leaf], roots[size]))
                self.assertFalse(tree.includes(roots[0], index, size, proof, roots[size]))
            for first in range(1, size + 1):
                proof = tree.consistency_proof(node, first, size)
                self.assertTrue(tree.grew(first, size, roots[first], roots[size], proof))
                self.assertFalse(tree.grew(first, size, roots[0], roots[size], proof))
                self.assertFalse(tree.grew(first, size, roots[first], roots[size], [*proof, roots[0]]))
                for place in range(len(proof)):
                    changed = [*proof[:place], roots[0], *proof[place + 1 :]]
                    self.assertFalse(tree.grew(first, size, roots[first], roots[size], changed))


class Tiles(unittest.TestCase):
    """tlog-tiles."""

    def test_paths_of_the_specification(self):
        self.assertEqual(tiles.path(0, 1234067, 256), "tile/0/x001/x234/067")
        self.assertEqual(tiles.path("entries", 0, 8), "tile/entries/000.p/8")
        self.assertEqual(tiles.path(1, 1000, 1), "tile/1/x001/000.p/1")

    def test_nodes_from_tiles_are_those_of_the_leaves(self):
        leaves = [f"leaf {n}".encode() for n in range(700)]
        served = tiles_of(leaves)
        read = tiles.Tiles(served.__getitem__, len(leaves))
        self.assertEqual(list(read.entries()), leaves)
        self.assertEqual(read.check_levels(), 4)
        node = nodes_of(leaves)
        for level in range(10):
            for index in range(700 >> level):
                self.assertEqual(read.node(level, index), node(level, index))

    def test_every_altered_byte_is_found(self):
        leaves = [f"leaf {n}".encode() for n in range(300)]
        served = tiles_of(leaves)
        root = tree.subtree_root(nodes_of(leaves), 0, 300)
        for name, data in served.items():
            at = DRAW.randrange(len(data))
            altered = {**served, name: data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]}
            read = tiles.Tiles(altered.__getitem__, 300)
            with self.assertRaises(tiles.TileError, msg=name):
                list(read.entries())
                read.check_levels()
                if tree.subtree_root(read.node, 0, 300) != root:
                    raise tiles.TileError("another root")


if __name__ == "__main__":
    unittest.main()
