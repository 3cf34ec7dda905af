"""The clock jumps back: the record keeps the order of writing and shows the jump; events wait until the clock is right."""
from pathlib import Path

from ground import Ground, require
from second import report
from webhook import SETTING, Processor, event

JUMPS = ["+0", "-1d", "+30d", "-400d", "+1d"]
STEPS_BACK = 2
LIBRARY = "faketime/libfaketime.so.1"
EVENTS = 20


def run(binary, site, folder, draw, _rounds):
    library = next(iter(Path("/usr/lib").glob(f"*/{LIBRARY}")), None)
    require(library is not None, f"{LIBRARY} is not installed (script/bootstrap --test)")
    ground = Ground(binary, site, folder, **SETTING)
    clock = folder / "clock"
    # Read anew each time, so that the clock also jumps while the program runs.
    faked = {"FAKETIME_TIMESTAMP_FILE": str(clock), "FAKETIME_NO_CACHE": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
    ground.program.environment.update(faked, LD_PRELOAD=str(library))
    made = report.rows(draw, 100 * len(JUMPS))
    for number, jump in enumerate(JUMPS):
        clock.write_text(jump)
        ground.rows = made[: 100 * (number + 1)]
        ground.run("import", "payments", ground.report(ground.rows))
        ground.holds()
    events = report.rows(draw, EVENTS, first=len(made))
    clock.write_text("+0")
    with ground.program.serve() as server:
        processor = Processor(server.url)
        for jump, expected, told in [("+0", 200, events[:5]), ("-1h", 400, events), ("+1h", 400, events), ("+0", 200, events)]:
            clock.write_text(jump)
            answers = [processor.deliver(event(row)) for row in told]
            require(set(answers) == {expected}, f"with the clock at {jump}, events are answered with {answers}")
        processor.close()
        server.stop()
    ground.rows = made + events
    ground.holds()
    times = [entry.split(b"\nrecorded ")[1].split(b"\n")[0] for entry in ground.followed(draw).entries]
    back = sum(int(later) < int(earlier) for earlier, later in zip(times, times[1:]))
    require(back >= STEPS_BACK, f"the clock went back {STEPS_BACK} times at least, and the record shows {back}")
    return f"imports with the clock at {', '.join(JUMPS)}: {back} steps back are on the record; events wait for the right time"
