"""What the record says, computed again: every split and posting, every step of a payout, and the sums.

What stands in an entry is believed only where nothing earlier or in the rules decides it.
"""
from collections import Counter, defaultdict
from fractions import Fraction

from . import entry as entries
from . import rules
from .note import Key, NoteError, decoded

PAYMENT_KINDS = {"charge": 1, "refund": -1, "dispute": -1, "dispute_reversal": 1, "manual_payment": 1, "manual_refund": -1}
NEW_PAYMENT = ("charge", "manual_payment")
MOVES = {"scheduled": "payout_scheduled", "settled": "payout_settled", "failed": "payout_returned"}
MAX_AMOUNT = rules.MAX // 10_000


class BookError(Exception):
    """An entry is not what the rules give."""


def require(condition, message):
    """Something that the rules say."""
    if not condition:
        raise BookError(message)


class Books:
    """Reads the record from its first entry to its last."""

    def __init__(self):
        self.index = self.number = self.not_understood = 0
        self.kinds, self.balances = Counter(), defaultdict(int)
        self.lowest = {}
        self._transactions, self._continued, self._ids = {}, set(), set()
        self._payouts, self._moves, self._agreements = {}, {}, {}
        self.policy, self.key = None, None

    def take(self, data):
        """The next entry, as bytes."""
        try:
            entry = entries.read(data)
            if entry is None:
                self.not_understood += 1
            else:
                getattr(self, "_" + entry.entry_kind)(entry)
        except (BookError, entries.EntryError, NoteError) as error:
            raise BookError(f"entry {self.index}: {error}") from error
        self.index += 1

    def finish(self):
        """After the last entry."""
        require(not self._moves, f"transactions {sorted(self._moves)} move a payout's money without its step")
        for currency in {currency for currency, _ in self.balances}:
            total = sum(amount for (of, _), amount in self.balances.items() if of == currency)
            require(total == 0, f"the balances in {currency} sum to {total}")

    def owed(self):
        """What each creator is owed now, by (currency, creator); above nought is theirs."""
        owed = defaultdict(int)
        for (currency, account), amount in self.balances.items():
            kind, _, creator = account.partition(":")
            if kind in ("creator", "payout"):
                owed[currency, creator] -= amount
        return dict(owed)

    def _once(self, *id_):
        require(id_ not in self._ids, f"{' '.join(id_)} comes a second time")
        self._ids.add(id_)

    def _transaction(self, entry):
        self.number += 1
        require(entry.number == self.number, f"is transaction {entry.number} and should be {self.number}")
        self._once("key", entry.key)
        require(abs(entry.gross) <= MAX_AMOUNT and abs(entry.fee) <= MAX_AMOUNT, "an amount is too large")
        require(len(entry.currency) == 3, "has no currency")
        if entry.kind in PAYMENT_KINDS:
            expected = self._payment(entry)
        else:
            require(entry.payment is None, f"a {entry.kind} is about no payment")
            expected = self._movement(entry)
        expected = {account: amount for account, amount in expected.items() if amount}
        given = [(account, amount) for amount, account in entry.post]
        rule = sorted(expected.items(), key=lambda posting: _order(posting[0]))
        require(given == rule, f"posts {given}, and the rule gives {rule}")
        require(sum(amount for _, amount in given) == 0, "does not sum to nought")
        for account, amount in given:
            self.balances[entry.currency, account] += amount
        if entry.kind == "payout_scheduled":
            creator = entry.post[0][1].partition(":")[2]
            require(self.owed()[entry.currency, creator] >= 0, f"sets more aside than {creator} is owed")
        self.kinds[entry.kind] += 1
        self._transactions[entry.number] = entry

    def _payment(self, entry):
        require(entry.payment is not None, f"a {entry.kind} is about a payment")
        require(entry.gross * PAYMENT_KINDS[entry.kind] >= 0, f"a {entry.kind} cannot be {entry.gross}")
        if entry.kind in NEW_PAYMENT:
            self._once("payment", entry.payment)
            require(entry.before == 0 and entry.previous is None, "a payment begins at nought")
            floor = self.policy.creators if self.policy else rules.FLOOR_BPS
            require(entry.share >= floor, f"the share is {entry.share}, below {floor}")
            if entry.agreement is not None:
                require(self._agreements.get(entry.agreement) == entry.weight, "does not share as agreed")
            entry.charged = entry.gross
        else:
            self._continuation(entry)
        after = entry.before + entry.gross
        require(0 <= after <= entry.charged, f"leaves {after} of {entry.charged}")
        then, now = (self._split(entry, gross) for gross in (entry.before, after))
        self._note_share(entry, now, after)
        expected = {_received_in(entry): entry.gross - entry.fee, "fees": entry.fee}
        expected["platform"] = then["platform"] - now["platform"]
        funds = rules.earmarks(then["community"]), rules.earmarks(now["community"])
        for purpose in rules.PURPOSES:
            expected[f"community:{purpose}"] = funds[0][purpose] - funds[1][purpose]
        for name, part in now["creators"].items():
            expected[f"creator:{name}"] = then["creators"][name] - part
        return expected

    def _continuation(self, entry):
        before = self._transactions.get(entry.previous)
        require(before is not None and before.payment == entry.payment, f"{entry.previous} is not about this payment")
        same = ("currency", "share", "weight", "title")
        differ = [name for name in same if getattr(before, name) != getattr(entry, name)]
        require(not differ and entry.agreement is None, f"{differ} are not those of transaction {entry.previous}")
        left = before.before + before.gross
        require(entry.before == left, f"says that {entry.before} was left, and it was {left}")
        require(entry.previous not in self._continued, f"a second transaction goes on from {entry.previous}")
        self._continued.add(entry.previous)
        entry.charged = before.charged

    def _split(self, entry, gross):
        names = [name for _, name in entry.weight]
        require(names == sorted(names, key=str.encode), "the creators do not stand in their order")
        case = {"payment_id": entry.payment, "gross": gross, "creator_bps": entry.share}
        answer = rules.split({**case, "creators": [(name, weight) for weight, name in entry.weight]})
        require(answer is not None, "the terms of the split are not allowed")
        return answer

    def _note_share(self, entry, now, after):
        if entry.weight and after:
            share = Fraction(now["creator_pool"], after)
            require(share >= Fraction(rules.FLOOR_BPS, 10_000), f"creators get {share}, below the floor")
            self.lowest[entry.currency] = min(share, self.lowest.get(entry.currency, share))

    def _movement(self, entry):
        amount = entry.gross
        if entry.kind == "fee":
            require(entry.corrects is None, "a fee completes nothing")
            return {"processor": amount - entry.fee, "fees": entry.fee - amount}
        if entry.kind == "payout":
            return {"processor": amount - entry.fee, "bank": -amount, "fees": entry.fee}
        require(entry.kind in MOVES.values(), f"there is no kind {entry.kind}")
        size = abs(amount)
        self._moves[entry.number] = entry
        if entry.kind == "payout_settled":
            return {"payout-clearing": size, "bank": -size}
        payee = next((account for _, account in entry.post if account.startswith("payout:")), "payout:")
        sign = 1 if entry.kind == "payout_scheduled" else -1
        return {payee: sign * size, "payout-clearing": -sign * size}

    def _payout(self, entry):
        require((entry.event in MOVES) == (entry.transaction is not None), "a transaction goes with what moves money")
        require((entry.event == "approval") == (entry.mark is not None), "a mark goes with an approval")
        state = self._payouts.get(entry.payout)
        if entry.event == "scheduled":
            self._once("payout", entry.payout)
            require(entry.amount >= self._minimum(entry.currency), "is below the minimum")
            state = {"of": (entry.creator, entry.currency, entry.amount), "at": "open", "marks": set()}
            state["first"] = entry.transaction
            self._payouts[entry.payout] = state
        require(state and state["at"] != "over", "is not on its way")
        require(state["of"] == (entry.creator, entry.currency, entry.amount), "is not the payout that was scheduled")
        self._step(entry, state)
        if entry.transaction is not None:
            self._moved(entry, state)

    @staticmethod
    def _step(entry, state):
        if entry.event == "approval":
            require(state["at"] == "open" and len(state["marks"]) < 2, "needs no approval now")
            require(entry.mark not in state["marks"], "the same steward has approved twice")
            state["marks"].add(entry.mark)
        elif entry.event == "approvals_void":
            require(state["at"] == "open", "was sent already")
            state["marks"].clear()
        elif entry.event == "sent":
            require(state["at"] == "open" and len(state["marks"]) == 2, "is sent without two approvals")
            state["at"] = "sent"
        elif entry.event == "settled":
            require(state["at"] == "sent", "settles without having been sent")
            state["at"] = "over"
        elif entry.event == "failed":
            state["at"] = "over"
        else:
            require(entry.event == "scheduled", f"there is no event {entry.event}")

    def _moved(self, entry, state):
        move = self._moves.pop(entry.transaction, None)
        require(move is not None and move.kind == MOVES[entry.event], "names a transaction of another kind")
        require((move.currency, abs(move.gross)) == (entry.currency, entry.amount), "names another amount")
        completes = None if entry.event == "scheduled" else state["first"]
        require(move.corrects == completes, "the transaction completes another one")
        if entry.event != "settled":
            require(any(account == f"payout:{entry.creator}" for _, account in move.post), "is somebody else's money")

    def _minimum(self, currency):
        named = {code: minor for minor, code in self.policy.minimum} if self.policy else {}
        return named.get(currency, 1)

    def _policy(self, entry):
        require(entry.creators in range(rules.FLOOR_BPS, 10_001), "the creators' share is below the floor")
        require(entry.platform == 1_000, "the platform's part is not the rule's")
        require({purpose: part for part, purpose in entry.earmark} == rules.PURPOSES, "the fund's parts are not the rule's")
        require(self.policy is None or entry.decision, "a policy changes by a decision only")
        self.policy = entry

    def _agreement(self, entry):
        known = self._agreements.get(entry.agreement)
        require(bool(known) if not entry.weight else known is None, "begins or ends out of turn")
        self._agreements[entry.agreement] = entry.weight

    def _key(self, entry):
        require(self.key in (None, entry.old), "the old key is not the one in force")
        signed = f"blkout-record/1 key\nrecorded {entry.recorded}\nold {entry.old}\nnew {entry.new}\n"
        require(Key.read(entry.old).signed(signed.encode(), decoded(entry.signature)), "the old key has not signed this change")
        self.key = str(Key.read(entry.new))


def _order(account):
    kind, _, name = account.partition(":")
    place = ("processor", "bank", "fees", "platform", "community", "creator", "cash", "payout", "payout-clearing").index(kind)
    return place, list(rules.PURPOSES).index(name) if kind == "community" else 0, name.encode()


def _received_in(entry):
    if not entry.kind.startswith("manual"):
        return "processor"
    return "cash" if any(account == "cash" for _, account in entry.post) else "bank"
