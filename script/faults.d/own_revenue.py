"""What comes in without the processor: agreements between creators, and manual entries of stewards, by their forms."""
import uuid

from ground import require
from stewards import PAYEES, Visitor, paid

ENTRY = {"amount": "120.00", "currency": "GBP", "day": "2026-03-01", "note": "An evening"}


def agree(url, work, ends):
    """Two creators agree on a work; perhaps one of them ends it."""
    first, second = (Visitor(url).sign_in(slug) for slug in PAYEES[:2])
    status, address = first.post("/agreements", work=work, creators=f"{PAYEES[0]}:2\n{PAYEES[1]}:1")
    paid(status, "proposing an agreement")
    paid(second.post(f"{address}/accept")[0], "accepting it")
    if ends:
        paid(first.post(f"{address}/end")[0], "ending it")


def enter(steward, channel, work):
    """A steward enters what came in; answers its id."""
    entry = str(uuid.uuid4())
    creators = f"{PAYEES[2]}:1\n{PAYEES[3]}:3"
    status, address = steward.post("/manual-entries", entry=entry, channel=channel, work=work, creators=creators, **ENTRY)
    paid(status, "a manual entry")
    require(address.endswith(entry), f"a manual entry leads to {address}")
    return entry


def decide(steward, entry, step):
    """Approves or takes back; answers the status."""
    return steward.post(f"/manual-entries/{entry}/{step}")[0]


def refund(steward, entry, channel):
    """A steward enters that part of it was given back; answers the refund's id."""
    back = str(uuid.uuid4())
    form = {**ENTRY, "amount": "20.00", "day": "2026-03-02"}
    status, _ = steward.post(f"/manual-entries/{entry}/refund", entry=back, channel=channel, **form)
    paid(status, "a manual refund")
    return back
