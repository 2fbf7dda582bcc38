"""The embedded PostgreSQL, from outside: real servers, used and left by real processes.

Most tests need a process that uses a server and no Django in it: that starts ten times as fast.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured

from icc_site.embedded_postgres.base import find_binaries
from icc_site.embedded_postgres.server import Server, ServerError, find_socket_directory

ROOT = Path(__file__).resolve().parent.parent

# A process that uses the server of a data directory.
USER = """
import os, sys, time
from pathlib import Path
from icc_site.embedded_postgres.server import Server

server = Server(Path(os.environ["DATA_DIRECTORY"]), Path(os.environ["BINARIES"]))
server.ensure_running()
print("ready", flush=True)
"""

# The same as a Django project; it connects on the first query.
PROJECT = """
import os, sys, time
import django
from django.conf import settings
from django.db import OperationalError, connection, connections

database = {"ENGINE": "icc_site.embedded_postgres", "NAME": "icc"}
database["DATA_DIRECTORY"] = os.environ["DATA_DIRECTORY"]
settings.configure(DATABASES={"default": database})
django.setup()

def query(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0] if cursor.description else None

def started_at():
    return query("SELECT pg_postmaster_start_time()::text")
"""


def start(code, directory, *, binaries=None, **options):
    """Start Python on `code`, with pipes for its input and output."""
    # The directory is not an argument: arguments tell `processes_of` the servers.
    environment = os.environ | {"DATA_DIRECTORY": str(directory), "BINARIES": str(binaries or find_binaries())}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    # S603: every word is ours.
    return subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, env=environment, **pipes, **options)  # noqa: S603


def run(code, directory):
    """Run Python on `code` and return the lines it printed."""
    with start(code, directory) as process:
        try:
            output, _ = process.communicate(timeout=60)
        finally:
            process.kill()
    assert process.returncode == 0
    return output.splitlines()


@contextmanager
def using(directory, code="", **options):
    """Yield a process that uses the server and has run `code`; then end it by closing its input."""
    with start(f"{USER}\n{code}\nsys.stdin.read()", directory, **options) as process:
        assert process.stdout.readline() == "ready\n"
        yield process
        process.stdin.close()


def server_of(directory):
    """Return the process of the server, by its pid file."""
    return psutil.Process(int((directory / "data" / "postmaster.pid").read_text().split()[0]))


def processes_of(directory):
    """Return the supervisor, the server and initdb of a data directory, as far as they run."""
    found = [process for process in psutil.process_iter(["cmdline"]) if process.info["cmdline"]]
    return [process for process in found if any(str(directory) in word for word in process.info["cmdline"])]


def supervisor_of(directory):
    # By the name of its script: a process that the server has just forked still has the server's command line.
    (supervisor,) = (found for found in processes_of(directory) if "server.py" in " ".join(found.info["cmdline"]))
    return supervisor


def wait_until(condition):
    """Return whether `condition()` comes true within ten seconds."""
    deadline = time.monotonic() + 10
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)
    return condition()


def is_stopped(directory):
    return wait_until(lambda: not processes_of(directory))


def kill_all(directory, process):
    """Kill a process and the server it uses without a chance for anyone to clean up."""
    server, supervisor = server_of(directory), supervisor_of(directory)
    for victim in (supervisor, server, process):
        victim.kill()
    assert is_stopped(directory)


def kept_answer(directory):
    """Return what `used_directory` keeps, asking a running server."""
    place = {"host": str(find_socket_directory(directory)), "port": 5432, "user": "postgres"}
    with psycopg.connect(**place, dbname="icc") as connection:
        return connection.execute("SELECT answer FROM kept").fetchone()[0]


@contextmanager
def no_server_left(directory):
    """Yield the directory; at the end fail if its server is still there, and end it."""
    yield directory
    has_stopped = is_stopped(directory)
    for process in processes_of(directory):
        with suppress(psutil.NoSuchProcess):
            process.kill()
    shutil.rmtree(find_socket_directory(directory), ignore_errors=True)
    assert has_stopped


@pytest.fixture(scope="module")
def used_directory(tmp_path_factory):
    """A data directory that has the database, and a table in it."""
    directory = tmp_path_factory.mktemp("embedded") / "used"
    run(PROJECT + "query('CREATE TABLE kept AS SELECT 42 AS answer')", directory)
    return directory


@pytest.fixture
def directory(used_directory):
    with no_server_left(used_directory) as path:
        yield path


@pytest.fixture
def new_directory(tmp_path):
    with no_server_left(tmp_path / "new") as path:
        yield path


def test_first_use_makes_the_database(new_directory):
    code = """
