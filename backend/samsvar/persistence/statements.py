"""
Statements that are written once and sent often: compiled when they are first sent, and text for the driver ever after.

SQLAlchemy takes five times as long as the driver to send a statement that it knows, and ten times as long for one that
is put together anew for each call. What every deed does, and what a check-in does, is therefore written down once::

    _FIND = Statement(sa.select(table.c.name).where(table.c.id == sa.bindparam("own_id", type_=sa.Uuid())))

    found = await _FIND.row(connection, own_id=own_id)

They belong to the transaction of the connection, like everything else that is sent on it.
"""

from collections.abc import Callable, Sequence
from typing import Any

import asyncpg
import orjson
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import asyncpg as asyncpg_dialect
from sqlalchemy.ext.asyncio import AsyncConnection


class Row(asyncpg.Record):  # type: ignore[misc]  # asyncpg ships no types.
    """A row with its columns as attributes."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - a column of any type
        """Return a column."""
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


class Statement:
    """SQL whose parameters have names: each a ``sa.bindparam``, or with a value that never changes."""

    def __init__(self, written: sa.Executable) -> None:
        """Remember what to compile when it is first sent."""
        self._written = written
        self._sql = ""
        self._parameters: list[tuple[str, Callable[[Any], Any] | None]] = []
        self._fixed: dict[str, object] = {}

    async def rows(self, connection: AsyncConnection, **given: object) -> Sequence[Row]:
        """
        Return all rows.

        Raises:
            sa.exc.DBAPIError: What the database says against it, as from statements that SQLAlchemy sends.
        """
        if not self._sql:
            self._compile()
        sync = connection.sync_connection
        driver: Any = None if sync is None else sync.connection.driver_connection
        if driver is None or not driver.is_in_transaction():
            raise RuntimeError("This is sent within a transaction that has entered an organisation.")
        given = self._fixed | given
        values = [given[name] if process is None else process(given[name]) for name, process in self._parameters]
        try:
            rows: Sequence[Row] = await driver.fetch(self._sql, *values, record_class=Row)
        except asyncpg.PostgresError as error:
            raise sa.exc.DBAPIError(self._sql, None, error) from error
        return rows

    async def row(self, connection: AsyncConnection, **given: object) -> Row | None:
        """Return the first row; None when there is none."""
        rows = await self.rows(connection, **given)
        return rows[0] if rows else None

    def _compile(self) -> None:
        compiled: Any = self._written.compile(dialect=_DIALECT)  # type: ignore[attr-defined]
        processors = compiled._bind_processors  # noqa: SLF001 - what SQLAlchemy's own execution applies
        names = compiled.positiontup or ()
        self._parameters = [(name, processors.get(name)) for name in names]
        self._fixed = {name: compiled.params[name] for name in names if not compiled.binds[name].required}
        self._sql = str(compiled)


def json_text(value: object) -> str:
    """Return JSON of what our records hold; numbers of the database stay exact, as text."""
    return orjson.dumps(value, default=str, option=orjson.OPT_NON_STR_KEYS).decode()


_DIALECT: Any = asyncpg_dialect.dialect(json_serializer=json_text)  # type: ignore[no-untyped-call]
