"""The embedded PostgreSQL starts, is shared, recovers from what kills it, and stops."""

import os
import pathlib
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest

from samsvar.connectors import embedded_postgres


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[pathlib.Path]:
    """A new data folder. Where its parents are closed to others, as a private temporary folder's are, all works too."""
    folder = tmp_path_factory.mktemp("postgres")
    yield folder
    embedded_postgres.remove(folder)


def process_id(folder: pathlib.Path) -> int | None:
    return embedded_postgres._Cluster.of(folder.resolve())._postmaster()


class TestRunning:
    def test_stops_when_the_last_user_leaves_and_not_before(self, folder: pathlib.Path) -> None:
        with embedded_postgres.running(folder, forgetful=True) as first:
            with embedded_postgres.running(folder) as second:
                assert second.port == first.port
            assert first.execute("SELECT 1").strip() == "1"
        assert process_id(folder) is None

    def test_keeps_its_data_between_runs(self, folder: pathlib.Path) -> None:
        with embedded_postgres.running(folder, forgetful=True) as server:
            server.execute("CREATE TABLE kept AS SELECT 42 AS answer")
        with embedded_postgres.running(folder, forgetful=True) as server:
            assert server.execute("SELECT answer FROM kept").strip() == "42"

    def test_starts_again_after_the_server_was_killed(self, folder: pathlib.Path) -> None:
        with embedded_postgres.running(folder, forgetful=True):
            postmaster = process_id(folder)
            assert postmaster is not None
            os.kill(postmaster, signal.SIGKILL)
            with embedded_postgres.running(folder, forgetful=True) as server:
                assert server.execute("SELECT 1").strip() == "1"

    def test_adopts_and_stops_the_server_of_a_killed_run(self, folder: pathlib.Path) -> None:
        killed_run = (
            "import os, pathlib, sys; from samsvar.connectors import embedded_postgres as e\n"
            "with e.running(pathlib.Path(sys.argv[1]), forgetful=True): os.kill(os.getpid(), 9)"
        )
        subprocess.run([sys.executable, "-c", killed_run, folder], check=False)
        left_behind = process_id(folder)
        assert left_behind is not None
        with embedded_postgres.running(folder):
            assert process_id(folder) == left_behind
        assert process_id(folder) is None

    def test_takes_no_stranger_for_the_server(self, folder: pathlib.Path) -> None:
        with embedded_postgres.running(folder, forgetful=True) as server:
            port = server.port
        pid_file = embedded_postgres._Cluster.of(folder.resolve()).data / "postmaster.pid"
        pid_file.write_text(f"{os.getpid()}\n{pid_file.parent}\n1\n{port}\n\n127.0.0.1\n\nready\n")
        with embedded_postgres.running(folder, forgetful=True) as server:
            assert server.execute("SELECT 1").strip() == "1"

    def test_moves_to_another_port_when_its_own_was_taken(self, folder: pathlib.Path) -> None:
        with embedded_postgres.running(folder, forgetful=True) as server:
            port = server.port
        with socket.socket() as squatter:
            squatter.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            squatter.bind(("127.0.0.1", port))
            squatter.listen()
            with embedded_postgres.running(folder, forgetful=True) as server:
                assert server.port != port
                assert server.execute("SELECT 1").strip() == "1"

    def test_says_what_to_do_about_a_folder_that_cannot_be_made(self, tmp_path: pathlib.Path) -> None:
        in_the_way = tmp_path / "a-file"
        in_the_way.write_text("")
        with (
            pytest.raises(embedded_postgres.EmbeddedPostgresFailed, match="SAMSVAR_DATA_DIR"),
            embedded_postgres.running(in_the_way / "data"),
        ):
            pass

    def test_refuses_to_begin_anew_over_data_whose_passwords_are_gone(self, tmp_path: pathlib.Path) -> None:
        cluster = embedded_postgres._Cluster(tmp_path, tmp_path, tmp_path, None)
        cluster.data.mkdir()
        with pytest.raises(embedded_postgres.EmbeddedPostgresFailed, match="Put it back"):
            cluster.start({})


class TestRoles:
    @pytest.mark.parametrize("role", [embedded_postgres.OWNER_ROLE, embedded_postgres.APP_ROLE])
    def test_are_kept_small(self, postgres_server: embedded_postgres.Server, role: str) -> None:
        strengths = "rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication"
        asked = f"SELECT {strengths} FROM pg_roles WHERE rolname = '{role}'"
        assert postgres_server.execute(asked).strip() == "f"

    def test_need_their_passwords(self, postgres_server: embedded_postgres.Server) -> None:
        stranger = embedded_postgres.Server(
            postgres_server.port, dict.fromkeys(postgres_server.passwords, "wrong"), postgres_server.binaries
        )
        with pytest.raises(embedded_postgres.EmbeddedPostgresFailed, match="password authentication failed"):
            stranger.execute("SELECT 1")
