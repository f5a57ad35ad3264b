"""What has been done to the embedded database: notes in the data folder, so that a second start need not look again."""

import hashlib
import pathlib
from collections.abc import Iterable


def noted(data_dir: pathlib.Path, deed: str) -> str | None:
    """Return what was noted about a deed; None if it hasn't been done."""
    note = data_dir / f"{deed}.done"
    return note.read_text() if note.exists() else None


def note(data_dir: pathlib.Path, deed: str, what: str) -> None:
    """Note that a deed is done."""
    (data_dir / f"{deed}.done").write_text(what)


def digest(files: Iterable[pathlib.Path]) -> str:
    """Return a hash of the names and contents of files."""
    contents = hashlib.sha256()
    for file in sorted(files):
        contents.update(file.name.encode() + b"\0" + file.read_bytes())
    return contents.hexdigest()
