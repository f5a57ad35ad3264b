"""The import contracts of backend/pyproject.toml catch what they are for: each is seen failing on a small package."""

import pathlib
import subprocess
import sys

import pytest

from samsvar import settings

CONTRACTS = settings.CHECKOUT / "backend" / "pyproject.toml"
LAYERS = ("web", "graph", "jobs", "operations", "persistence", "connectors", "domain", "commands")


@pytest.fixture
def package(tmp_path: pathlib.Path) -> pathlib.Path:
    """A package called samsvar with all of our layers, which imports nothing."""
    package = tmp_path / "samsvar"
    for layer in LAYERS:
        (package / layer).mkdir(parents=True)
        (package / layer / "__init__.py").touch()
        (package / layer / "contributions.py").touch()
    for module in ("__init__", "cli", "main", "settings"):
        (package / f"{module}.py").touch()
    return package


def linted(package: pathlib.Path) -> subprocess.CompletedProcess[str]:
    program = "from importlinter import cli; cli.lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", program, "--config", CONTRACTS, "--no-cache"],
        cwd=package.parent,
        env={"PYTHONPATH": str(package.parent)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_package_that_imports_downward_keeps_them(package: pathlib.Path) -> None:
    (package / "web" / "contributions.py").write_text("from samsvar.graph import contributions\n")
    (package / "graph" / "contributions.py").write_text("from samsvar.operations import contributions\n")
    (package / "operations" / "contributions.py").write_text("from samsvar.persistence import contributions\n")
    (package / "persistence" / "contributions.py").write_text("from samsvar.domain import contributions\n")
    ran = linted(package)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "5 kept, 0 broken" in ran.stdout


@pytest.mark.parametrize(
    ("layer", "imports", "contract"),
    [
        ("domain", "from samsvar.persistence import contributions", "Web over graph"),
        ("domain", "from samsvar.connectors import contributions", "Web over graph"),
        ("persistence", "from samsvar.operations import contributions", "Web over graph"),
        ("connectors", "from samsvar.operations import contributions", "Web over graph"),
        ("connectors", "from samsvar.persistence import contributions", "Web over graph"),
        ("persistence", "from samsvar.connectors import contributions", "Web over graph"),
        ("operations", "from samsvar.graph import contributions", "Web over graph"),
        ("operations", "from samsvar.jobs import contributions", "Web over graph"),
        ("jobs", "from samsvar.graph import contributions", "Web over graph"),
        ("graph", "from samsvar.jobs import contributions", "Web over graph"),
        ("graph", "from samsvar.web import contributions", "Web over graph"),
        ("web", "from samsvar.commands import contributions", "Web over graph"),
        ("operations", "from samsvar import settings", "Settings are read"),
        ("domain", "import sqlalchemy", "The domain knows no library"),
        ("domain", "import random", "The domain knows no library"),
        ("operations", "import strawberry", "Only graph and web know GraphQL"),
        ("graph", "import starlette", "Only web knows HTTP"),
    ],
)
def test_one_import_the_wrong_way_breaks_a_contract(
    package: pathlib.Path, layer: str, imports: str, contract: str
) -> None:
    (package / layer / "contributions.py").write_text(imports + "\n")
    ran = linted(package)
    assert ran.returncode == 1
    broken = ran.stdout.split("Broken contracts")[-1]
    assert contract in broken


def test_a_folder_that_belongs_to_no_layer_breaks_the_layers(package: pathlib.Path) -> None:
    (package / "utils").mkdir()
    (package / "utils" / "__init__.py").touch()
    ran = linted(package)
    assert ran.returncode == 1
    assert "samsvar.utils" in ran.stdout.replace("\n", "")
