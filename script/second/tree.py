"""The hash tree of RFC 6962, section 2: hashes, roots, and proofs, which are made from a source of nodes.

A node is named (level, index): it is the root of the 2^level leaves from index * 2^level on. Proofs are checked by the
algorithms of RFC 9162, sections 2.1.3.2 and 2.1.4.2, which work from the bottom up and share nothing with the making.
"""
import hashlib


def leaf_hash(data):
    """Of the bytes of one entry."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left, right):
    """Of two neighbours."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def subtree_root(node, start, end):
    """MTH of the leaves start to end (not included); `node(level, index)` answers the hash of a full subtree."""
    width = end - start
    if width == 0:
        return hashlib.sha256(b"").digest()
    if width & (width - 1) == 0 and start % width == 0:
        level = width.bit_length() - 1
        return node(level, start >> level)
    middle = start + _left_width(width)
    return node_hash(subtree_root(node, start, middle), subtree_root(node, middle, end))


def inclusion_proof(node, index, size):
    """PATH(index, D[size]), RFC 6962 section 2.1.1."""
    path, start, end = [], 0, size
    while end - start > 1:
        middle = start + _left_width(end - start)
        if index < middle:
            path.append(subtree_root(node, middle, end))
            end = middle
        else:
            path.append(subtree_root(node, start, middle))
            start = middle
    return path[::-1]


def consistency_proof(node, first, second):
    """PROOF(first, D[second]), RFC 6962 section 2.1.2; first is above nought."""
    path, start, end, whole = [], 0, second, True
    while first != end:
        middle = start + _left_width(end - start)
        if first <= middle:
            path.append(subtree_root(node, middle, end))
            end = middle
        else:
            path.append(subtree_root(node, start, middle))
            start, whole = middle, False
    if not whole:
        path.append(subtree_root(node, start, end))
    return path[::-1]


def includes(leaf, index, size, proof, root):
    """Whether the proof shows that `leaf` stands at `index` in the tree of this size and root."""
    if index >= size:
        return False
    place, last, hash_ = index, size - 1, leaf
    for other in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            hash_ = node_hash(other, hash_)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            hash_ = node_hash(hash_, other)
        place, last = place >> 1, last >> 1
    return last == 0 and hash_ == root


def grew(first, second, first_root, second_root, proof):
    """Whether the proof shows that the tree of size `second` begins with the whole tree of size `first`."""
    if not 0 < first <= second:
        return False
    if first == second:
        return not proof and first_root == second_root
    proof = [first_root, *proof] if first & (first - 1) == 0 else list(proof)
    if not proof:
        return False
    place, last = first - 1, second - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    old = new = proof[0]
    for other in proof[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            old, new = node_hash(other, old), node_hash(other, new)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            new = node_hash(new, other)
        place, last = place >> 1, last >> 1
    return last == 0 and old == first_root and new == second_root


def folded(hashes):
    """The root of a full subtree, from the hashes of some lower level; their number is a power of two."""
    while len(hashes) > 1:
        hashes = [node_hash(*hashes[pair : pair + 2]) for pair in range(0, len(hashes), 2)]
    return hashes[0]


def _left_width(width):
    """The largest power of two below the width."""
    return 1 << ((width - 1).bit_length() - 1)
