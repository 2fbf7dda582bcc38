"""Find or start the PostgreSQL of a data directory, and stop it when the last process that uses it has ended.

Who is alive is told by three file locks and never by process ids: the kernel drops a lock when its last
holder ends, kill -9 included, while a process id found in a file may belong to another program by now.

`clients.lock`
    Held, shared, by every process that uses the server. A forked child holds its parent's lock with it.
`supervisor.lock`
    Held by the one small process that starts the server, and stops it when nobody holds `clients.lock`.
`server.lock`
    Inherited by initdb, by PostgreSQL and by all of its processes: held as long as one of them lives.

The supervisor is this very file, run as a script: it may import the standard library only.
"""

import fcntl
import hashlib
import locale
import os
import pwd
import shutil
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

PORT = 5432
WAIT_SECONDS = 60
STOP_SECONDS = 30
LOG_BYTES = 1_000_000
EXIT_SUPERVISED = 3

SETTINGS = {
    "listen_addresses": "",
    "port": PORT,
    "unix_socket_permissions": "0700",
    "max_connections": 100,
    "shared_buffers": "128MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
}

_one_thread = threading.Lock()
# A fork waits for a start in another thread to end: its child would inherit a lock that nobody releases.
os.register_at_fork(before=_one_thread.acquire, after_in_parent=_one_thread.release, after_in_child=_one_thread.release)


class ServerError(Exception):
    """The server could not be started; the message says why in one line."""


class Server:
    """The PostgreSQL of one data directory, as a process that uses it sees it.

    `directory` and `binaries` (where `postgres` and `initdb` are) are absolute paths.
    """

    def __init__(self, directory, binaries):
        self.directory = directory
        self.binaries = binaries
        self.socket_directory = find_socket_directory(directory)
        self.log = directory / "server.log"
        self.is_in_use = False
        self._clients_lock = None

    def ensure_running(self):
        """Count this process as a user of the server, and return when it answers queries.

        Raises ServerError when that is not so within 60 seconds, or as soon as the start has failed.
        """
        with _one_thread:
            try:
                self._make_directories()
                self._start(time.monotonic() + WAIT_SECONDS)
            except OSError as error:
                raise ServerError(f"The embedded PostgreSQL cannot start: {error}.") from error
            self.is_in_use = True

    def _make_directories(self):
        self.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        owner = self.directory.stat()
        if os.geteuid() not in (0, owner.st_uid):
            raise ServerError(f"{self.directory} belongs to user {owner.st_uid}: remove it, or be that user.")
        make_private_directory(self.socket_directory, owner)

    def _start(self, deadline):
        self._register(deadline)
        has_launched = False
        while not self._is_supervised_and_ready():
            if time.monotonic() > deadline:
                raise ServerError(self._describe(f"did not start within {WAIT_SECONDS} seconds"))
            if is_locked(self.directory / "supervisor.lock"):
                time.sleep(0.02)
            elif has_launched:
                raise ServerError(self._describe("stopped while it was starting"))
            else:
                has_launched = self._launch_supervisor()

    def _register(self, deadline):
        """Lock `clients.lock` anew; while a server is being stopped this waits for its end.

        Not once and for all: the directory may have been removed under us, or the lock may be our parent's.
        """
        old = self._clients_lock
        while (new := try_lock(self.directory / "clients.lock", fcntl.LOCK_SH)) is None:
            if time.monotonic() > deadline:
                raise ServerError(self._describe(f"did not stop within {WAIT_SECONDS} seconds"))
            time.sleep(0.02)
        self._clients_lock = new
        if old is not None:
            os.close(old)

    def _is_supervised_and_ready(self):
        is_supervised = is_locked(self.directory / "supervisor.lock")
        return is_supervised and is_ready(self.directory, self.socket_directory)

    def _launch_supervisor(self):
        """Start the supervisor; return False when another process was quicker."""
        words = [*account_words(self.directory), sys.executable, "-I", "-S", "-B", __file__]
        words += [self.directory, self.socket_directory, self.binaries]
        # A stray PGDATA or PGPORT of the developer's shell is about another server.
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        with open_log(self.log) as log:
            # S603: every word is ours.
            code = subprocess.run(  # noqa: S603
                words, cwd="/", env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            ).returncode
        if code not in (0, EXIT_SUPERVISED):
            raise ServerError(self._describe("could not be started"))
        return code == 0

    def _describe(self, what):
        lines = self.log.read_text(errors="replace").splitlines() if self.log.exists() else []
        end = " | ".join([line.strip() for line in lines if line.strip()][-4:])
        return f"The embedded PostgreSQL {what}; the end of {self.log}: {end or '(empty)'}"


