"""Setting up says in one sentence what is in its way."""

import os
import pathlib
import shutil
import subprocess
import sys

import pytest

from infra import set_up
from samsvar import settings

CHECKOUT = settings.CHECKOUT


@pytest.fixture
def fresh_clone(tmp_path: pathlib.Path) -> pathlib.Path:
    """As much of a checkout as setting up reads before it installs Python packages."""
    for name in ("Makefile", "infra/set_up.py", "backend/pyproject.toml", "backend/uv.lock"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(CHECKOUT / name, tmp_path / name)
    return tmp_path


def make_setup(checkout: pathlib.Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["make", "--no-print-directory", "setup", *arguments],
        cwd=checkout,
        env={**os.environ, "MAKEFLAGS": "", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_old_python_is_told_what_to_install(fresh_clone: pathlib.Path) -> None:
    old = fresh_clone / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    ran = make_setup(fresh_clone, f"PYTHON={old}")
    assert ran.returncode != 0
    assert "Samsvar needs Python 3.11 or newer" in ran.stdout
    assert "make PYTHON=/path/to/python3 setup" in ran.stdout


def test_a_machine_that_is_offline_is_told_so(fresh_clone: pathlib.Path) -> None:
    nowhere = "http://127.0.0.1:9/simple"
    offline = {
        "PIP_CONFIG_FILE": os.devnull, "PIP_INDEX_URL": nowhere, "PIP_EXTRA_INDEX_URL": "", "PIP_FIND_LINKS": "",
        "PIP_RETRIES": "0", "PIP_NO_CACHE_DIR": "1", "UV_DEFAULT_INDEX": nowhere, "UV_FIND_LINKS": "",
    }  # fmt: skip
    ran = make_setup(fresh_clone, f"PYTHON={sys.executable}", **offline)
    assert ran.returncode != 0
    assert "Is this machine online?" in ran.stderr


def test_a_folder_that_cannot_be_written_is_named(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    no_folder = tmp_path / "closed"  # Even to root, whom permissions don't stop.
    no_folder.touch(mode=0o400)
    monkeypatch.setattr(set_up, "CHECKOUT", no_folder)
    with pytest.raises(set_up.CannotSetUp, match=f"{no_folder} cannot be written by"):
        set_up.refuse_unwritable_folder()


def test_what_a_full_disk_says_is_understood(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(set_up.CannotSetUp, match="The disk is full"):
        set_up.run(["sh", "-c", "echo 'ENOSPC: no space left on device'; exit 1"], "Something else.")
    assert "ENOSPC" in capsys.readouterr().err


def test_what_fails_for_another_reason_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(set_up.CannotSetUp, match=r"^The tool failed\.$"):
        set_up.run(["sh", "-c", "echo 'an unforeseen reason'; exit 3"], "The tool failed.")
    assert "an unforeseen reason" in capsys.readouterr().err


class TestDigest:
    def test_changes_with_names_and_contents(self, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(set_up, "CHECKOUT", tmp_path)
        one, other = tmp_path / "one", tmp_path / "other"
        one.write_text("same")
        other.write_text("same")
        before = set_up.digest([one])
        assert set_up.digest([other]) != before
        one.write_text("changed")
        assert set_up.digest([one]) != before
