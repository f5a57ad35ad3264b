"""
The command line, one file for each command: a thin function over operations, listed in `samsvar/cli.py`.

A command that needs the database says ``with databases.reachable(settings.read()) as urls`` and gets the one that is set, or
the embedded one, started and migrated if need be.
"""


class CommandFailed(Exception):
    """A command cannot do what was asked; the message says why, and what to do. Each has a name of its own."""
