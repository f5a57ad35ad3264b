"""Finds the Chromium or Chrome that browser tests drive. As root on Debian and its like it installs one when there is none."""

import os
import pathlib
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
ARGUMENTS = (
    *(("--no-sandbox",) if os.geteuid() == 0 else ()),  # Chromium's sandbox won't work for root.
    *("--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
"""What to start it with: nothing that asks the network, or the screen."""


def find() -> str | None:
    """Return the browser: the one that SAMSVAR_TEST_BROWSER names, or one that is installed, or None."""
    named = os.environ.get("SAMSVAR_TEST_BROWSER")
    if named:
        return named
    installed = [found for name in NAMES if (found := shutil.which(name))]
    return next(iter([*installed, *(place for place in PLACES if pathlib.Path(place).exists())]), None)


def main() -> None:
    """See to it that there is a browser, or say what to install."""
    if find() is None and os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing Chromium for the browser tests ...", flush=True)
        for command in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
            subprocess.run(
                ["apt-get", "-q", *command],
                env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
                stdout=subprocess.DEVNULL,
                check=False,
            )
    if find() is None:
        sys.exit(
            "The browser tests need Chromium or Chrome, and there is none. Install one (Debian and Ubuntu: apt-get install chromium; "
            "macOS: https://www.google.com/chrome), or name yours in SAMSVAR_TEST_BROWSER, and run `make test` again."
        )


if __name__ == "__main__":
    main()
