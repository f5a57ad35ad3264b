"""Look-ups before the organisation is known: single statements, on the connections that reads use."""

from __future__ import annotations

from collections.abc import Sequence

import asyncpg

from samsvar.persistence import reads


async def row(pool: reads.ReadPool, sql: str, *parameters: object) -> asyncpg.Record | None:
    """Return the first row; None when there is none."""
    connection = await pool.take()
    try:
        return await connection.fetchrow(sql, *parameters)
    finally:
        pool.give_back(connection)


async def rows(pool: reads.ReadPool, sql: str, *parameters: object) -> Sequence[asyncpg.Record]:
    """Return all rows."""
    connection = await pool.take()
    try:
        found: Sequence[asyncpg.Record] = await connection.fetch(sql, *parameters)
    finally:
        pool.give_back(connection)
    return found
