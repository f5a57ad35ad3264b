"""What the repository holds: nothing of one machine, nothing that belongs to nobody."""

import re
import subprocess

from samsvar import settings


def repository_files() -> list[str]:
    listed = subprocess.run(["git", "ls-files"], cwd=settings.CHECKOUT, capture_output=True, text=True, check=True)
    return [name for name in listed.stdout.splitlines() if (settings.CHECKOUT / name).is_file()]


def test_name_no_path_of_a_machine() -> None:
    a_home = re.compile(r"(?<![\w.$}*)\]])/(home|root|Users|work)/[A-Za-z.]")
    found = []
    for name in repository_files():
        try:
            text = (settings.CHECKOUT / name).read_text()
        except UnicodeDecodeError:
            continue
        found += [f"{name}: {line.strip()[:100]}" for line in text.splitlines() if a_home.search(line)]
    assert not found, "\n".join(found)


def test_have_names_that_say_what_is_in_them() -> None:
    nameless = re.compile(r"(^|/)(utils?|helpers?|base|common|misc|manager)\.(py|ts|tsx)$")
    assert [name for name in repository_files() if nameless.search(name)] == []
