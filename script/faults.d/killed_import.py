"""Killed while a file of two thousand rows goes in: it is in whole or not at all, and goes in afterwards."""
import subprocess
import time

from ground import Ground, require
from second import report

ROWS = 2_000
# So many files on one database; then a new one, so that every round takes about as long as the first.
FILES = 5


def run(binary, site, folder, draw, rounds):
    ground = Ground(binary, site, folder)
    span, kept, inside = measured(ground, draw), 0, 0
    for round_ in range(rounds):
        if round_ % FILES == 0:
            ground.anew()
        made = report.rows(draw, ROWS, first=len(ground.rows))
        file = ground.report(made)
        ended, acknowledged = killed_after(ground, file, draw.uniform(0, span))
        inside += not ended
        is_there = went_in(ground, made)
        require(is_there or not acknowledged, "the file was acknowledged and is not there")
        kept += is_there
        ground.rows += made if is_there else []
        ground.holds()
        ground.run("import", "payments", file)
        ground.rows += [] if is_there else made
        ground.holds()
    ground.followed(draw)
    return f"{rounds} kills, {inside} of them before the end of the program; {kept} files were in, none by half"


def went_in(ground, made):
    """Whether the rows are there, all of them; half of them would be neither."""
    sums = ground.totals()
    if report.same(report.totals(ground.rows), sums):
        return False
    require(report.same(report.totals(ground.rows + made), sums), f"half a file is there: {sums}")
    return True


def measured(ground, draw):
    """How long such an import takes here, in seconds, with something to spare for the end of the program."""
    file = ground.report(report.rows(draw, ROWS))
    began = time.monotonic()
    ground.run("import", "payments", file)
    return 1.1 * (time.monotonic() - began)


def killed_after(ground, file, seconds):
    """Whether the import ended by itself before it was killed, and whether it said that all is in."""
    process = ground.program.start("import", "payments", "--json", file)
    try:
        out, _ = process.communicate(timeout=seconds)
        return True, process.returncode == 0 or bool(out.strip())
    except subprocess.TimeoutExpired:
        process.kill()
        out, _ = process.communicate()
        return False, bool(out.strip())
