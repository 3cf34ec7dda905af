"""Splits and tallies, read a second time from rules.md, with Python's unlimited integers and exact fractions."""
import hashlib
from fractions import Fraction

MAX = 2**63 - 1
FLOOR_BPS = 7500
PURPOSES = {"infrastructure": 40, "events": 30, "support": 20, "emergency": 10}
KINDS = {
    "ordinary": (Fraction(30, 100), Fraction(1, 2), True),
    "supermajority": (Fraction(40, 100), Fraction(2, 3), False),
    "consensus": (Fraction(40, 100), Fraction(4, 5), False),
    "protected": (Fraction(50, 100), Fraction(3, 4), False),
    "emergency": (Fraction(10, 100), Fraction(4, 5), False),
}


def split(case):
    """How one payment is shared, in minor units; None where the case is not allowed."""
    gross, bps, creators = case["gross"], case["creator_bps"], case["creators"]
    names = [name for name, _ in creators]
    if not 0 <= gross <= MAX or not FLOOR_BPS <= bps <= 10000:
        return None
    if any(not 1 <= weight < 2**64 for _, weight in creators) or len(set(names)) != len(names):
        return None
    if not creators:
        return {"creator_pool": 0, "platform": 0, "community": gross, "creators": {}}
    pool = -(-gross * bps // 10000)
    platform = min(gross // 10, gross - pool)
    total = sum(weight for _, weight in creators)
    parts = {name: pool * weight // total for name, weight in creators}

    def turn(creator):
        name, weight = creator
        digest = hashlib.sha256((case["payment_id"] + name).encode()).digest()
        return (-(pool * weight % total), digest)

    for name, _ in sorted(creators, key=turn)[: pool - sum(parts.values())]:
        parts[name] += 1
    return {"creator_pool": pool, "platform": platform, "community": gross - pool - platform, "creators": parts}


def earmarks(community):
    """The community fund's part by purpose: each rounded down, the leftover pennies to support."""
    parts = {purpose: community * per_cent // 100 for purpose, per_cent in PURPOSES.items()}
    parts["support"] += community - sum(parts.values())
    return parts


def tally(case):
    """The outcome of one vote; None where the case is not allowed."""
    if case["kind"] not in KINDS or not 0 <= case["electorate"] < 2**64:
        return None
    last = {}
    for ballot in case["ballots"]:
        if ballot["choice"] not in ("support", "oppose", "abstain", "block"):
            return None
        if ballot["choice"] == "block" and case["kind"] != "consensus":
            return None
        known = last.get(ballot["voter"])
        if known is None or ballot["at"] > known["at"]:
            last[ballot["voter"]] = ballot
    if len(last) > case["electorate"]:
        return None
    counts = {choice: 0 for choice in ("support", "oppose", "abstain", "block")}
    creators = {"support": 0, "oppose": 0, "abstain": 0, "block": 0}
    for ballot in last.values():
        counts[ballot["choice"]] += 1
        creators[ballot["choice"]] += ballot.get("creator", False)
    quorum, threshold, strictly = KINDS[case["kind"]]
    decisive = counts["support"] + counts["oppose"] + counts["block"]
    if case["electorate"] == 0 or Fraction(len(last), case["electorate"]) < quorum:
        outcome = "no_quorum"
    elif counts["block"]:
        outcome = "blocked"
    elif decisive == 0:
        outcome = "failed"
    else:
        approval = Fraction(counts["support"], decisive)
        passed = approval > threshold if strictly else approval >= threshold
        if case["kind"] == "protected" and case.get("affected_creators", 0) > 0:
            passed = passed and creators["support"] > creators["oppose"]
        outcome = "passed" if passed else "failed"
    return {**counts, "turnout": [len(last), case["electorate"]], "approval": [counts["support"], decisive], "outcome": outcome}
