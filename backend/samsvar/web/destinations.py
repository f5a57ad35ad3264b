"""Where to send people after a sign-in: to a place of ours, and nowhere else."""

from __future__ import annotations

import re
from typing import Final

HOME: Final = "/"

# One slash and then no second one and no backslash, which browsers take for one: "//evil.example" is another host.
# Nothing but what a URL may hold unescaped: browsers drop tabs and line breaks, and then "/\t/evil.example" is one too.
_OURS: Final = re.compile(r"/(?![/\\])[A-Za-z0-9\-._~!$&'()*+,;=:@%/?#]{0,2000}")
_NOT_A_PLACE: Final = ("/auth/", "/graphql")


def safe(wanted: str | None) -> str:
    """Return the path asked for, query and fragment included, when it is one of ours; the home page if not."""
    if wanted is None or not _OURS.fullmatch(wanted):
        return HOME
    path = re.split(r"[?#]", wanted, maxsplit=1)[0]
    # Dots and doubled slashes could become another place while the browser tidies them up.
    if "//" in path or re.search(r"(^|/)(\.|%2e){1,2}(/|$)", path, re.IGNORECASE) or path.startswith(_NOT_A_PLACE):
        return HOME
    return wanted
