"""Follows a server of its own: before and after it grows, as a witness, from an export, and with altered bytes."""
import json
import tempfile
from pathlib import Path

from . import report
from .books import BookError
from .entry import EntryError
from .follower import Untrue, follow, require
from .note import NoteError, Witness
from .program import Program, Refused
from .sources import Export, Site
from .tiles import TileError

ROWS = 700
ALTERED = 40
WITNESSED_AT = 1_700_000_000


def summary(followed):
    """One line for people."""
    kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(followed.books.kinds.items()))
    lowest = ", ".join(f"{share} in {currency}" for currency, share in sorted(followed.books.lowest.items()))
    return f"{followed.checkpoint.size} entries hold: {kinds}; lowest share of creators {lowest or 'none yet'}"


def run(binary, site, draw):
    """The whole rehearsal; `Untrue` when anything is not as it should be."""
    with tempfile.TemporaryDirectory(prefix="blkout-follow.") as folder:
        folder = Path(folder)
        program = Program(binary, folder / "data", site)
        program.run("demo")
        with program.serve() as server:
            source = Site(server.url)
            key = source.key()
            first = follow(source, key, draw)
            print(f"the demonstration: {summary(first)}")
            file = folder / "payments.csv"
            file.write_text(report.text(report.rows(draw, ROWS)))
            program.run("import", "payments", file)
            second = follow(source, key, draw, first)
            require(second.checkpoint.size == first.checkpoint.size + ROWS, "not every row has its entry")
            print(f"after an import beside it, continued: {summary(second)}")
            _witness(source, second)
        _exported(program, folder, key, second, draw)


def _witness(source, followed):
    witness, text = Witness("witness.example/rehearsal"), followed.note.text
    line, other = witness.line(text, WITNESSED_AT), Witness(witness.key.name).line(text, WITNESSED_AT)

    def cosigned(added):
        return source.send("cosignature", f"{witness.key}\n\n{followed.note.whole}{added}".encode())

    for added in (witness.line(text.replace("\n", "\n1", 1), WITNESSED_AT), other):
        require(400 <= cosigned(added) < 500, "a false cosignature was not refused")
    require(cosigned(line) == 200, "a cosignature was not taken")
    note = source.checkpoint()
    require(note.text == text and note.cosigned_by(witness.key) == WITNESSED_AT, "the cosignature is not shown")
    require(note.signed_by(source.key()), "the log's own signature has gone")
    print("a witness's cosignature was taken in and is shown; false ones were refused")


def _exported(program, folder, key, followed, draw):
    file = folder / "record"
    program.run("record", "export", file)
    again = follow(Export(file), key, draw, followed)
    require(again.checkpoint == followed.checkpoint, "the export is of another record")
    program.run("verify", file)
    totals = report.told(json.loads(program.run("ledger", "totals", "--json")))
    for name, part in totals.items():
        if name.startswith("creator:"):
            earned = -again.books.balances["GBP", name]
            require(earned == part, f"{name} has {part} in the ledger and {earned} in the record")
    print("the export holds the same record, and its sums are the ledger's")
    data = file.read_bytes()
    for _ in range(ALTERED):
        _altered(program, folder / "altered", key, data, draw)
    print(f"{ALTERED} altered exports were refused by both")


def _altered(program, file, key, data, draw):
    at, bit = draw.randrange(len(data)), 1 << draw.randrange(8)
    file.write_bytes(data[:at] + bytes([data[at] ^ bit]) + data[at + 1 :])
    try:
        follow(Export(file), key, draw)
    except (Untrue, NoteError, TileError, EntryError, BookError, ValueError):
        pass
    else:
        raise Untrue(f"byte {at} was altered, and this follower did not see it")
    try:
        program.run("verify", file)
    except Refused as refused:
        require(refused.code == 1, f"byte {at} was altered, and verify ended with {refused.code}: {refused.said}")
    else:
        raise Untrue(f"byte {at} was altered, and verify did not see it")
