"""One run of a program: its seconds, those of the processors, and the peak of its memory."""

import ctypes
import os
import subprocess
import sys
import time


def run(command, folder, environment=None):
    """Runs a program to its end; wall-clock seconds and processor seconds. What fails ends all."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env=environment,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.stdout.buffer.write(output)
        sys.exit(f"{command[0]}: exit code {process.returncode}")
    return seconds, usage.ru_utime + usage.ru_stime


def peak(command, folder, environment=None):
    """The MiB of the largest process of a run; nothing where the system is not Linux.

    Its parent must not be this interpreter: the system counts what a process was before it
    became the program. So a shell starts it and leaves, and the orphan comes to us.
    """
    if sys.platform != "linux":
        return None
    adopt_orphans = 36
    ctypes.CDLL(None).prctl(adopt_orphans, 1, 0, 0, 0)
    shell = ["sh", "-c", '"$@" >/dev/null 2>&1 & echo $!', "sh", *map(str, command)]
    started = subprocess.run(shell, cwd=folder, env=environment, stdout=subprocess.PIPE)
    _, status, usage = os.wait4(int(started.stdout), 0)
    return usage.ru_maxrss / 1024 if status == 0 else None
