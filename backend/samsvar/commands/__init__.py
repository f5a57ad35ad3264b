"""
The command line, one file for each command: a thin function over operations, registered in ``samsvar/cli.py``.

A command that needs the database says ``with databases.reachable(settings.read()) as urls`` and gets the one that is set, or the
embedded one, started and migrated if need be.
"""