def find_socket_directory(directory):
    """Return the directory of the socket of the server in `directory`.

    Not in there: the path of a socket has at most 107 bytes (103 on macOS), and a shared directory may not
    know sockets. Not in $TMPDIR: it can be long too, and every process has to come to the same path.
    """
    digest = hashlib.sha256(os.fsencode(directory)).hexdigest()[:16]
    return Path("/tmp") / f"icc-postgres-{digest}"  # noqa: S108 - make_private_directory refuses others' ones


def make_private_directory(path, owner):
    """Make a directory that `owner` (an `os.stat_result`) alone can enter; ServerError if that is taken."""
    with suppress(FileExistsError):
        path.mkdir(mode=0o700)
        if os.geteuid() == 0:
            os.chown(path, owner.st_uid, owner.st_gid)
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner.st_uid or found.st_mode & 0o077:
        raise ServerError(f"{path} is not a private directory of user {owner.st_uid}: remove it.")


def account_words(directory):
    """Return the words before a command that run it as a user PostgreSQL accepts: it refuses root.

    In a directory of root that is `nobody`, who has to pass closed directories: this one, and often that of
    Python (/root is closed). One capability does it and leaves all permissions as they are. The socket is in
    a closed directory of root, so that no other process of `nobody` can ask for anything.
    """
    if os.geteuid() != 0:
        return []
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        raise ServerError("PostgreSQL refuses root: be another user, or install setpriv (util-linux).")
    owner = directory.stat()
    if owner.st_uid != 0:
        return [setpriv, f"--reuid={owner.st_uid}", f"--regid={owner.st_gid}", "--clear-groups"]
    nobody = pwd.getpwnam("nobody")
    account = [f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}", "--clear-groups"]
    # access(2), with which PostgreSQL looks for its own programs, heeds a capability only without the set-uid fix-up.
    securebits = "--securebits=+no_setuid_fixup"
    return [setpriv, *account, securebits, "--inh-caps=+dac_override", "--ambient-caps=+dac_override"]


def open_owned(path):
    """Open a file to read and append, and return its descriptor.

    A file that root makes goes to the owner of the directory, who has to open it the next time.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    if os.geteuid() == 0:
        owner = path.parent.stat()
        os.fchown(descriptor, owner.st_uid, owner.st_gid)
    return descriptor


def open_log(path):
    """Open the server's log to append to it, emptied when it has grown over 1 MB."""
    log = open(open_owned(path), "ab")
    if os.fstat(log.fileno()).st_size > LOG_BYTES:
        log.truncate(0)
    return log


def try_lock(path, kind):
    """Return the descriptor of a file locked as `kind` (LOCK_SH, LOCK_EX), or None if others hold it."""
    descriptor = open_owned(path)
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor


def is_locked(path):
    """Return whether a process holds the exclusive lock of a file."""
    descriptor = try_lock(path, fcntl.LOCK_SH)
    if descriptor is not None:
        os.close(descriptor)
    return descriptor is None


def is_listening(socket_directory):
    """Return whether a server takes connections (it may still answer that it is starting)."""
    with socket.socket(socket.AF_UNIX) as probe, suppress(OSError):
        probe.connect(str(socket_directory / f".s.PGSQL.{PORT}"))
        return True
    return False


def is_ready(directory, socket_directory):
    """Return whether the server answers queries: its pid file says so, and was not left by a killed one."""
    with suppress(FileNotFoundError):
        status = (directory / "data" / "postmaster.pid").read_text().split()[-1:]
        return status == ["ready"] and is_listening(socket_directory)
    return False


