"""ffprobe is downloaded once, from where it broke off, and used only if it is what was promised and runs here."""

import fcntl
import hashlib
import io
import tarfile
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from qbitrr_ffprobe import download as downloading
from qbitrr_ffprobe import unpacking
from qbitrr_ffprobe.download import Download, checksum, fetch
from qbitrr_ffprobe.errors import Busy, NoTool, Stopped, Unobtainable
from qbitrr_ffprobe.options import Options
from qbitrr_ffprobe.supply import Supply, Wish, obtain
from qbitrr_ffprobe.tool import Tool, runs
from qbitrr_ffprobe.unpacking import unpack

PROGRAM = b"#!/bin/sh\necho ffprobe version 9.0\n" + b"#" * 300_000
DIGEST = hashlib.sha256(PROGRAM).hexdigest()


class Server:
    """Serves one file, and misbehaves as it is told."""

    def __init__(self):
        self.content = PROGRAM
        self.ranges = True
        self.cut_at = None
        self.status = None
        self.hangs = False
        self.asked = []
        self._end = threading.Event()
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                server.answer(self)

            def log_message(self, *_):
                """Say nothing."""

        self._httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._httpd.server_address[1]}/ffprobe"
        self._thread = threading.Thread(target=self._httpd.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    def answer(self, handler):
        wanted = handler.headers.get("Range", "")
        self.asked.append(wanted)
        if self.status:
            handler.send_error(self.status)
            return
        start = int(wanted.removeprefix("bytes=").removesuffix("-")) if wanted and self.ranges else 0
        if start and start >= len(self.content):
            handler.send_error(416)
            return
        handler.send_response(206 if start else 200)
        handler.send_header("Content-Length", str(len(self.content) - start))
        if start:
            handler.send_header("Content-Range", f"bytes {start}-{len(self.content) - 1}/{len(self.content)}")
        handler.end_headers()
        handler.wfile.write(self.content[start : self.cut_at])
        handler.wfile.flush()
        if self.hangs:
            self._end.wait(60)

    def close(self):
        self._end.set()
        self._httpd.shutdown()
        self._thread.join()
        self._httpd.server_close()


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setenv("no_proxy", "*")
    made = Server()
    yield made
    made.close()


@pytest.fixture
def wish(server, tmp_path):
    return Wish(server.url, DIGEST, "", tmp_path / "data" / "ffprobe")


def never():
    return False


def anything(_):
    return True


def get(wish, *, runs=anything, stopped=never):
    return obtain(wish, runs, stopped)


def left_behind(wish):
    return {path.name.removeprefix(wish.place().name) for path in wish.folder.iterdir()} - {".lock"}


# One download


def test_it_is_downloaded_and_may_be_run(wish, server):
    program = get(wish)
    assert program.read_bytes() == PROGRAM
    assert program.stat().st_mode & 0o777 == 0o755
    assert left_behind(wish) == {"", ".sha256"}


def test_it_is_downloaded_once(wish, server):
    get(wish)
    get(wish)
    assert server.asked == [""]


def test_a_program_that_was_changed_is_downloaded_again(wish, server):
    get(wish).write_bytes(b"something else")
    assert get(wish).read_bytes() == PROGRAM


def test_what_breaks_off_is_gone_on_with(wish, server):
    server.cut_at = 200_000
    with pytest.raises(Unobtainable, match=f"the connection broke after 200000 of {len(PROGRAM)} bytes"):
        get(wish)
    assert not wish.place().exists()
    server.cut_at = None
    assert get(wish).read_bytes() == PROGRAM
    assert server.asked == ["", "bytes=200000-"]


def test_a_server_that_cannot_go_on_sends_all_of_it_again(wish, server):
    server.cut_at = 200_000
    with pytest.raises(Unobtainable):
        get(wish)
    server.cut_at, server.ranges = None, False
    assert get(wish).read_bytes() == PROGRAM


def test_what_came_whole_but_was_not_unpacked_is_not_downloaded_again(wish, server):
    wish.folder.mkdir(parents=True)
    wish.place(".part").write_bytes(PROGRAM)
    assert get(wish).read_bytes() == PROGRAM
    assert server.asked == [f"bytes={len(PROGRAM)}-"]


def test_another_file_is_deleted_and_never_run(wish, server):
    server.content = b"#!/bin/sh\nrm -rf /\n"
    with pytest.raises(Unobtainable, match=f"has the SHA-256 {hashlib.sha256(server.content).hexdigest()}"):
        get(wish, runs=lambda _: pytest.fail("it was run"))
    assert left_behind(wish) == set()


def test_a_beginning_of_another_file_is_deleted_too(wish, server):
    wish.folder.mkdir(parents=True)
    wish.place(".part").write_bytes(b"x" * 1000)
    with pytest.raises(Unobtainable, match="has the SHA-256"):
        get(wish)
    assert get(wish).read_bytes() == PROGRAM


@pytest.mark.parametrize(
    ("status", "said"), [(404, "answers 404 Not Found"), (500, "answers 500"), (403, "answers 403")]
)
def test_a_server_that_says_no_is_quoted(wish, server, status, said):
    server.status = status
    with pytest.raises(Unobtainable, match=said):
        get(wish)


def test_a_server_that_is_not_there_is_said(wish, server):
    server.close()
    with pytest.raises(Unobtainable, match=r"cannot be read: .*refused"):
        get(wish)


def test_a_server_that_falls_silent_is_left(server, tmp_path):
    server.cut_at, server.hangs = 1000, True
    part = tmp_path / "part"
    with pytest.raises(Unobtainable, match="cannot be read: timed out"):
        fetch(Download(server.url, DIGEST, part, silence=0.1), never)
    assert part.stat().st_size == 1000


def test_a_download_ends_when_it_is_told_to_and_keeps_what_has_come(wish, server):
    with pytest.raises(Stopped):
        get(wish, stopped=lambda: True)
    assert wish.place(".part").stat().st_size > 0
    assert get(wish).read_bytes() == PROGRAM


def test_what_never_ends_is_given_up(wish, server, monkeypatch):
    monkeypatch.setattr(downloading, "MOST_BYTES", 100_000)
    with pytest.raises(Unobtainable, match="too large"):
        get(wish)


def test_what_does_not_run_here_is_not_used(wish, server):
    with pytest.raises(Unobtainable, match="does not run on this machine"):
        get(wish, runs=lambda _: False)
    assert not wish.place().exists()
    assert not wish.place(".new").exists()


def test_two_workers_do_not_download_at_once(wish, server):
    wish.folder.mkdir(parents=True)
    with wish.place(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(Busy):
            get(wish)
    assert server.asked == []
    assert get(wish)


# Archives


def zipped(*names, content=PROGRAM):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bin/", b"")
        for name in names:
            archive.writestr(name, content)
    return written.getvalue()


def tarred(*names, content=PROGRAM, how="xz"):
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode=f"w:{how}") as archive:
        for name in names:
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
        link = tarfile.TarInfo("link/ffprobe")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return written.getvalue()


def unpacked(tmp_path, archive, member=""):
    (tmp_path / "archive").write_bytes(archive)
    unpack(tmp_path / "archive", member, tmp_path / "new")
    return (tmp_path / "new").read_bytes()


@pytest.mark.parametrize(
    "archive",
    [
        pytest.param(PROGRAM, id="the program itself"),
        pytest.param(zipped("ffmpeg/binaries/ffmpeg", "ffmpeg/binaries/ffprobe"), id="zip or wheel"),
        pytest.param(tarred("ffmpeg-9/ffmpeg", "ffmpeg-9/ffprobe"), id="tar.xz"),
        pytest.param(tarred("ffprobe", how="gz"), id="tar.gz"),
    ],
)
def test_the_program_is_found_in_what_was_downloaded(tmp_path, archive):
    assert unpacked(tmp_path, archive) == PROGRAM
    assert not (tmp_path / "new").stat().st_mode & 0o111


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_another_name_can_be_given(tmp_path, pack):
    assert unpacked(tmp_path, pack("linux/x64/probe"), "linux/x64/probe") == PROGRAM
    with pytest.raises(Unobtainable, match="the archive has no linux/arm/probe in it"):
        unpacked(tmp_path, pack("linux/x64/probe"), "linux/arm/probe")


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_an_archive_without_it_is_said(tmp_path, pack):
    with pytest.raises(Unobtainable, match="the archive has no ffprobe in it"):
        unpacked(tmp_path, pack("README"))


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_a_name_cannot_lead_out(tmp_path, pack):
    folder = tmp_path / "in"
    folder.mkdir()
    unpacked(folder, pack("../ffprobe"))
    assert {path.name for path in tmp_path.iterdir()} == {"in"}


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_what_unpacks_without_end_is_given_up(tmp_path, pack, monkeypatch):
    monkeypatch.setattr(unpacking, "MOST_BYTES", 100_000)
    with pytest.raises(Unobtainable, match="too large"):
        unpacked(tmp_path, pack("ffprobe"))


def test_a_broken_archive_is_said(tmp_path):
    broken = bytearray(zipped("ffprobe"))
    broken[60:90] = bytes(30)
    with pytest.raises(Unobtainable, match="the archive cannot be read"):
        unpacked(tmp_path, bytes(broken))


# The state of it


def ready(supply):
    supply._thread.join(60)
    return supply.find()


def test_while_it_is_downloaded_it_is_coming_and_then_it_is_here(wish, server):
    supply = Supply(wish, runs)
    with pytest.raises(NoTool, match="it is being downloaded from") as state:
        supply.find()
    assert state.value.coming
    assert ready(supply) == wish.place()
    supply.stop()


class Pause(threading.Event):
    """A pause that says that it has begun, and ends when the download is told to stop."""

    def __init__(self):
        super().__init__()
        self.begun = threading.Event()

    def wait(self, timeout=None):
        self.begun.set()
        return super().wait(60)


def test_when_it_cannot_be_had_the_reason_is_its_state(wish, server, caplog):
    server.status = 404
    supply = Supply(wish, runs)
    supply._stopping = pause = Pause()
    with pytest.raises(NoTool):
        supply.find()
    assert pause.begun.wait(60)
    with pytest.raises(NoTool, match="answers 404 Not Found") as state:
        supply.find()
    assert not state.value.coming
    supply.stop()
    supply._thread.join(60)
    assert caplog.text.count("could not be downloaded") == 1


def test_while_another_worker_downloads_it_is_coming(wish, server, caplog):
    wish.folder.mkdir(parents=True)
    supply = Supply(wish, runs)
    supply._stopping = pause = Pause()
    with wish.place(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(NoTool):
            supply.find()
        assert pause.begun.wait(60)
        with pytest.raises(NoTool) as state:
            supply.find()
    assert state.value.coming
    supply.stop()
    supply._thread.join(60)
    assert (server.asked, caplog.text) == ([], "")


def test_one_that_was_stopped_begins_nothing(wish, server):
    supply = Supply(wish, runs)
    supply.stop()
    with pytest.raises(NoTool):
        supply.find()
    assert server.asked == []


# Which one


def program(path, text="#!/bin/sh\necho ffprobe version 9.0\n"):
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)
    return path


@pytest.fixture
def on_path(tmp_path, monkeypatch):
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}")
    return tmp_path / "bin" / "ffprobe"


