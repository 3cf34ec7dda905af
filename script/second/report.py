"""Made-up reports of payments in the processor's columns, and what they have to add up to by rules.md."""
from collections import Counter

from . import rules

HEAD = (
    "balance_transaction_id,created_utc,currency,gross,fee,net,reporting_category,charge_id,"
    "payment_metadata[creators],payment_metadata[work]"
)
CREATORS = [f"creator-{number}" for number in range(12)]


class Row:
    """One line of a report, amounts in pence."""

    def __init__(self, number, kind, charge, gross, fee=0, creators=()):
        self.id, self.kind, self.charge = f"txn_{number}", kind, charge
        self.gross, self.fee, self.creators = gross, fee, list(creators)
        self.second = number % 60

    def text(self):
        """As the processor writes it."""
        amounts = [f"{'-' * (minor < 0)}{abs(minor) // 100}.{abs(minor) % 100:02}" for minor in (self.gross, self.fee, self.gross - self.fee)]
        creators = '"' + ",".join(f"{name}:{weight}" for name, weight in self.creators) + '"' if self.creators else ""
        at = f"2026-03-0{1 + self.second % 9} 10:20:{self.second:02}"
        work = "A work" if self.kind == "charge" else ""
        return ",".join([self.id, at, "gbp", *amounts, self.kind, self.charge, creators, work])


def rows(draw, count, first=0):
    """So many rows, numbered from `first`: charges, gifts, and refunds of charges among them."""
    made, charges = [], []
    for number in range(first, first + count):
        if charges and draw.random() < 0.15:
            charge = draw.choice(charges)
            back = draw.choice([charge["left"], draw.randint(1, charge["left"])])
            charge["left"] -= back
            if not charge["left"]:
                charges.remove(charge)
            made.append(Row(number, "refund", charge["id"], -back))
            continue
        gross = draw.choice([1, 2, 3, draw.randint(1, 300), draw.randint(300, 30_000)])
        creators = [(name, draw.randint(1, 5)) for name in draw.sample(CREATORS, draw.choice([0, 1, 1, 1, 2, 3]))]
        charges.append({"id": f"ch_{number}", "left": gross})
        made.append(Row(number, "charge", f"ch_{number}", gross, gross // 40, creators))
    return made


def text(made):
    """The report of these rows."""
    return "\n".join([HEAD, *(row.text() for row in made)]) + "\n"


def totals(made):
    """What the ledger has to add up to once these rows are in it, each of them once; pence."""
    left, terms, sums = Counter(), {}, Counter()
    for row in made:
        sums["fees"] += row.fee
        sums["charged" if row.gross > 0 else "returned"] += abs(row.gross)
        left[row.charge] += row.gross
        if row.kind == "charge":
            terms[row.charge] = row.creators
    for charge, gross in left.items():
        parts = rules.split({"payment_id": charge, "gross": gross, "creator_bps": 7500, "creators": terms[charge]})
        for name in ("creator_pool", "platform", "community"):
            sums[name] += parts[name]
        for name, part in parts["creators"].items():
            sums[f"creator:{name}"] += part
    return dict(sums)


def told(answer):
    """The same figures from `blkout ledger totals --json`, pounds only."""
    gbp = answer.get("gbp", {})
    names = ("fees", "charged", "returned", "creator_pool", "platform", "community")
    sums = {name: gbp.get(name, 0) for name in names}
    return {**sums, **{f"creator:{name}": part for name, part in gbp.get("creators", {}).items()}}


def same(model, answer):
    """Whether both say the same; nought and nothing are the same."""
    names = set(model) | set(answer)
    return all(model.get(name, 0) == answer.get(name, 0) for name in names)