query("CREATE EXTENSION unaccent")
query("CREATE EXTENSION pg_trgm")
print(query("SELECT current_setting('server_version_num')::int / 10000"))
print(query("SELECT concat_ws(' ', current_database(), current_user, current_setting('server_encoding'))"))
print(query("SELECT concat_ws(' ', current_setting('TimeZone'), current_setting('fsync'))"))
print(query("SELECT 'ÉVORA' ILIKE 'évora' AND unaccent('Évora') = 'Evora' AND 'É' % 'é'"))
"""
    assert run(PROJECT + code, new_directory) == ["18", "icc postgres UTF8", "UTC on", "True"]


def test_server_listens_on_a_private_socket_only(directory):
    with using(directory):
        (socket_path,) = find_socket_directory(directory).glob(".s.PGSQL.5432")
        modes = [oct(path.stat().st_mode)[-3:] for path in (socket_path, socket_path.parent, directory)]
        network = server_of(directory).net_connections("inet")
    assert (modes, network) == (["700", "700", "700"], [])


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has another user run the server")
def test_root_has_nobody_run_the_server_and_opens_no_directory(directory):
    directory.parent.chmod(0o700)
    with using(directory):
        assert server_of(directory).uids().real == pwd.getpwnam("nobody").pw_uid
    assert oct(directory.parent.stat().st_mode)[-3:] == "700"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has another user run the server")
def test_root_may_keep_the_programs_in_a_closed_directory(new_directory, tmp_path):
    # As a virtual environment below /root is.
    packages, closed = find_binaries().parent.parent.parent, tmp_path / "closed"
    for name in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
        shutil.copytree(packages / name, closed / name)
    closed.chmod(0o700)
    with using(new_directory, binaries=closed / "embedded_postgres" / "pginstall" / "bin"):
        assert server_of(new_directory).is_running()


def test_processes_share_a_server_until_the_last_one_ends(directory):
    with using(directory) as first:
        server = server_of(directory)
        with using(directory):
            first.stdin.close()
            first.wait()
            time.sleep(0.2)
            assert server in processes_of(directory)
    assert is_stopped(directory)


def test_processes_starting_at_once_share_a_server(new_directory):
    processes = [start(USER + "sys.stdin.read()", new_directory) for _ in range(5)]
    assert [process.stdout.readline() for process in processes] == ["ready\n"] * 5
    for process in processes:
        process.communicate()
    assert (new_directory / "server.log").read_text().count("starting PostgreSQL") == 1


def test_threads_share_a_server_that_stays_when_they_close_their_connections(directory):
    code = """
from concurrent.futures import ThreadPoolExecutor

def connect_and_close(number):
    found = started_at()
    connections.close_all()
    return found

with ThreadPoolExecutor(20) as pool:
    found = set(pool.map(connect_and_close, range(20)))
time.sleep(0.2)
print(found == {started_at()})
"""
    assert run(PROJECT + code, directory) == ["True"]


def test_ctrl_c_leaves_the_server_to_a_process_that_goes_on(directory):
    """Ctrl-C in a terminal goes to the whole process group: the server must not be in it."""
    code = """
try:
    print("waiting", flush=True)
    time.sleep(60)
except KeyboardInterrupt:
    print("interrupted", flush=True)
"""
    with using(directory, code, start_new_session=True) as process:
        assert process.stdout.readline() == "waiting\n"
        os.killpg(process.pid, signal.SIGINT)
        assert process.stdout.readline() == "interrupted\n"
        time.sleep(0.2)
        assert len(processes_of(directory)) == 2


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_server_is_shut_down_however_its_last_process_ends(directory, how):
    log = directory / "server.log"
    with using(directory, start_new_session=True, stderr=subprocess.DEVNULL) as process:
        size = log.stat().st_size
        os.killpg(process.pid, how)
    assert is_stopped(directory)
    assert "database system is shut down" in log.read_text()[size:]


def test_forked_child_that_ends_leaves_the_server_to_its_parent(directory):
    code = """
if (child := os.fork()) == 0:
    sys.exit()
os.waitpid(child, 0)
print("forked", flush=True)
"""
    with using(directory, code) as process:
        assert process.stdout.readline() == "forked\n"
        time.sleep(0.2)
        assert len(processes_of(directory)) == 2


def test_forked_child_keeps_the_server_when_its_parent_ends(directory):
    code = """
if os.fork():
    os._exit(0)
"""
    with using(directory, code) as process:
        process.wait()
        time.sleep(0.2)
        assert len(processes_of(directory)) == 2


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_multiprocessing_child_leaves_the_server_to_its_parent(directory, method):
    code = f"""
import multiprocessing
same_server = Server(server.directory, server.binaries)
child = multiprocessing.get_context("{method}").Process(target=same_server.ensure_running)
child.start()
child.join()
print(child.exitcode, flush=True)
"""
    with using(directory, code) as process:
        assert process.stdout.readline() == "0\n"
        time.sleep(0.2)
        assert len(processes_of(directory)) == 2


def test_killed_server_starts_again_under_its_process(directory):
    code = """
