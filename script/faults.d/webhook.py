"""The payment processor's side of the webhook: events, signatures, and deliveries over connections that stay open."""
import hashlib
import hmac
import http.client
import json
import time
from urllib.parse import urlsplit

PATH = "/webhooks/stripe"
SECRET = "whsec_of_the_fault_tests"
SETTING = {"BLKOUT_STRIPE_WEBHOOK_SECRET": SECRET}
PATIENCE_SECONDS = 20
CREATED = 1_772_000_000


def event(row):
    """The event of one row of a report, as the processor writes it, with the whole balance transaction."""
    moved = {"id": row.id, "amount": row.gross, "currency": "gbp", "created": CREATED, "fee": row.fee, "net": row.gross - row.fee}
    about = {"amount": abs(row.gross), "currency": "gbp", "created": CREATED, "balance_transaction": moved}
    if row.kind == "charge":
        creators = ",".join(f"{name}:{weight}" for name, weight in row.creators)
        about |= {"id": row.charge, "object": "charge", "metadata": {"creators": creators, "work": "A work"}}
    else:
        about |= {"id": f"re_{row.id}", "object": "refund", "charge": row.charge, "status": "succeeded"}
    kind = "charge.succeeded" if row.kind == "charge" else "refund.created"
    whole = {"id": f"evt_{row.id}", "object": "event", "type": kind, "created": CREATED, "data": {"object": about}}
    return json.dumps(whole).encode()


def signature(body, seconds=None, secret=SECRET):
    """The header that goes with a body; signed now, without a time."""
    seconds = int(time.time()) if seconds is None else int(seconds)
    mac = hmac.new(secret.encode(), f"{seconds}.".encode() + body, hashlib.sha256)
    return f"t={seconds},v1={mac.hexdigest()}"


class Processor:
    """One connection to the webhook."""

    def __init__(self, url):
        self._connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=PATIENCE_SECONDS)

    def deliver(self, body, header=None):
        """Answers the status; fails as connections do when nobody is there any more."""
        headers = {"Content-Type": "application/json", "Stripe-Signature": header or signature(body)}
        self._connection.request("POST", PATH, body, headers)
        answer = self._connection.getresponse()
        answer.read()
        return answer.status

    def close(self):
        """Hangs up."""
        self._connection.close()
