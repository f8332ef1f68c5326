"""A real PostgreSQL server with a database for each test."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from uuid import uuid4

import psycopg
import pytest

TEMPLATE = "prepared"


def tools():
    """The folder of the server's programs, the newest that is installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda one: int(one.parts[4]))
    here = shutil.which("postgres")
    return found[-1].parent if found else Path(here).resolve().parent if here else None


def require():
    """Skip where there is no server; fail where there has to be one."""
    if tools() is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("PostgreSQL is not installed: make lab")


class Server:
    """Listens on 127.0.0.1. It refuses to run as root, so that it then is the user postgres."""

    def __init__(self):
        self._user = pwd.getpwnam("postgres") if os.getuid() == 0 else None
        self.folder = Path(mkdtemp(prefix="qbitrr-postgres-"))
        self._own(self.folder)
        self._run("initdb", "--auth=trust", "--username=qbitrr", "--encoding=UTF8", "--no-sync", "-D", "data")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.process = None
        self.start()

    def start(self):
        self.process = self._popen(
            "postgres", "-D", "data", "-h", "127.0.0.1", "-p", str(self.port), "-k", str(self.folder), "-F"
        )
        deadline = time.monotonic() + 30
        while True:
            try:
                return psycopg.connect(self.url("postgres")).close()
            except psycopg.OperationalError:
                assert time.monotonic() < deadline, (self.folder / "log").read_text()
                time.sleep(0.05)

    def stop(self, how=signal.SIGQUIT):
        """End it; by default at once, as if it had crashed."""
        self.process.send_signal(how)
        self.process.wait(30)

    def end(self):
        self.stop()
        shutil.rmtree(self.folder)

    def url(self, database):
        return f"postgresql://qbitrr:a-secret@127.0.0.1:{self.port}/{database}"

    def asked(self, database, sql):
        """The rows of an answer, if it has any."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            cursor = connection.execute(sql)
            return cursor.fetchall() if cursor.description else []

    @contextmanager
    def database(self, template="template1"):
        """A new one, by its name, which is gone afterwards."""
        name = f"t{uuid4().hex}"
        self.asked("postgres", f"CREATE DATABASE {name} TEMPLATE {template}")
        yield name
        self.asked("postgres", f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def _own(self, path):
        if self._user:
            os.chown(path, self._user.pw_uid, self._user.pw_gid)

    def _popen(self, program, *words):
        who = {"user": self._user.pw_uid, "group": self._user.pw_gid, "extra_groups": []} if self._user else {}
        with (self.folder / "log").open("a") as log:
            return subprocess.Popen([tools() / program, *words], cwd=self.folder, stdout=log, stderr=log, **who)

    def _run(self, program, *words):
        assert self._popen(program, *words).wait(60) == 0, (self.folder / "log").read_text()
