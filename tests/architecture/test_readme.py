"""What README promises is so: the map, the paths, the commands, the settings."""

import pathlib
import re
import subprocess

from pydantic_core import PydanticUndefined

from samsvar import settings

CHECKOUT = settings.CHECKOUT
README = (CHECKOUT / "README.md").read_text()
MIRRORS = "tests"
"""Its folders are those of the code, and are not listed again."""


def mapped_folders() -> set[str]:
    """Return the folders of the map, by path; a folder's depth is its indentation."""
    drawing = README.split("## Map")[1].split("```")[1]
    above: dict[int, str] = {}
    found = set()
    for line in drawing.strip().splitlines():
        indentation = len(line) - len(line.lstrip())
        name = line.split()[0]
        if not name.endswith("/"):
            continue
        parent = next((above[depth] for depth in sorted(above, reverse=True) if depth < indentation), "")
        above = {depth: path for depth, path in above.items() if depth < indentation} | {indentation: parent + name}
        found.add(parent + name)
    return found


def folders_of_the_tree() -> set[str]:
    """Return the folders that hold files of ours and that a newcomer would look for on the map."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=CHECKOUT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    files = [pathlib.PurePosixPath(line) for line in listed.stdout.splitlines() if (CHECKOUT / line).exists()]
    folders = {f"{parent}/" for file in files for parent in file.parents if str(parent) != "."}
    return {folder for folder in folders if not folder.startswith(".") and "__generated__" not in folder}


def is_detail(folder: str) -> bool:
    """Folders that need no line: those of one concept, of one migration's making, and mirrors of the code."""
    details = (
        r"backend/migrations/.+",
        r"frontend/(public|scripts)/.+",
        r"frontend/src/(app|features|ui|lib|locales)/.+",
        r"infra/[^/]+/.+",
        rf"{MIRRORS}/(?!architecture/$|bench/$|e2e/$|factories/$).+",
    )
    return any(re.fullmatch(detail, folder) for detail in details)


class TestMap:
    def test_shows_every_folder(self) -> None:
        missing = {folder for folder in folders_of_the_tree() if not is_detail(folder)} - mapped_folders()
        assert not missing, "Folders that README's map leaves out: " + ", ".join(sorted(missing))

    def test_shows_no_folder_that_is_not_there(self) -> None:
        gone = mapped_folders() - folders_of_the_tree()
        assert not gone, "Folders on README's map that hold nothing: " + ", ".join(sorted(gone))


class TestPaths:
    def test_lead_somewhere(self) -> None:
        written = re.findall(r"`((?:backend|frontend|tests|infra)/[^`\s]*)`", README.replace(settings_table(), ""))
        linked = re.findall(r"\]\(([^)#]+)\)", README)
        assert written
        lost = [path for path in [*written, *linked] if "://" not in path and not (CHECKOUT / path).exists()]
        assert not lost, "Paths in README that lead nowhere: " + ", ".join(lost)


class TestCommands:
    def test_exist(self) -> None:
        targets = re.findall(r"^([a-z]+):", (CHECKOUT / "Makefile").read_text(), re.MULTILINE)
        assert set(re.findall(r"(?:^|`)make ([a-z]+)", README, re.MULTILINE)) <= set(targets)


def settings_table() -> str:
    """Return the table of settings that README has to hold."""
    lines = ["| setting | if not set | what it is |", "| --- | --- | --- |"]
    for name, field in settings.Settings.model_fields.items():
        default = field.default
        if default is PydanticUndefined or default is None:
            written = ""
        elif isinstance(default, pathlib.Path):
            written = f"`{default.relative_to(CHECKOUT)}`"
        elif isinstance(default, bool):
            written = f"`{str(default).lower()}`"
        else:
            written = f"`{default}`"
        lines.append(f"| `{settings.PREFIX}{name.upper()}` | {written} | {field.description} |")
    return "\n".join(lines)


class TestSettings:
    def test_are_all_in_the_table(self) -> None:
        assert settings_table() in README, "README's table of settings should be:\n\n" + settings_table()

    def test_are_all_described(self) -> None:
        assert all(field.description for field in settings.Settings.model_fields.values())