print(query("SELECT answer FROM kept"), flush=True)
sys.stdin.readline()
connection.close()
print(query("SELECT answer FROM kept"), flush=True)
"""
    with start(PROJECT + code, directory) as process:
        assert process.stdout.readline() == "42\n"
        server_of(directory).kill()
        assert process.communicate("\n") == ("42\n", None)


def test_everything_killed_starts_again_with_its_data(directory):
    with using(directory) as process:
        kill_all(directory, process)
    assert (directory / "data" / "postmaster.pid").exists()
    with using(directory):
        assert kept_answer(directory) == 42


def test_left_over_pid_of_another_living_server_does_not_matter(directory, new_directory):
    with using(new_directory), using(directory) as process:
        kill_all(directory, process)
        pid = server_of(new_directory).pid
        for path in (
            directory / "data/postmaster.pid",
            find_socket_directory(directory) / ".s.PGSQL.5432.lock",
        ):
            lines = path.read_text().splitlines(keepends=True)
            path.write_text("".join([f"{pid}\n", *lines[1:]]))
        with using(directory):
            assert kept_answer(directory) == 42
        assert server_of(new_directory).pid == pid


def test_server_without_a_supervisor_is_used_and_stopped_by_the_next_process(directory):
    with using(directory) as process:
        server, supervisor = server_of(directory), supervisor_of(directory)
        supervisor.kill()
        process.kill()
    assert wait_until(lambda: processes_of(directory) == [server])
    with using(directory):
        assert server_of(directory) == server
    assert is_stopped(directory)


def test_interrupted_initdb_starts_over(new_directory):
    with start(USER, new_directory, stderr=subprocess.DEVNULL) as process:
        assert wait_until((new_directory / "data.unfinished" / "PG_VERSION").exists)
        process.kill()
        for found in processes_of(new_directory):
            found.kill()
    assert not (new_directory / "data").exists()
    with using(new_directory):
        assert sorted(path.name for path in new_directory.iterdir() if path.is_dir()) == ["data"]


def test_directory_may_be_deep_and_have_any_name(tmp_path):
    deep = tmp_path / ("deep" * 30) / ("deep" * 30) / "it's a 'näme'"
    with no_server_left(deep), using(deep):
        assert server_of(deep).is_running()


def test_failed_start_shows_the_end_of_the_log(new_directory):
    (new_directory / "data").mkdir(parents=True)
    code = """
try:
    query("SELECT 1")
except OperationalError as error:
    print(error)
"""
    (message,) = run(PROJECT + code, new_directory)
    start = f"The embedded PostgreSQL stopped while it was starting; the end of {new_directory}/server.log: "
    assert message.startswith(start)
    assert "could not access the server configuration file" in message


def test_start_that_takes_too_long_is_given_up(new_directory):
    code = """
import fcntl
from pathlib import Path
from icc_site.embedded_postgres import server

directory = Path(os.environ["DATA_DIRECTORY"])
directory.mkdir(mode=0o700)
supervisor_lock = server.try_lock(directory / "supervisor.lock", fcntl.LOCK_EX)
server.WAIT_SECONDS = 0.1
try:
    query("SELECT 1")
except OperationalError as error:
    print(error)
"""
    expected = f"did not start within 0.1 seconds; the end of {new_directory}/server.log: (empty)"
    assert run(PROJECT + code, new_directory) == [f"The embedded PostgreSQL {expected}"]


def test_socket_directory_of_somebody_else_is_refused(new_directory):
    taken = find_socket_directory(new_directory)
    taken.symlink_to(new_directory.parent)
    with pytest.raises(ServerError) as caught:
        Server(new_directory, find_binaries()).ensure_running()
    taken.unlink()
    assert str(caught.value) == f"{taken} is not a private directory of user {os.geteuid()}: remove it."


def test_missing_package_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "embedded_postgres", None)
    with pytest.raises(ImproperlyConfigured, match="install the development dependency embedded-postgres"):
        find_binaries()


def test_test_database_is_made_and_dropped(directory):
    code = """
connection.creation.create_test_db(verbosity=0)
print(query("SELECT current_database()"))
connection.creation.destroy_test_db("icc", verbosity=0)
print(query("SELECT string_agg(datname, ' ' ORDER BY datname) FROM pg_database WHERE datname LIKE '%icc%'"))
"""
    assert run(PROJECT + code, directory) == ["test_icc", "icc"]


def test_dbshell_starts_the_server_and_the_psql_that_came_along(directory):
    code = r"""
from django.core.management import call_command
versions = r"\echo :SERVER_VERSION_NAME :VERSION_NAME"
call_command("dbshell", "--", "-At", "-c", "SELECT answer FROM kept", "-c", versions)
"""
    answer, versions = run(PROJECT + code, directory)
    server, psql = versions.split()
    assert (answer, psql) == ("42", server)


def test_another_engine_imports_nothing_of_it(tmp_path):
    code = """
import sys
import django
from django.conf import settings
settings.configure(DATABASES={"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "icc"}})
django.setup()
from django.db import connection
print(connection.vendor, [name for name in sys.modules if "embedded_postgres" in name])
"""
    assert run(code, tmp_path) == ["postgresql []"]
