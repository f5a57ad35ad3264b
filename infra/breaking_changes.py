"""
Refuses changes of schema.graphql that would break somebody's client, unless a decision made with them allows them.

Compared with the schema that was there before: at the fork from main, or, on main itself, at the last commit. A breaking
change is allowed by naming it, word for word as it is listed here, in a file of infra/decisions that the same change adds or edits.
"""

import pathlib
import subprocess
import sys

import graphql

CHECKOUT = pathlib.Path(__file__).resolve().parent.parent
SCHEMA = "schema.graphql"
DECISIONS = "infra/decisions"


def main() -> None:
    """Compare, and say what breaks."""
    before = commit_before(CHECKOUT)
    old = git(CHECKOUT, "show", f"{before}:{SCHEMA}") if before else None
    if before is None or old is None:
        print("schema.graphql: there is none to compare with.")
        return
    broken = forbidden(old, (CHECKOUT / SCHEMA).read_text(), decisions_since(CHECKOUT, before))
    if broken:
        listed = "\n".join(f"  {change}" for change in broken)
        sys.exit(
            f"schema.graphql breaks clients that worked with {before[:10]}:\n{listed}\n"
            f"Keep the old way beside the new one (@deprecated), or name each line in a decision in {DECISIONS}."
        )
    print(f"schema.graphql: nothing breaks clients that worked with {before[:10]}.")


def forbidden(old: str, new: str, decisions: str) -> list[str]:
    """Return what the new schema breaks and no decision names."""
    changes = graphql.find_breaking_changes(graphql.build_schema(old), graphql.build_schema(new))
    # A built-in type that nothing refers to any more can't be in a working document either.
    told = [change.description for change in changes if not change.description.startswith("Standard scalar ")]
    return sorted(description for description in told if description not in decisions)


def commit_before(repository: pathlib.Path) -> str | None:
    """Return the commit that the working tree is a change of; None in a repository too young to have one."""
    head = git(repository, "rev-parse", "--verify", "--quiet", "HEAD")
    if head is None:
        return None
    for main_branch in ("origin/main", "main"):
        fork = git(repository, "merge-base", "HEAD", main_branch)
        if fork is not None and fork.strip() != head.strip():
            return fork.strip()
    if git(repository, "diff", "--quiet", "HEAD", "--", SCHEMA) is None:
        return head.strip()  # The change has not been committed yet.
    parent = git(repository, "rev-parse", "--verify", "--quiet", "HEAD~1")
    return parent.strip() if parent is not None else None


def decisions_since(repository: pathlib.Path, before: str) -> str:
    """Return the text of the decisions that were added or edited since a commit, committed or not."""
    changed = git(repository, "diff", "--name-only", "--diff-filter=d", before, "--", DECISIONS) or ""
    new = git(repository, "ls-files", "--others", "--exclude-standard", "--", DECISIONS) or ""
    return "\n".join((repository / name).read_text() for name in [*changed.splitlines(), *new.splitlines()])


def git(repository: pathlib.Path, *arguments: str) -> str | None:
    """Return what git says; None when it says no."""
    ran = subprocess.run(["git", *arguments], cwd=repository, capture_output=True, text=True, check=False)
    return ran.stdout if ran.returncode == 0 else None


if __name__ == "__main__":
    main()
