"""Killed while two stewards approve payouts: what was answered is there, no approval counts twice, no money is doubled.

Each round begins with a copy of the same database, lets two stewards approve everything at once (each of them pressing
twice), and kills the server on the way. Afterwards the rest is approved, put into a file, sent, and settled or returned.
"""
import http.client
import shutil
import threading
import time

from ground import Ground, require
from second.note import Checkpoint
from second.sources import Export
from stewards import STEWARDS, Visitor, approvals, approve, paid, payout_entries, payouts_listed, populate

ROWS = 300


def run(binary, site, folder, draw, rounds):
    ground = Ground(binary, site, folder)
    cookies = populate(ground, draw, ROWS)
    payouts = scheduled(ground, cookies[0])
    start, span, inside, answered = folder / "start", None, 0, 0
    shutil.copytree(ground.data, start)
    for round_ in range(rounds + 1):
        shutil.rmtree(ground.data)
        shutil.copytree(start, ground.data)
        # The first time nobody is killed, to see how long it takes here.
        seconds = draw.uniform(0, 1.1 * span) if round_ else None
        done, took, killed = approve_all(ground, cookies, payouts, seconds)
        span, inside, answered = span or took, inside + killed, answered + len(done)
        ground.verifies()
        counted = approvals(steps(ground))
        for payout in payouts:
            given = sum(1 for known, _ in done if known == payout)
            require(given <= counted.get(payout, 0) <= 2, f"{payout}: {given} approvals were answered, {counted} are there")
        failed = set(draw.sample(payouts, 2))
        finish(ground, cookies, payouts, failed)
        check_end(ground, payouts, failed, draw)
    return f"{rounds} kills, {inside} of them with approvals under way; {answered} approvals were answered, none lost or doubled"


def scheduled(ground, cookie):
    """Sets the money aside; answers the payouts."""
    with ground.program.serve() as server:
        steward = Visitor(server.url, cookie)
        paid(steward.post("/payouts")[0], "scheduling")
        payouts = payouts_listed(steward)
        server.stop()
    require(len(payouts) >= 5, f"{len(payouts)} payouts were scheduled")
    return payouts


def approve_all(ground, cookies, payouts, seconds):
    """The approvals that were answered, the time that it took, and whether the server was killed before the end."""
    done, threads = [], []
    with ground.program.serve() as server:

        def work(cookie, name):
            visitor = Visitor(server.url, cookie)
            try:
                for payout in payouts:
                    if approve(visitor, payout) in (200, 303):
                        done.append((payout, name))
                    approve(visitor, payout)
            except (OSError, http.client.HTTPException):
                return

        began = time.monotonic()
        for cookie, name in list(zip(cookies, STEWARDS))[:2]:
            threads.append(threading.Thread(target=work, args=(cookie, name)))
            threads[-1].start()
        if seconds is not None:
            threading.Event().wait(seconds)
        killed = seconds is not None and any(thread.is_alive() for thread in threads)
        if seconds is None:
            for thread in threads:
                thread.join()
        took = time.monotonic() - began
        server.kill()
        for thread in threads:
            thread.join()
    return done, took, killed


def finish(ground, cookies, payouts, failed):
    """Everything that is left to do, by the same stewards."""
    with ground.program.serve() as server:
        first, second, third = (Visitor(server.url, cookie) for cookie in cookies)
        for payout in payouts:
            for steward in (first, second):
                require(approve(steward, payout) < 500, f"approving {payout} again fails")
        status, batch = third.post("/payouts/batches", currency="GBP")
        paid(status, "making the payment file")
        paid(third.post(f"{batch.partition('#')[0]}/sent")[0], "marking the file as sent")
        for payout in payouts:
            if payout in failed:
                paid(third.post(f"/payouts/{payout}/fail", reason="returned", seen="sent")[0], f"failing {payout}")
            else:
                paid(third.post(f"/payouts/{payout}/settle")[0], f"settling {payout}")
        server.stop()


def steps(ground):
    """The record's entries about payouts, from the last export."""
    source = Export(ground.folder / "checked-export")
    return payout_entries(source, Checkpoint.read(source.checkpoint().text).size)


def check_end(ground, payouts, failed, draw):
    """Each payout ended once; what was returned is owed again, what was settled is not."""
    ground.verifies()
    entries = steps(ground)
    for payout in payouts:
        events = [step.event for step in entries if step.payout == payout]
        end = "failed" if payout in failed else "settled"
        require(events == ["scheduled", "approval", "approval", "sent", end], f"{payout} went {events}")
    owed = ground.followed(draw).books.owed()
    for step in entries:
        if step.event == "scheduled":
            left = owed[step.currency, step.creator]
            require(left == (step.amount if step.payout in failed else 0), f"{step.creator} is owed {left} afterwards")
