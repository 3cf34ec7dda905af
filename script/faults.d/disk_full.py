"""No room left for the database: a clear answer, pages go on, nothing is lost, and it works again when there is room.

Where this may be done the folder lies on a small file system of its own; everywhere a limit on the size of files does
the same to the program (writes fail, with another error).
"""
import os
import resource
import signal
import subprocess
import urllib.error
import urllib.request

from ground import Ground, require
from second import report
from second.program import Refused
from webhook import SETTING, Processor, event

ROWS = 1_000
ROOM = 24 << 20
# Bytes that a file may have, from too few for the first page to enough for some of the rows.
LARGEST = (40 << 10, 100 << 10, 300 << 10, 600 << 10, 1 << 20)
UNLIMITED = resource.RLIM_INFINITY


def run(binary, site, folder, draw, _rounds):
    said = [import_without_room(binary, site, folder / "limited", draw), server_without_room(binary, site, folder / "serving", draw)]
    small = folder / "small"
    small.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", small], capture_output=True).returncode == 0
    if mounted:
        try:
            said.append(full_file_system(binary, site, small, draw))
        finally:
            subprocess.run(["umount", "--lazy", small], check=True)
    else:
        said.append("no small file system could be mounted here")
    return "; ".join(said)


def limited(size):
    """For a process about to begin: its files may not grow beyond `size` bytes, and it is told so by an error."""

    def begin():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, UNLIMITED))

    return {"preexec_fn": begin, "restore_signals": False}


def import_without_room(binary, site, folder, draw):
    """An import that finds no room ends with 1, says so, and leaves nothing."""
    folder.mkdir()
    ground = Ground(binary, site, folder)
    made = report.rows(draw, ROWS)
    ground.run("import", "payments", ground.report(made))
    ground.rows = made
    more = made + report.rows(draw, ROWS, first=ROWS)
    file, refused = ground.report(more), 0
    for largest in LARGEST:
        try:
            ground.program.run("import", "payments", file, **limited(largest))
        except Refused as error:
            require(error.code == 1 and "disk of the database is full" in error.said, f"without room it {error}")
            refused += 1
        else:
            break
        ground.holds()
    require(refused >= 2, f"of the limits on the size of files, {refused} did anything")
    ground.run("import", "payments", file)
    ground.rows = more
    ground.holds()
    ground.followed(draw)
    return f"{refused} imports without room left nothing"


def server_without_room(binary, site, folder, draw):
    """A server that finds no room goes on reading, and goes on writing once there is room."""
    folder.mkdir()
    ground = Ground(binary, site, folder, **SETTING)
    made = report.rows(draw, ROWS)
    ground.run("import", "payments", ground.report(made[: ROWS // 2]))
    ground.rows = made[: ROWS // 2]
    with ground.program.serve(**limited(UNLIMITED)) as server:
        waiting, pid = list(made[ROWS // 2 :]), server.process.pid
        largest = max(entry.stat().st_size for entry in ground.data.iterdir())
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (largest + 8192, UNLIMITED))
        refused = deliver_until_refused(ground, server, waiting)
        reads(server)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (UNLIMITED, UNLIMITED))
        deliver_the_rest(ground, server, waiting)
        ground.holds()
        reads(server)
    ground.holds()
    return f"a server without room answered {refused} and took the rest later"


def full_file_system(binary, site, folder, draw):
    """The same on a file system that is really full."""
    ground = Ground(binary, site, folder, **SETTING)
    made = report.rows(draw, ROWS)
    ground.run("import", "payments", ground.report(made[: ROWS // 2]))
    ground.rows = made[: ROWS // 2]
    with ground.program.serve() as server:
        waiting = list(made[ROWS // 2 :])
        filling = folder / "filling"
        fill(filling)
        refused = deliver_until_refused(ground, server, waiting)
        reads(server)
        filling.unlink()
        deliver_the_rest(ground, server, waiting)
        ground.holds()
        reads(server)
    ground.holds()
    return f"on a full file system it answered {refused} and took the rest later"


def fill(file):
    """Takes all the room that is left, to the last byte."""
    with open(file, "wb", buffering=0) as out:
        for size in (1 << 20, 4096, 1):
            try:
                while True:
                    out.write(b"\0" * size)
            except OSError:
                continue
        os.fsync(out.fileno())


def deliver_until_refused(ground, server, waiting):
    """Delivers until there is no room; answers the status of the refusal. What was acknowledged counts as there."""
    processor = Processor(server.url)
    while waiting:
        status = processor.deliver(event(waiting[0]))
        if status != 200:
            require(status >= 500, f"without room a delivery is answered with {status}")
            processor.close()
            return status
        ground.rows = [*ground.rows, waiting.pop(0)]
    raise AssertionError("there was room for everything: the fault did not happen")


def deliver_the_rest(ground, server, waiting):
    """The processor tries again, and everything goes in."""
    processor = Processor(server.url)
    for row in waiting:
        status = processor.deliver(event(row))
        require(status == 200, f"with room again, {row.id} is answered with {status}")
        ground.rows = [*ground.rows, row]
    processor.close()


def reads(server):
    """Pages answer."""
    for path in ("/", "/ledger", "/livez", "/record/checkpoint"):
        try:
            status = urllib.request.urlopen(server.url + path, timeout=20).status
        except urllib.error.HTTPError as error:
            status = error.code
        require(status == 200, f"{path} is answered with {status}")
