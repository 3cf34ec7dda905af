"""The clock jumps back between imports: the record keeps the order of writing, and says when a clock went back."""
from pathlib import Path

from ground import Ground, require
from second import report

JUMPS = ["+0", "-1d", "+30d", "-400d", "+1d"]
LIBRARY = "faketime/libfaketime.so.1"


def run(binary, site, folder, draw, _rounds):
    library = next(iter(Path("/usr/lib").glob(f"*/{LIBRARY}")), None)
    require(library is not None, f"{LIBRARY} is not installed (script/bootstrap --test)")
    ground = Ground(binary, site, folder)
    made = report.rows(draw, 100 * len(JUMPS))
    for number, jump in enumerate(JUMPS):
        ground.rows = made[: 100 * (number + 1)]
        ground.program.environment.update(LD_PRELOAD=str(library), FAKETIME=jump, FAKETIME_DONT_FAKE_MONOTONIC="1")
        ground.run("import", "payments", ground.report(ground.rows))
        ground.holds()
    for name in ("LD_PRELOAD", "FAKETIME", "FAKETIME_DONT_FAKE_MONOTONIC"):
        del ground.program.environment[name]
    ground.holds()
    times = [entry.split(b"\nrecorded ")[1].split(b"\n")[0] for entry in ground.followed(draw).entries]
    back = sum(int(later) < int(earlier) for earlier, later in zip(times, times[1:]))
    require(back >= 2, f"the clock went back twice at least, and the record shows {back}")
    return f"{len(JUMPS)} imports with the clock at {', '.join(JUMPS)}; nothing lost, {back} steps back are on the record"
