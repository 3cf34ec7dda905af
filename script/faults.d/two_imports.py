"""Two files at the same moment, with rows in common: both go in, and what they share goes in once."""
from ground import Ground, require
from second import report

TIMES = 12
ROWS = 1_500


def run(binary, site, folder, draw, _rounds):
    ground = Ground(binary, site, folder)
    for _ in range(TIMES):
        ground.anew()
        made = report.rows(draw, ROWS)
        # Both from the first row on, so that every refund has its charge in its own file.
        files = [ground.report(made[: draw.randint(1, ROWS)], f"{number}.csv") for number in range(2)]
        files.append(ground.report(made, "2.csv"))
        processes = [ground.program.start("import", "payments", file) for file in draw.sample(files, 3)]
        said = [process.communicate(timeout=60)[1] for process in processes]
        codes = [process.returncode for process in processes]
        require(codes == [0, 0, 0], f"imports at the same moment ended with {codes}: {said}")
        ground.rows = made
        ground.holds()
    ground.followed(draw)
    return f"{TIMES} times three files at once, each row in once"
