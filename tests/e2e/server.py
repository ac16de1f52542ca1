"""The emulator as a process of its own: one for each story, stopped by its id whatever happens."""

import json
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).parent.parent


class Emulator:
    """A running emulator: `with Emulator(log) as endpoint`. What it prints goes to the file `log`."""

    def __init__(self, log, plain=False):
        self.log, self.plain = Path(log), plain
        self.process = None

    def __enter__(self):
        command = [sys.executable, "-m", "e2e.emulator.launcher", *["--plain"] * self.plain]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                command, cwd=TESTS, stdout=subprocess.PIPE, stderr=log, stdin=subprocess.PIPE
            )
        line = self.process.stdout.readline()  # The launcher prints it once it listens.
        if not line:
            self.stop()
            raise RuntimeError(f"the emulator did not start:\n{self.log.read_text()}")
        # By name: moto finds templates in a bucket only where the address has this host.
        return f"http://localhost:{json.loads(line)['port']}"

    def __exit__(self, *exception):
        self.stop()

    def stop(self):
        """Ends this one process."""
        if self.process is not None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
            self.process.stdin.close()
            self.process.stdout.close()
            self.process = None
