"""The built program: run to its end, or started as a server on a port of its own over a folder of its own."""
import os
import re
import signal
import subprocess
import threading

PATIENCE_SECONDS = 60
LISTENING = re.compile(r"listening on (http://[\d.]+:\d+)")


class Refused(Exception):
    """The program ended with another code than 0."""

    def __init__(self, code, said):
        super().__init__(f"ended with {code}: {said}")
        self.code, self.said = code, said


class Program:
    """The program over one data folder; none of the settings of whoever runs this leak in."""

    def __init__(self, binary, data, site="", **settings):
        self.binary = os.path.abspath(binary)
        self.environment = {
            "PATH": os.environ["PATH"],
            "BLKOUT_DATA_DIR": str(data),
            "BLKOUT_ADDRESS": "127.0.0.1:0",
            "BLKOUT_METRICS_ADDRESS": "off",
            "BLKOUT_LOG": "info",
            "BLKOUT_WORKERS": "2",
            **({"BLKOUT_SITE_DIR": str(site)} if site else {}),
            **settings,
        }

    def start(self, *args, **options):
        """A process of the program, which leads a group of its own."""
        pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        command = [*options.pop("before", []), self.binary, *map(str, args)]
        return subprocess.Popen(command, **{**pipes, "env": self.environment, "text": True, **options})

    def run(self, *args, input_text=None, **options):
        """Runs it to its end and answers its standard output; `Refused` when it does not end with 0."""
        pipe = {} if input_text is None else {"stdin": subprocess.PIPE}
        process = self.start(*args, **pipe, **options)
        try:
            out, said = process.communicate(input_text, timeout=PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
        if process.returncode != 0:
            # A check gives its answer as output, a fault stands beside it.
            raise Refused(process.returncode, out + said)
        return out

    def serve(self, **options):
        """Starts the server, and answers once it listens."""
        return Server(self.start("serve", stdout=subprocess.DEVNULL, **options))


class Server:
    """A running server; a thread reads its log, so that it never waits for us."""

    def __init__(self, process):
        self.process, self.url, self.log = process, None, []
        self._told = threading.Event()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        if not self._told.wait(PATIENCE_SECONDS) or not self.url:
            self.process.kill()
            self._reader.join()
            raise Refused(self.process.wait(), "".join(self.log))

    def _read(self):
        for line in self.process.stderr:
            self.log.append(line)
            found = LISTENING.search(line)
            if found and not self.url:
                self.url = found[1]
                self._told.set()
        self._told.set()

    def kill(self):
        """Ends it in the middle of whatever it does."""
        return self._end(signal.SIGKILL)

    def stop(self):
        """Asks it to finish."""
        return self._end(signal.SIGTERM)

    def _end(self, with_signal):
        if self.process.poll() is None:
            self.process.send_signal(with_signal)
        try:
            code = self.process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise
        self._reader.join()
        self.process.stderr.close()
        return code

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.kill()
