"""Signed notes, checkpoints and cosignatures: C2SP signed-note, tlog-checkpoint and tlog-cosignature, version 1."""
import base64
import binascii
import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519 = 0x01
COSIGNATURE = 0x04


class NoteError(Exception):
    """The text is not what it says it is."""


def decoded(text):
    """The bytes of a base64 text."""
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise NoteError(f"not base64: {text!r}") from error


def key_id(name, algorithm, public):
    """The four bytes that stand before a signature."""
    return hashlib.sha256(name.encode() + b"\n" + bytes([algorithm]) + public).digest()[:4]


@dataclass(frozen=True)
class Key:
    """A verifier key, NAME+HEX8+BASE64."""

    name: str
    algorithm: int
    public: bytes

    @classmethod
    def read(cls, text):
        """From its text."""
        parts = text.strip().split("+", 2)
        if len(parts) != 3:
            raise NoteError(f"not a verifier key: {text!r}")
        name, hex_id, encoded = parts
        material = decoded(encoded)
        if len(material) != 33 or material[0] not in (ED25519, COSIGNATURE):
            raise NoteError("not an Ed25519 key")
        key = cls(name, material[0], material[1:])
        if key.id.hex() != hex_id:
            raise NoteError(f"the key id is {hex_id} and should be {key.id.hex()}")
        return key

    @property
    def id(self):
        """Its key id."""
        return key_id(self.name, self.algorithm, self.public)

    def __str__(self):
        encoded = base64.b64encode(bytes([self.algorithm]) + self.public).decode()
        return f"{self.name}+{self.id.hex()}+{encoded}"

    def signed(self, message, signature):
        """Whether the signature of the message is this key's."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except InvalidSignature:
            return False
        return True


class Note:
    """A text and the signatures under it."""

    def __init__(self, data):
        try:
            whole = data.decode()
        except UnicodeDecodeError as error:
            raise NoteError("a note is UTF-8") from error
        if any(ord(letter) < 0x20 and letter != "\n" for letter in whole):
            raise NoteError("a note has no control characters")
        end = whole.rfind("\n\n")
        if end < 0 or not whole.endswith("\n"):
            raise NoteError("a note is a text, an empty line and signatures")
        self.whole, self.text = whole, whole[: end + 1]
        self.signatures = [self._signature(line) for line in whole[end + 2 :].split("\n")[:-1]]
        if not self.signatures:
            raise NoteError("a note has a signature")

    @staticmethod
    def _signature(line):
        mark, _, rest = line.partition(" ")
        name, _, encoded = rest.partition(" ")
        if mark != "\N{EM DASH}" or not name or not encoded:
            raise NoteError(f"not a signature line: {line!r}")
        signature = decoded(encoded)
        if len(signature) < 5:
            raise NoteError("a signature has a key id and something after it")
        return name, signature[:4], signature[4:]

    def by(self, key):
        """The bytes of the signatures that say they are this key's."""
        return [given for name, id_, given in self.signatures if (name, id_) == (key.name, key.id)]

    def signed_by(self, key):
        """Whether the key has signed the text: once at least, and never falsely."""
        given = self.by(key)
        return bool(given) and all(key.signed(self.text.encode(), signature) for signature in given)

    def cosigned_by(self, key):
        """The seconds since 1970 at which the witness has signed; None if it has not, or falsely."""
        times = []
        for given in self.by(key):
            seconds = int.from_bytes(given[:8], "big")
            if len(given) != 72 or not key.signed(cosigned_message(self.text, seconds), given[8:]):
                return None
            times.append(seconds)
        return max(times, default=None)


@dataclass(frozen=True)
class Checkpoint:
    """What a log says of itself: its name, its size, its root."""

    origin: str
    size: int
    root: bytes

    @classmethod
    def read(cls, text):
        """From the text of a note."""
        lines = text.split("\n")
        if len(lines) < 4 or lines[-1] or not all(lines[:-1]):
            raise NoteError("a checkpoint has three lines at least, and none is empty")
        origin, size, root = lines[:3]
        if not size.isascii() or not size.isdigit() or str(int(size)) != size:
            raise NoteError(f"not a size: {size!r}")
        root_hash = decoded(root)
        if len(root_hash) != 32:
            raise NoteError("a root hash has 32 bytes")
        return cls(origin, int(size), root_hash)


def cosigned_message(text, seconds):
    """What a witness signs."""
    return f"cosignature/v1\ntime {seconds}\n{text}".encode()


class Witness:
    """Somebody outside who says: at this time, this was the largest checkpoint that I had seen."""

    def __init__(self, name, private=None):
        self._private = private or Ed25519PrivateKey.generate()
        public = self._private.public_key().public_bytes_raw()
        self.key = Key(name, COSIGNATURE, public)

    def line(self, text, seconds):
        """The signature line for the text of a checkpoint."""
        signature = self._private.sign(cosigned_message(text, seconds))
        encoded = base64.b64encode(self.key.id + seconds.to_bytes(8, "big") + signature).decode()
        return f"\N{EM DASH} {self.key.name} {encoded}\n"
