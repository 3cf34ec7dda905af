"""Somebody with the database in hand changes one field of what is about money, or takes a row away: verify finds it."""
import shutil
import sqlite3
from contextlib import closing

import killed_approval
import own_revenue
from ground import Ground, require
from second.program import Refused
from stewards import Visitor, populate

ROWS = 300
TIMES = 2
# Whatever is shown of money or proves it. The others are about people, votes and articles.
TABLES = [
    "account_months",
    "agreement_parties",
    "agreements",
    "creator_transactions",
    "creator_works",
    "distributions",
    "ledger_transactions",
    "lowest_shares",
    "manual_entries",
    "payment_weights",
    "payments",
    "payout_approvals",
    "payout_events",
    "payouts",
    "postings",
    "record_entries",
    "record_heads",
    "record_keys",
    "record_nodes",
    "turnovers",
]
# What neither the record nor another row says, and no figure depends on; None stands for the whole row.
FREE = {
    # When somebody proposed or said yes; what binds is when the agreement came into force.
    ("agreement_parties", "accepted_at"),
    ("agreements", "proposed_at"),
    ("agreements", "proposer"),
    # What stewards note for each other, and which of them.
    ("manual_entries", "decided_by"),
    ("manual_entries", "entered_at"),
    ("manual_entries", "entered_by"),
    ("manual_entries", "note"),
    # Who pressed the button; of approvals the mark shows it.
    ("payout_events", "member_id"),
    # Which key signs is for those to know who read the checkpoints; here it is only listed, with its day.
    ("record_keys", None),
    ("record_keys", "number"),
    ("record_keys", "since"),
}

# The rows that are looked at: that a payout went into a payment file is the co-op's own affair, and not on the record.
ROWS_OF = {"payout_events": "WHERE event NOT IN ('batched', 'unbatched')"}


def run(binary, site, folder, draw, _rounds):
    ground = Ground(binary, site, folder)
    cookies = populate(ground, draw, ROWS)
    payouts = killed_approval.scheduled(ground, cookies[0])
    killed_approval.finish(ground, cookies, payouts, set(payouts[:2]))
    own(ground, cookies)
    ground.verifies()
    database, true, unseen, tried = ground.data / "blkout.db", folder / "true.db", [], 0
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(true)) as copy:
        source.backup(copy)
    for table, column in fields(true):
        for _ in range(TIMES):
            for log in ground.data.glob("blkout.db-*"):
                log.unlink()
            shutil.copy(true, database)
            change = altered(database, table, column, draw)
            if change is None:
                continue
            tried += 1
            if not found(ground):
                unseen.append(change)
    require(not unseen, "verify did not see: " + "; ".join(unseen))
    return f"{tried} changes of one field or row, each found by verify"


def own(ground, cookies):
    """Agreements, one of them ended; a payment by transfer and one in cash, of which some was given back."""
    with ground.program.serve() as server:
        own_revenue.agree(server.url, "A shared work", ends=False)
        own_revenue.agree(server.url, "A work of old", ends=True)
        first, second, _ = (Visitor(server.url, cookie) for cookie in cookies)
        for channel in ("bank", "cash"):
            entry = own_revenue.enter(first, channel, "A shared work" if channel == "bank" else "An evening")
            require(own_revenue.decide(second, entry, "approve") == 303, "approving a manual entry fails")
        back = own_revenue.refund(first, entry, channel)
        require(own_revenue.decide(second, back, "approve") == 303, "approving a manual refund fails")
        server.stop()


def fields(database):
    """(table, column) of every field; the column None stands for the whole row."""
    with closing(sqlite3.connect(database)) as connection:
        for table in TABLES:
            columns = [name for _, name, *_ in connection.execute(f"PRAGMA table_info({table})").fetchall()]
            yield from ((table, column) for column in [None, *columns] if (table, column) not in FREE)


def altered(database, table, column, draw):
    """Changes one field of a row drawn at random, or takes the row away; answers what was done in words."""
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA foreign_keys = OFF")
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')
    columns = connection.execute(f"PRAGMA table_info({table})").fetchall()
    kinds, keys = {name: kind for _, name, kind, *_ in columns}, [name for _, name, *_, part in columns if part]
    rows = connection.execute(f"SELECT {', '.join(keys)} FROM {table} {ROWS_OF.get(table, '')}").fetchall()
    require(rows, f"the table {table} is empty")
    row, here = draw.choice(rows), " AND ".join(f"{key} = ?" for key in keys)
    try:
        if column is None:
            connection.execute(f"DELETE FROM {table} WHERE {here}", row)
            done = f"the row {row!r:.60} of {table} gone"
        else:
            (value,) = connection.execute(f"SELECT {column} FROM {table} WHERE {here}", row).fetchone()
            other = another(value, kinds[column], draw)
            connection.execute(f"UPDATE {table} SET {column} = ? WHERE {here}", (other, *row))
            done = f"{table}.{column} {value!r:.60} made {other!r:.60}"
        connection.commit()
    except sqlite3.IntegrityError:
        # The database itself does not allow this value.
        return None
    finally:
        connection.close()
    return done


def another(value, kind, draw):
    """Something else in the place of a value."""
    if value is None:
        return 1
    if kind == "boolean":
        return 1 - value
    if isinstance(value, int):
        return value + draw.choice([-1, 1])
    if isinstance(value, bytes):
        at = draw.randrange(len(value))
        return value[:at] + bytes([value[at] ^ 1]) + value[at + 1 :]
    return value[:-1] + ("x" if value[-1:] != "x" else "y")


def found(ground):
    """Whether verify ends with 1 and says why."""
    try:
        ground.program.run("verify")
    except Refused as refused:
        require(refused.code == 1 and refused.said.strip(), f"verify {refused}")
        return True
    return False
