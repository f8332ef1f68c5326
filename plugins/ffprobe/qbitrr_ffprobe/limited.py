"""Run as a program of its own: limit what this process may use, then become another program.

It imports nothing but the standard library: it is started by its path, where nothing else can be imported.
"""

import os
import resource
import signal
import sys

NICENESS = 10
OPEN_FILES = 64


def main(memory: str, seconds: str, *command: str) -> None:
    """Replace this process by ``command``: it cannot write a file, nor take more memory or processor time."""
    limits = {
        resource.RLIMIT_AS: int(memory),
        resource.RLIMIT_CPU: int(seconds),
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NOFILE: OPEN_FILES,
    }
    signal.pthread_sigmask(signal.SIG_SETMASK, ())  # the thread that started it takes none
    os.nice(NICENESS)
    for what, most in limits.items():
        hard = resource.getrlimit(what)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)  # noqa: PLW2901 -- it may not be raised
        resource.setrlimit(what, (most, most))
    os.execv(command[0], command)  # noqa: S606 -- a list of arguments, and no shell


if __name__ == "__main__":
    main(*sys.argv[1:])
