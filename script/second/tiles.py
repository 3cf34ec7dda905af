"""Tiles and entry bundles: C2SP tlog-tiles. Every node that a proof needs is computed from tiles."""
from . import tree

HEIGHT = 8
WIDTH = 1 << HEIGHT


class TileError(Exception):
    """A tile or a bundle is not as it has to be."""


def path(level, index, width):
    """tile/<level>/<index>[.p/<width>]; the level is a number or `entries`."""
    rest, last = divmod(index, 1000)
    digits = f"{last:03}"
    while rest:
        rest, part = divmod(rest, 1000)
        digits = f"x{part:03}/{digits}"
    partial = "" if width == WIDTH else f".p/{width}"
    return f"tile/{level}/{digits}{partial}"


def tiles_of(level, size):
    """(index, width) of every tile of this level in a tree of this size."""
    full, partial = divmod(size >> (HEIGHT * level), WIDTH)
    return [(index, WIDTH) for index in range(full)] + ([(full, partial)] if partial else [])


def hashes(data):
    """The hashes of a tile."""
    return [data[at : at + 32] for at in range(0, len(data), 32)]


def bundle_entries(data, width):
    """The entries of a bundle: a length of two bytes, big end first, before each."""
    entries, at = [], 0
    while at < len(data):
        length = int.from_bytes(data[at : at + 2], "big")
        entry = data[at + 2 : at + 2 + length]
        if len(data) < at + 2 or len(entry) != length:
            raise TileError("a bundle ends in the middle of an entry")
        entries.append(entry)
        at += 2 + length
    if len(entries) != width:
        raise TileError(f"a bundle has {len(entries)} entries and should have {width}")
    return entries


class Tiles:
    """The tiles of a tree of one size; `fetch(path)` answers the bytes."""

    def __init__(self, fetch, size):
        self.fetch, self.size, self._kept = fetch, size, {}

    def tile(self, level, index):
        """The hashes of one tile."""
        if (level, index) not in self._kept:
            width = min(WIDTH, (self.size >> (HEIGHT * level)) - index * WIDTH)
            data = self.fetch(path(level, index, width))
            if len(data) != 32 * width:
                raise TileError(f"{path(level, index, width)} has {len(data)} bytes")
            self._kept[level, index] = hashes(data)
        return self._kept[level, index]

    def node(self, level, index):
        """The hash of a full subtree, from the hashes of the tile below it."""
        tile_level, above = divmod(level, HEIGHT)
        tile, at = divmod(index << above, WIDTH)
        return tree.folded(self.tile(tile_level, tile)[at : at + (1 << above)])

    def entries(self):
        """Every entry, in order; each bundle is held against its tile of leaf hashes."""
        for index, width in tiles_of(0, self.size):
            name = path("entries", index, width)
            entries = bundle_entries(self.fetch(name), width)
            if [tree.leaf_hash(entry) for entry in entries] != self.tile(0, index):
                raise TileError(f"{name} is not what {path(0, index, width)} says")
            yield from entries

    def check_levels(self):
        """Each tile above the lowest has to be the roots of the tiles below it. Answers how many tiles there are."""
        level, seen = 0, 0
        while self.size >> (HEIGHT * level):
            for index, width in tiles_of(level, self.size):
                seen += 1
                for place, given in enumerate(self.tile(level, index)):
                    if level and given != tree.folded(self.tile(level - 1, index * WIDTH + place)):
                        raise TileError(f"{path(level, index, width)} is not what the tiles below it say")
            level += 1
        return seen
