"""Stewards press at the same moment: the same button, the opposite button, or the same one twice."""
import shutil
import threading

import own_revenue
from ground import Ground, require
from killed_approval import steps
from stewards import Visitor, approvals, approve, payouts_listed, populate

ROWS = 300
TIMES = 5


def run(binary, site, folder, draw, _rounds):
    ground = Ground(binary, site, folder)
    cookies = populate(ground, draw, ROWS)
    start = folder / "start"
    shutil.copytree(ground.data, start)
    for _ in range(TIMES):
        shutil.rmtree(ground.data)
        shutil.copytree(start, ground.data)
        once(ground, cookies, draw)
    return f"{TIMES} times: scheduling, approving, filing, settling and returning at the same moment, each done once"


def once(ground, cookies, draw):
    """All of it, each step by all at once."""
    with ground.program.serve() as server:
        stewards = [Visitor(server.url, cookie) for cookie in cookies]
        together(lambda steward: steward.post("/payouts")[0], stewards)
        payouts = payouts_listed(stewards[0])
        for payout in payouts:
            together(lambda steward, payout=payout: approve(steward, payout), stewards)
        together(lambda steward: steward.post("/payouts/batches", currency="GBP")[0], stewards)
        batch = stewards[0].get("/payouts").partition('href="/payouts/batches/')[2].partition('"')[0]
        together(lambda steward: steward.post(f"/payouts/batches/{batch}/sent")[0], stewards)
        for payout in payouts:
            # One says that it was paid, the other that it came back.
            ends = {0: ("settle", {}), 1: ("fail", {"reason": "returned", "seen": "sent"}), 2: ("settle", {})}
            together(
                lambda steward, payout=payout: steward.post(
                    f"/payouts/{payout}/{ends[stewards.index(steward)][0]}", **ends[stewards.index(steward)][1]
                )[0],
                stewards,
            )
        entry = own_revenue.enter(stewards[0], "cash", "An evening")
        # Whoever entered it may not approve it; of the two others one approves and one takes it back.
        own_steps = ["approve", "approve", "withdraw"]
        together(lambda steward: own_revenue.decide(steward, entry, own_steps[stewards.index(steward)]), stewards)
        server.stop()
    ground.verifies()
    entries = steps(ground)
    require({step.payout for step in entries} == set(payouts), "a payout was scheduled twice, or is not shown")
    require(set(approvals(entries).values()) == {2}, f"approvals: {approvals(entries)}")
    for payout in payouts:
        events = [step.event for step in entries if step.payout == payout]
        require(events[:-1] == ["scheduled", "approval", "approval", "sent"], f"{payout} went {events}")
        require(events[-1] in ("settled", "failed"), f"{payout} went {events}")
    ground.followed(draw)


def together(press, stewards):
    """All of them at the same moment; one at least succeeds, and nobody is shown a failure of ours."""
    barrier, answers = threading.Barrier(len(stewards)), []

    def work(steward):
        barrier.wait()
        answers.append(press(steward))

    threads = [threading.Thread(target=work, args=(steward,)) for steward in stewards]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    require(len(answers) == len(stewards) and all(status < 500 for status in answers), f"answers: {answers}")
    require(any(status in (200, 303) for status in answers), f"nobody succeeded: {answers}")
