"""
Mutations: what can be done, named by deed, a module per concept.

Each names the right that it takes, turns its input into an operation's draft, and returns a payload: the record, or
the problems that kept it from being written.
"""
