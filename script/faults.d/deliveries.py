"""Deliveries that come twice, in another order, late or altered, and meet the file of the same payments."""
import time

from ground import Ground, require
from second import report
from webhook import SETTING, Processor, event, signature

ROWS = 400
TOLERANCE_SECONDS = 300


def run(binary, site, folder, draw, _rounds):
    ground = Ground(binary, site, folder, **SETTING)
    made = report.rows(draw, ROWS)
    with ground.program.serve() as server:
        processor = Processor(server.url)
        refused = altered(processor, draw, made)
        require(report.same({}, ground.totals()), "an altered or late delivery has left something")
        sent = shuffled(draw, made)
        for row in sent:
            status = processor.deliver(event(row))
            require(status == 200, f"{row.id} is answered with {status}")
        ground.rows = made
        ground.holds()
        conflicts(processor, draw, made)
        ground.holds()
        # The file of the same payments, and more of them, meets the events.
        more = made + report.rows(draw, ROWS, first=ROWS)
        ground.run("import", "payments", ground.report(more))
        ground.rows = more
        ground.holds()
        for row in draw.sample(more, 50):
            status = processor.deliver(event(row))
            require(status == 200, f"{row.id}, known from the file, is answered with {status}")
        ground.holds()
        processor.close()
    ground.followed(draw)
    return f"{len(sent)} deliveries of {ROWS} events in another order, {refused} altered or late ones refused"


def shuffled(draw, made):
    """Every row once at least, a third of them twice, in any order: refunds before their payments among them."""
    sent = made + draw.sample(made, len(made) // 3)
    draw.shuffle(sent)
    return sent


def altered(processor, draw, made):
    """None of these may be taken."""
    now, refused = int(time.time()), 0
    for row in draw.sample(made, 20):
        body = event(row)
        at = draw.randrange(len(body))
        other = body[:at] + bytes([body[at] ^ (1 << draw.randrange(7))]) + body[at + 1 :]
        right = signature(body, now)
        for what, sent, header in [
            ("an altered body", other, right),
            ("another secret", body, signature(body, now, "whsec_of_somebody_else")),
            ("a late delivery", body, signature(body, now - TOLERANCE_SECONDS - 30)),
            ("an early delivery", body, signature(body, now + TOLERANCE_SECONDS + 30)),
            ("another time", body, right.replace(f"t={now}", f"t={now - 1}")),
            ("no signature", body, f"t={now}"),
            ("an empty signature", body, f"t={now},v1="),
        ]:
            status = processor.deliver(sent, header)
            require(400 <= status < 500, f"{what} is answered with {status}")
            refused += 1
    return refused


def conflicts(processor, draw, made):
    """The same event with another amount, well signed: one of the two is wrong, and the first stays."""
    for row in draw.sample([row for row in made if row.kind == "charge"], 10):
        other = report.Row(0, row.kind, row.charge, row.gross + 100, row.fee, row.creators)
        other.id = row.id
        status = processor.deliver(event(other))
        require(status < 500, f"a contradiction is answered with {status}")
