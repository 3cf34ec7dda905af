"""Killed while the processor delivers events: what was answered with 200 is there, and what is sent again goes in once."""
import http.client
import threading

from ground import Ground, require
from second import report
from webhook import SETTING, Processor, event

SENDERS = 3
# More events than can be delivered before the kill.
EVENTS = 400
MOST_SECONDS = 0.6
# So many rounds on one database; then a new one, so that every round takes about as long as the first.
ROUNDS_EACH = 10


def run(binary, site, folder, draw, rounds):
    ground, answered, again = Ground(binary, site, folder, **SETTING), 0, 0
    for round_ in range(rounds):
        if round_ % ROUNDS_EACH == 0:
            ground.anew()
        waiting = report.rows(draw, EVENTS, first=len(ground.rows))
        sent, acknowledged = killed_after(ground, waiting, draw.uniform(0, MOST_SECONDS))
        answered += len(acknowledged)
        ground.verifies()
        there = ground.keys() - {row.id for row in ground.rows}
        lost = [row.id for row in applied(acknowledged) if row.id not in there]
        require(not lost, f"{lost} were acknowledged and are not there")
        require(there <= {row.id for row in waiting[:sent]}, "there is something that nobody sent")
        # The processor sends again what was not answered, and here also some of what was, in any order.
        known = {row.id for row in acknowledged}
        repeated = [row for row in waiting[: sent + 20] if row.id not in known or draw.random() < 0.2]
        draw.shuffle(repeated)
        again += deliver_all(ground, repeated)
        ground.rows += waiting[: sent + 20]
        ground.holds()
    ground.followed(draw)
    return f"{rounds} kills, {answered} deliveries acknowledged before them and {again} sent afterwards, each in once"


def applied(acknowledged):
    """Those that have to be in the ledger: a refund whose payment is not known yet is kept and waits."""
    charges = {row.charge for row in acknowledged if row.kind == "charge"}
    return [row for row in acknowledged if row.charge in charges]


def killed_after(ground, rows, seconds):
    """How many rows were sent before the server was killed, and those that were acknowledged; several senders at once."""
    with ground.program.serve() as server:
        queue, begun, acknowledged, lock = iter(rows), [], [], threading.Lock()

        def send():
            processor = Processor(server.url)
            try:
                while True:
                    with lock:
                        row = next(queue, None)
                        begun.append(row)
                    if row is None or processor.deliver(event(row)) != 200:
                        return
                    acknowledged.append(row)
            except (OSError, http.client.HTTPException):
                return
            finally:
                processor.close()

        senders = [threading.Thread(target=send) for _ in range(SENDERS)]
        for sender in senders:
            sender.start()
        threading.Event().wait(seconds)
        server.kill()
        for sender in senders:
            sender.join()
    return len([row for row in begun if row]), acknowledged


def deliver_all(ground, rows):
    """Every one of these rows, each acknowledged."""
    with ground.program.serve() as server:
        processor = Processor(server.url)
        for row in rows:
            status = processor.deliver(event(row))
            require(status == 200, f"{row.id} sent again is answered with {status}")
        processor.close()
        server.stop()
    return len(rows)