# The rest is the supervisor.


def main(directory, socket_directory, binaries):
    """Become the supervisor of a data directory, in the background; exit with 3 when it has one already.

    Who waits for this process to end knows that the lock is taken, not that the server is ready.
    """
    lock = try_lock(directory / "supervisor.lock", fcntl.LOCK_EX)
    if lock is None:
        raise SystemExit(EXIT_SUPERVISED)
    if os.fork() == 0:
        # Ctrl-C goes to the terminal's whole foreground group: not to us, who have to outlive the others.
        os.setsid()
        supervise(directory, socket_directory, binaries)


def supervise(directory, socket_directory, binaries):
    """Start the server, or take over one whose supervisor was killed, and stay until it has ended."""
    lock = wait_for_server_lock(directory, socket_directory)
    if lock is None:
        server = int((directory / "data" / "postmaster.pid").read_text().split()[0])
    else:
        server = start_server(directory, socket_directory, binaries, lock)
        os.close(lock)
    threading.Thread(target=stop_after_last_client, args=(directory, server), daemon=True).start()
    fcntl.flock(open_owned(directory / "server.lock"), fcntl.LOCK_EX)
    with suppress(ChildProcessError):
        os.waitpid(server, 0)


def wait_for_server_lock(directory, socket_directory):
    """Return the lock of the server when no process of it lives, None when a working one does.

    What is in between (initdb, or the last query of a killed server, without a supervisor) has to end first.
    """
    deadline = time.monotonic() + WAIT_SECONDS
    while (lock := try_lock(directory / "server.lock", fcntl.LOCK_EX)) is None:
        if is_listening(socket_directory):
            break
        if time.monotonic() > deadline:
            raise SystemExit("A PostgreSQL of this directory neither answers nor ends: end it by hand.")
        time.sleep(0.02)
    return lock


def start_server(directory, socket_directory, binaries, lock):
    """Start PostgreSQL, holding `lock`, and return its process id; make its data on the first use."""
    # We hold the lock: whatever a server has left here is of a dead one, even if its process id lives again.
    for left_over in [directory / "data" / "postmaster.pid", *socket_directory.glob(".s.PGSQL.*")]:
        left_over.unlink(missing_ok=True)
    if not (directory / "data").exists():
        initialise(directory, binaries, lock)
    settings = SETTINGS | {"unix_socket_directories": socket_directory}
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    # S603: every word is ours.
    return subprocess.Popen(  # noqa: S603
        [binaries / "postgres", "-D", directory / "data", *options], pass_fds=[lock]
    ).pid


def initialise(directory, binaries, lock):
    """Make PostgreSQL's data, under another name until they are complete.

    The locale is PostgreSQL's own C.UTF-8, the same on every machine: unlike plain C it knows the case of
    accented letters. Trigrams ask the machine what a letter is, so for them it is the machine's C.UTF-8.
    """
    unfinished = directory / "data.unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    options = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    options += [f"--lc-ctype={find_ctype()}", "--username=postgres", "--auth=trust", "--no-instructions"]
    words = [binaries / "initdb", "-D", unfinished, *options]
    # S603: every word is ours.
    if subprocess.run(words, stdout=subprocess.DEVNULL, pass_fds=[lock]).returncode != 0:  # noqa: S603
        raise SystemExit("initdb has failed.")
    unfinished.rename(directory / "data")


def find_ctype():
    """Return C.UTF-8 where the machine has it (any Linux of today, not every macOS), else C."""
    with suppress(locale.Error):
        locale.setlocale(locale.LC_CTYPE, "C.UTF-8")
        return "C.UTF-8"
    return "C"


def stop_after_last_client(directory, server):
    """Stop the server, given by process id, when no process uses it; by force if 30 s are not enough.

    Who comes in between waits in `Server._register`, until we have ended and our lock with us.
    """
    fcntl.flock(open_owned(directory / "clients.lock"), fcntl.LOCK_EX)
    os.kill(server, signal.SIGINT)
    time.sleep(STOP_SECONDS)
    os.kill(server, signal.SIGQUIT)


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:]))
