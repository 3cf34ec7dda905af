"""Where a record is read from: a running server, or an exported file. Both answer paths with bytes."""
import urllib.error
import urllib.request

from . import tiles, tree
from .note import Checkpoint, Key, Note, NoteError

EXPORT = b"blkout-record-export/1"
PATIENCE_SECONDS = 20


class Site:
    """A server's `/record`."""

    def __init__(self, url):
        self.url = url.rstrip("/")

    def fetch(self, path):
        """The bytes under `/record/<path>`."""
        with urllib.request.urlopen(f"{self.url}/record/{path}", timeout=PATIENCE_SECONDS) as answer:
            return answer.read()

    def key(self):
        """The key that the server names."""
        return Key.read(self.fetch("key").decode())

    def checkpoint(self):
        """The newest checkpoint, as a note."""
        return Note(self.fetch("checkpoint"))

    def send(self, path, body):
        """Posts to `/record/<path>`; answers the status."""
        request = urllib.request.Request(f"{self.url}/record/{path}", body, {"Content-Type": "text/plain"})
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code


class Export:
    """A file made by `blkout record export`."""

    def __init__(self, file):
        with open(file, "rb") as source:
            self._data, self._at = source.read(), 0
        if self._line() != EXPORT:
            raise NoteError("is not an export")
        entries = int(self._field(b"entries"))
        self._key = Key.read(self._field(b"key").decode())
        self._note = Note(self._take(int(self._field(b"checkpoint"))))
        if Checkpoint.read(self._note.text).size != entries:
            raise NoteError("the checkpoint is about another number of entries")
        self._paths = self._index(entries)

    def _index(self, size):
        paths = {}
        for index, width in tiles.tiles_of(0, size):
            paths[tiles.path(0, index, width)] = self._take(32 * width)
            start = self._at
            for _ in range(width):
                self._take(int.from_bytes(self._take(2), "big"))
            paths[tiles.path("entries", index, width)] = self._data[start : self._at]
        if self._at != len(self._data):
            raise NoteError("goes on after its last entry")
        level = 0
        while size >> (tiles.HEIGHT * (level + 1)):
            self._build(paths, level, size)
            level += 1
        return paths

    @staticmethod
    def _build(paths, level, size):
        """The tiles of the level above, which a file leaves out: each of their hashes is that of a full tile below."""
        full = [index for index, width in tiles.tiles_of(level, size) if width == tiles.WIDTH]
        hashes = [tree.folded(tiles.hashes(paths[tiles.path(level, index, tiles.WIDTH)])) for index in full]
        for index, width in tiles.tiles_of(level + 1, size):
            paths[tiles.path(level + 1, index, width)] = b"".join(hashes[index * tiles.WIDTH :][:width])

    def _take(self, length):
        taken = self._data[self._at : self._at + length]
        if len(taken) != length:
            raise NoteError("ends too early")
        self._at += length
        return taken

    def _line(self):
        end = self._data.index(b"\n", self._at)
        line, self._at = self._data[self._at : end], end + 1
        return line

    def _field(self, name):
        found, _, value = self._line().partition(b" ")
        if found != name:
            raise NoteError(f"has no line {name.decode()}")
        return value

    def fetch(self, path):
        """The bytes of a tile or a bundle."""
        return self._paths[path]

    def key(self):
        """The key that the file names."""
        return self._key

    def checkpoint(self):
        """The checkpoint of the file, as a note."""
        return self._note
