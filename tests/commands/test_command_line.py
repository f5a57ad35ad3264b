"""The command line says in one sentence what stopped it."""

import json
import os
import pathlib
import socket
import subprocess
import sys

import pytest

from samsvar import settings
from tests.conftest import Database

EVERYTHING = {
    "SAMSVAR_OIDC_ISSUER": "http://localhost:1",
    "SAMSVAR_OIDC_CLIENT_ID": "samsvar",
    "SAMSVAR_OIDC_CLIENT_SECRET": "a-secret",
    "SAMSVAR_SECRET_KEY": "0" * 64,
}

LABELLED = {
    side: {
        "id": f"c-{side}1",
        "org": "o",
        "objective": "Svar\u2028samme dag",
        "key_results": ["Tid"],
        "origin": "written",
    }
    for side in ("a", "b")
} | {"label": "overlap", "cross_lingual": False}


def samsvar(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(settings.PREFIX)}
    return subprocess.run(
        [sys.executable, "-m", "samsvar.cli", *arguments],
        env={**clean, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def sentence_of(ran: subprocess.CompletedProcess[str]) -> str:
    assert ran.returncode == 1
    assert "Traceback" not in ran.stderr
    return ran.stderr.strip()


class TestServe:
    def test_names_the_settings_that_are_missing(self) -> None:
        said = sentence_of(samsvar("serve"))
        assert said.startswith("Set SAMSVAR_DATABASE_URL, SAMSVAR_OIDC_ISSUER,")
        assert "samsvar run" in said

    def test_says_that_the_database_does_not_answer(self) -> None:
        said = sentence_of(samsvar("serve", SAMSVAR_DATABASE_URL="postgresql://a:b@127.0.0.1:1/c", **EVERYTHING))
        assert said.startswith("The database at 127.0.0.1:1 cannot be used:")

    @pytest.mark.parametrize("role", ["owner_url", "superuser_url"])
    def test_refuses_a_role_that_row_security_does_not_bind(self, database: Database, role: str) -> None:
        said = sentence_of(samsvar("serve", SAMSVAR_DATABASE_URL=getattr(database, role), **EVERYTHING))
        assert "nothing would keep organisations apart" in said


class TestRun:
    def test_names_the_port_that_is_taken_and_a_way_out(self) -> None:
        with socket.socket() as squatter:
            squatter.bind(("127.0.0.1", 0))
            squatter.listen()
            port = squatter.getsockname()[1]
            said = sentence_of(samsvar("run", SAMSVAR_PORT=str(port)))
        assert said.startswith(f"Port {port} is taken by another program")
        assert "SAMSVAR_PORT=" in said

    def test_refuses_a_data_folder_that_cannot_be_made(self) -> None:
        assert "SAMSVAR_DATA_DIR" in sentence_of(samsvar("migrate", SAMSVAR_DATA_DIR="/dev/null/data"))


class TestSettings:
    def test_are_refused_in_a_sentence(self) -> None:
        assert sentence_of(samsvar("run", SAMSVAR_PORT="x")).startswith("SAMSVAR_PORT is 'x', but should be")


@pytest.mark.parametrize("command", ["verify", "migrate"])
def test_commands_say_that_the_database_does_not_answer(command: str) -> None:
    away = "postgresql://a:b@127.0.0.1:1/c"
    said = sentence_of(samsvar(command, SAMSVAR_DATABASE_URL=away, SAMSVAR_OWNER_DATABASE_URL=away))
    assert said.startswith("The database at 127.0.0.1:1 cannot be used:")


class TestMigrate:
    def test_needs_the_owner(self, database: Database) -> None:
        said = sentence_of(samsvar("migrate", SAMSVAR_DATABASE_URL=database.url))
        assert said.startswith("SAMSVAR_OWNER_DATABASE_URL must be set")

    def test_brings_the_database_of_the_settings_up_to_date(self, database: Database) -> None:
        ran = samsvar("migrate", SAMSVAR_DATABASE_URL=database.url, SAMSVAR_OWNER_DATABASE_URL=database.owner_url)
        assert ran.returncode == 0, ran.stderr
        assert ran.stdout.startswith("The database has the schema of revision")


class TestImport:
    @pytest.mark.parametrize("content", [b"# Samsvar\n\nAbout OKRs.\n", b"", b"\xff\xfe\x00"])
    def test_fails_when_a_file_holds_nothing_to_use(
        self, database: Database, tmp_path: pathlib.Path, content: bytes
    ) -> None:
        file = tmp_path / "notes.md"
        file.write_bytes(content)
        said = sentence_of(samsvar("import", "okrs", str(file), SAMSVAR_DATABASE_URL=database.url))
        assert "notes.md" in said
        assert "could be used" in said

    def test_takes_what_can_be_used_and_names_what_cannot(self, database: Database, tmp_path: pathlib.Path) -> None:
        line = {"id": "1", "org": "Nordlys", "cycle": "2026-Q4", "team": "Kasse", "level": "team", "parent": None}
        file = tmp_path / "okrs.jsonl"
        file.write_text(json.dumps(line | {"objective": "Kassa er rask", "key_results": []}) + "\nnot a line\n")
        ran = samsvar("import", "okrs", str(file), SAMSVAR_DATABASE_URL=database.url)
        assert ran.returncode == 0, ran.stderr
        assert "1 lines left out." in ran.stdout
        assert "line 2:" in ran.stdout


class TestOverlaps:
    def test_what_is_no_text_is_no_file_of_labels(self, tmp_path: pathlib.Path) -> None:
        (tmp_path / "labels.jsonl").write_bytes(b"\xff\xfe")
        said = sentence_of(samsvar("overlaps", "evaluate", "--labels", str(tmp_path / "labels.jsonl")))
        assert said == "labels.jsonl is not text in UTF-8: no line of it can be read."

    def test_a_line_that_is_no_labelled_pair_is_named(self, tmp_path: pathlib.Path) -> None:
        # The first has a character in it at which others end a line; JSON doesn't.
        (tmp_path / "labels.jsonl").write_text(f"{json.dumps(LABELLED, ensure_ascii=False)}\n\n[1]\n", encoding="utf-8")
        said = sentence_of(samsvar("overlaps", "evaluate", "--labels", str(tmp_path / "labels.jsonl")))
        assert said.startswith("labels.jsonl: line 3 is no labelled pair")

    def test_where_the_figures_cannot_go_is_said_before_anything_is_compared(self, tmp_path: pathlib.Path) -> None:
        (tmp_path / "labels.jsonl").write_text(json.dumps(LABELLED), encoding="utf-8")
        figures = tmp_path / "nowhere" / "figures.json"
        ran = samsvar(
            "overlaps", "evaluate", "--labels", str(tmp_path / "labels.jsonl"), "--json", str(figures),
            SAMSVAR_EMBEDDER="none",
        )  # fmt: skip
        assert sentence_of(ran) == f"{figures} cannot be written: No such file or directory."
        assert not ran.stdout

    def test_kinds_that_there_are_not_are_refused_by_name(self) -> None:
        ran = samsvar("overlaps", "list", "--org", "a", "--cycle", "b", "--kind", "TWINS")
        assert ran.returncode == 2
        assert "TWINS" in ran.stderr
        assert "CONFLICT" in ran.stderr
