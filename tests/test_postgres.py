"""The whole program with a database of a real PostgreSQL server in the place of its file."""

from urllib.request import urlopen

import pytest

from qbitrr.config.settings import Settings
from qbitrr.section import hosts
from qbitrr.store.database import open_store, prepare
from tests import postgres
from tests.test_end_to_end import Program

pytestmark = [pytest.mark.slow, pytest.mark.postgres]

NAMED = "[Radarr.Plugins.stalled]\nGrace = '1s'\n"


@pytest.fixture(scope="module")
def server():
    postgres.require()
    server = postgres.Server()
    yield server
    server.end()


@pytest.fixture
def program(tmp_path, server):
    program = Program(tmp_path)
    with server.database() as name:
        program.server = server
        program.url = server.url(name)
        yield program
        program.end()


def use_postgres(program, more=""):
    program.database = program.url
    program.configure(more=more, settings=f'Database = "{program.url}"')


def test_everything_is_remembered_there(program):
    use_postgres(program)
    movie, torrent = program.dead_film()
    program.start()
    program.until(lambda: program.is_stopped(torrent))
    program.until(program.held)
    program.until(lambda: program.radarr.searches == [movie])
    program.until(lambda: program.asked(lambda store: store.ledger.recent(1)))
    program.stop()
    program.start()
    program.ready()
    assert "remove" in program.command("history").stdout
    restored = program.command("restore", torrent)
    assert restored.returncode == 0, restored
    program.until(lambda: not program.is_stopped(torrent))
    assert program.held() == set()
    assert not (program.folder / "qbitrr.db").exists()


def test_its_password_is_told_nowhere(program):
    use_postgres(program)
    program.start()
    program.ready()
    told = [program.command(*words) for words in (("status",), ("config", "show"), ("config", "show", "--json"))]
    program.stop()
    files = [file.read_text() for file in (program.folder / "logs").iterdir()]
    assert "a-secret" not in "".join([program.console(), *files, *(one.stdout + one.stderr for one in told)])


def test_a_server_that_is_away_for_a_while_costs_nothing(program):
    use_postgres(program)
    program.start()
    program.ready()
    _, torrent = program.film("A Film", state="downloading", progress=0.5)
    program.until(lambda: program.asked(lambda store: store.downloads.known("Radarr")))
    before = program.child("Radarr").pid
    program.server.stop()
    program.finish(torrent)
    program.until(lambda: "the database does not answer" in program.console())
    said = program.command("history")
    assert said.returncode == 1
    assert "does not answer" in said.stderr
    program.server.start()
    program.until(program.imports)
    assert program.child("Radarr").pid == before


def test_a_worker_that_starts_while_the_server_is_away_waits_for_it(program):
    use_postgres(program)
    program.start()
    program.ready()
    program.server.stop()
    program.kill("Radarr")
    program.until(lambda: "Radarr waits: the database does not answer" in program.console())
    program.server.start()
    _, torrent = program.film("A Film", state="downloading", progress=0.5)
    program.until(lambda: program.asked(lambda store: store.downloads.known("Radarr")))
    program.finish(torrent)
    program.until(program.imports)


def test_without_the_server_it_does_not_start_and_says_why(program):
    use_postgres(program)
    program.server.stop()
    said = program.command("run")
    program.server.start()
    assert said.returncode == 1
    assert "does not answer" in said.stderr
    assert "See that its server runs and lets qbitrr in" in " ".join(said.stderr.split())
    assert "a-secret" not in said.stderr


def test_what_the_file_remembers_is_taken_over_once(program):
    program.configure()
    _, torrent = program.dead_film()
    program.start()
    program.until(lambda: program.is_stopped(torrent))
    program.until(program.held)
    program.stop()
    held = program.held()
    use_postgres(program)
    program.start()
    program.ready()
    assert program.held() == held
    assert "It is kept as qbitrr.db.taken-over-" in " ".join(program.console().split())
    assert not (program.folder / "qbitrr.db").exists()
    program.stop()
    program.start()
    assert program.console().count("was put into the database") == 1


def test_no_command_works_on_another_database_than_the_running_qbitrr(program):
    program.configure()
    program.start()
    program.ready()
    use_postgres(program)
    said = program.command("history")
    assert said.returncode == 1
    assert "names another database" in said.stderr


def test_a_dry_run_writes_nothing_there(program):
    use_postgres(program)
    program.start()
    program.ready()
    program.stop()
    _, torrent = program.dead_film()
    said = program.command("run", "--once", "--dry-run")
    assert said.returncode == 0, said
    assert not program.is_stopped(torrent)
    assert program.asked(lambda store: store.downloads.known("Radarr")) == {}


def test_the_page_answers_from_it(program):
    use_postgres(program, "[WebUI]\nPort = 0")
    program.start()
    program.ready()
    address = program.folder / "run" / "webui.url"
    program.until(lambda: address.exists() and address.read_text().strip())
    with urlopen(f"{address.read_text().strip()}health/ready", timeout=20) as answer:
        assert answer.status == 200


def test_plugins_are_told_where_qbitrr_keeps_its_files(server, tmp_path):
    with server.database() as name:
        prepare(server.url(name))
        with open_store(server.url(name), folder=tmp_path) as store:
            assert hosts("Radarr", store, Settings())("ffprobe").folder == tmp_path