def found(tmp_path, *, dry_run=False, folder=True, **options):
    return Tool(Options(**options), tmp_path / "data" if folder else None, dry_run=dry_run).find()


def test_the_one_of_the_configuration_comes_first(tmp_path, on_path):
    program(on_path)
    mine = program(tmp_path / "mine" / "ffprobe")
    assert found(tmp_path, path=str(mine)) == str(mine)


@pytest.mark.parametrize("path", ["/nowhere/ffprobe", "/etc/passwd", "/"])
def test_one_that_is_not_there_is_not_replaced_by_another(tmp_path, on_path, path):
    program(on_path)
    with pytest.raises(NoTool, match=f"there is no program at Path = {path}"):
        found(tmp_path, path=path)


def test_then_comes_the_one_on_the_path(tmp_path, on_path):
    program(on_path)
    assert found(tmp_path) == str(on_path)


DOWNLOAD = {"download": True, "source": "http://127.0.0.1:9/ffprobe", "sha256": DIGEST}


@pytest.mark.parametrize(
    ("how", "why"),
    [
        ({}, "there is none on the PATH, and Download is off"),
        ({**DOWNLOAD, "dry_run": True}, "a dry run downloads nothing"),
        ({**DOWNLOAD, "folder": False}, "the data folder is not known: set Folder"),
    ],
)
def test_without_one_it_is_said_why(tmp_path, on_path, how, why):
    with pytest.raises(NoTool, match=why):
        found(tmp_path, **how)


def test_then_one_is_downloaded_into_the_data_folder(tmp_path, on_path, server):
    tool = Tool(Options(**{**DOWNLOAD, "source": server.url}), tmp_path / "data", dry_run=False)
    with pytest.raises(NoTool):
        tool.find()
    assert ready(tool._supply).parent == tmp_path / "data" / "ffprobe"
    assert tool.find() == str(tool._supply.find())
    tool.stop()


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("#!/bin/sh\necho ffprobe version 9.0\n", True),
        ("#!/bin/sh\necho ffmpeg version 9.0\n", False),
        ("#!/bin/sh\necho ffprobe version 9.0; exit 1\n", False),
        ("#!/nowhere/sh\n", False),
    ],
)
def test_a_program_must_say_that_it_is_ffprobe(tmp_path, text, is_one):
    assert runs(program(tmp_path / "ffprobe", text)) is is_one


def test_a_checksum_is_that_of_the_whole_file(tmp_path):
    (tmp_path / "file").write_bytes(PROGRAM)
    assert checksum(tmp_path / "file") == DIGEST
