"""A data folder, what the ledger in it has to hold, and the look at it after each fault."""
import json
import shutil

from second import report
from second.books import BookError
from second.follower import Untrue, follow
from second.note import Checkpoint
from second.program import Program, Refused
from second.sources import Export
from second.tiles import Tiles


class Lost(Exception):
    """The fault was not survived."""


def require(condition, message):
    """Something that has to hold after a fault."""
    if not condition:
        raise Lost(message)


class Ground:
    """The program over a new database, with the rows that it has acknowledged."""

    def __init__(self, binary, site, folder, **settings):
        self.folder, self.data = folder, folder / "data"
        self.program = Program(binary, self.data, site, **settings)
        self.rows = []
        self.anew()

    def anew(self):
        """Begins again with an empty database."""
        shutil.rmtree(self.data, ignore_errors=True)
        self.data.mkdir()
        self.program.run("migrate")
        self.rows = []

    def report(self, rows, name="payments.csv"):
        """A file with these rows."""
        file = self.folder / name
        file.write_text(report.text(rows))
        return file

    def totals(self):
        """What the ledger adds up to, computed by the program from every posting."""
        return report.told(json.loads(self.run("ledger", "totals", "--json")))

    def run(self, *args):
        """Runs the program to its end; `Lost` when it is not content."""
        try:
            return self.program.run(*args)
        except Refused as refused:
            raise Lost(f"blkout {' '.join(map(str, args))} {refused}") from refused

    def holds(self):
        """The rows are in the ledger once each, the record verifies, and so does its export."""
        model, answer = report.totals(self.rows), self.totals()
        require(report.same(model, answer), f"the ledger holds {answer} and should hold {model}")
        self.verifies()
        keys, given = self.keys(), {row.id for row in self.rows}
        require(keys == given, f"the record lacks {sorted(given - keys)[:5]} and has {sorted(keys - given)[:5]} too many")

    def verifies(self):
        """`blkout verify` is content with the database and with an export."""
        self.run("verify")
        file = self.folder / "export"
        self.run("record", "export", file)
        self.run("verify", file)
        file.rename(self.folder / "checked-export")

    def keys(self):
        """The keys of the transactions in the last export."""
        source = Export(self.folder / "checked-export")
        read = Tiles(source.fetch, Checkpoint.read(source.checkpoint().text).size)
        found = [entry.split(b"\nkey ")[1].split(b"\n")[0].decode() for entry in read.entries() if b"\nkey " in entry]
        require(len(found) == len(set(found)), "a key stands twice in the record")
        return set(found)

    def followed(self, draw):
        """The second implementation is content with the last export."""
        source = Export(self.folder / "checked-export")
        try:
            return follow(source, source.key(), draw)
        except (Untrue, BookError) as error:
            raise Lost(f"the second implementation: {error}") from error
