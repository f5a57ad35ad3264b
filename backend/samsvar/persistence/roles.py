"""What the role that we are connected as may do: the server serves only as one that row level security binds."""

import asyncpg

_QUESTION = """
    SELECT
        rolname AS name,
        rolsuper AS is_superuser,
        rolbypassrls AS bypasses,
        EXISTS (
            SELECT FROM pg_class
            WHERE relnamespace = to_regnamespace('samsvar') AND pg_has_role(current_user, relowner, 'MEMBER')
        ) AS owns
    FROM pg_roles
    WHERE rolname = current_user
"""


class RoleTooStrong(Exception):
    """Row level security would not bind the role, so that organisations would not be kept apart."""


async def refuse_strong_role(connection: asyncpg.Connection) -> None:
    """
    Do nothing, provided that row level security binds the role of this connection.

    Raises:
        RoleTooStrong: The role is a superuser, bypasses row security, or owns (or may become who owns) our tables.
    """
    role = await connection.fetchrow(_QUESTION)
    why = (
        "is a superuser"
        if role["is_superuser"]
        else "bypasses row level security"
        if role["bypasses"]
        else "owns the tables"
        if role["owns"]
        else None
    )
    if why is not None:
        raise RoleTooStrong(
            f"The database role {role['name']} {why}, so that nothing would keep organisations apart. "
            "Let SAMSVAR_DATABASE_URL name a role like samsvar_app, which owns nothing and cannot bypass row security."
        )
