"""The entries of the record: text of one form only. Every kind is a list of fields in their order."""
import re
from types import SimpleNamespace

MAX_BYTES = 65_535
HEAD = "blkout-record/1 "
NUMBER = re.compile(r"0|-?[1-9][0-9]*")
ONE, OPTIONAL, MANY = "one", "optional", "many"

SPLIT = [
    ("share", int, ONE),
    ("before", int, ONE),
    ("previous", int, OPTIONAL),
    ("agreement", str, OPTIONAL),
    ("weight", (int, str), MANY),
]
KINDS = {
    "transaction": [
        ("number", int, ONE),
        ("key", str, ONE),
        ("digest", str, ONE),
        ("kind", str, ONE),
        ("currency", str, ONE),
        ("occurred", int, ONE),
        ("recorded", int, ONE),
        ("gross", int, ONE),
        ("fee", int, ONE),
        ("title", str, OPTIONAL),
        ("corrects", int, OPTIONAL),
        ("payment", str, OPTIONAL),
        ("post", (int, str), MANY),
    ],
    "payout": [
        ("payout", str, ONE),
        ("event", str, ONE),
        ("creator", str, ONE),
        ("currency", str, ONE),
        ("amount", int, ONE),
        ("recorded", int, ONE),
        ("transaction", int, OPTIONAL),
        ("mark", str, OPTIONAL),
    ],
    "policy": [
        ("recorded", int, ONE),
        ("creators", int, ONE),
        ("platform", int, ONE),
        ("earmark", (int, str), MANY),
        ("minimum", (int, str), MANY),
        ("decision", str, OPTIONAL),
    ],
    "key": [("recorded", int, ONE), ("old", str, ONE), ("new", str, ONE), ("signature", str, ONE)],
    "agreement": [("agreement", str, ONE), ("recorded", int, ONE), ("work", str, OPTIONAL), ("weight", (int, str), MANY)],
}


class EntryError(Exception):
    """The bytes are no entry."""


def read(data):
    """The entry as a namespace with its kind in `entry_kind`; None for a kind that is not known here."""
    if len(data) > MAX_BYTES:
        raise EntryError("too long")
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise EntryError("not text") from error
    if not text.endswith("\n"):
        raise EntryError("ends in the middle of a line")
    head, *lines = text[:-1].split("\n")
    if not head.startswith(HEAD):
        raise EntryError(f"begins with {head[:40]!r}")
    kind = head[len(HEAD) :]
    if kind not in KINDS:
        return None
    entry = SimpleNamespace(entry_kind=kind)
    rest = _take(entry, KINDS[kind], lines)
    if rest:
        raise EntryError(f"{rest[0][:60]!r} stands where it may not")
    return entry


def _take(entry, fields, lines):
    """Reads the fields in their order, and answers the lines that are left."""
    for name, form, times in fields:
        found = []
        while lines and lines[0].startswith(name + " ") and (times is MANY or not found):
            found.append(_value(name, form, lines[0][len(name) + 1 :]))
            lines = lines[1:]
        if times is ONE and not found:
            raise EntryError(f"no field {name}")
        setattr(entry, name, found if times is MANY else found[0] if found else None)
        if name == "payment" and found:
            lines = _take(entry, SPLIT, lines)
    return lines


def _value(name, form, text):
    if form is int:
        if not NUMBER.fullmatch(text) or not -(2**63) <= int(text) < 2**64:
            raise EntryError(f"{name} is no number: {text[:40]!r}")
        return int(text)
    if form is str:
        return _plain(name, text)
    first, space, rest = text.partition(" ")
    if not space:
        raise EntryError(f"{name} has one part and needs two")
    return _value(name, int, first), _plain(name, rest)


def _plain(name, text):
    if not text:
        raise EntryError(f"{name} is empty and should not be there")
    if re.search(r"\\(?![\\n])", text.replace("\\\\", "")):
        raise EntryError(f"{name} has a false escape")
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], text)
