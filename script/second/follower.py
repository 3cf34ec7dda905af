"""Follows a record as anybody outside can: the signature, every tile, the root, proofs from tiles, and what it says."""
from dataclasses import dataclass

from . import tree
from .books import Books
from .note import Checkpoint, Note
from .tiles import Tiles

PROOFS = 50


class Untrue(Exception):
    """The record is not what its owner says."""


def require(condition, message):
    """Something that has to hold."""
    if not condition:
        raise Untrue(message)


@dataclass
class Followed:
    """A record at one moment, wholly checked."""

    note: Note
    checkpoint: Checkpoint
    tiles: Tiles
    books: Books
    entries: list


def follow(source, key, draw, earlier=None):
    """Reads and checks everything; `earlier` is what was followed before, which this has to continue."""
    note = source.checkpoint()
    require(note.signed_by(key), "the checkpoint is not signed by the record's key")
    checkpoint = Checkpoint.read(note.text)
    require(checkpoint.origin == key.name, f"the checkpoint is about {checkpoint.origin}")
    tiles, books = Tiles(source.fetch, checkpoint.size), Books()
    entries = list(tiles.entries())
    root = tree.subtree_root(tiles.node, 0, checkpoint.size)
    require(root == checkpoint.root, f"the tiles' root is {root.hex()}, the checkpoint's {checkpoint.root.hex()}")
    for entry in entries:
        books.take(entry)
    books.finish()
    followed = Followed(note, checkpoint, tiles, books, entries)
    check_inclusion(followed, draw)
    if earlier:
        check_growth(earlier, followed)
    return followed


def check_inclusion(followed, draw):
    """Some entries drawn at random, each with its proof."""
    size, root = followed.checkpoint.size, followed.checkpoint.root
    for index in draw.sample(range(size), min(PROOFS, size)):
        proof = tree.inclusion_proof(followed.tiles.node, index, size)
        leaf = tree.leaf_hash(followed.entries[index])
        require(tree.includes(leaf, index, size, proof, root), f"entry {index} has no proof")


def check_growth(earlier, followed):
    """What was there before is there still."""
    first, second = earlier.checkpoint, followed.checkpoint
    require(first.size <= second.size, "the record has become shorter")
    if first.size:
        proof = tree.consistency_proof(followed.tiles.node, first.size, second.size)
        require(tree.grew(first.size, second.size, first.root, second.root, proof), "the record's past has changed")
