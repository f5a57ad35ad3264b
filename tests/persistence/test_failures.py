"""Failures that pass by themselves are told from defects, wherever in the chain of causes they stand."""

import asyncio
from typing import Any

import asyncpg
import graphql
import pytest
import sqlalchemy as sa
from sqlalchemy import exc as sqlalchemy_errors

from samsvar.persistence import failures
from samsvar.persistence.database import Database
from samsvar.persistence.failures import Kind


class Reader:
    organisation_id = "00000000-0000-0000-0000-000000000001"
    reader_units: tuple[Any, ...] = ()


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (asyncpg.ConnectionDoesNotExistError("x"), Kind.UNAVAILABLE),
        (asyncpg.AdminShutdownError("x"), Kind.UNAVAILABLE),
        (asyncpg.CrashShutdownError("x"), Kind.UNAVAILABLE),
        (asyncpg.CannotConnectNowError("x"), Kind.UNAVAILABLE),
        (asyncpg.TooManyConnectionsError("x"), Kind.UNAVAILABLE),
        (asyncpg.DiskFullError("x"), Kind.UNAVAILABLE),
        (asyncpg.SerializationError("x"), Kind.CONFLICT),
        (asyncpg.DeadlockDetectedError("x"), Kind.CONFLICT),
        (asyncpg.LockNotAvailableError("x"), Kind.CONFLICT),
        (asyncpg.QueryCanceledError("x"), Kind.TOO_SLOW),
        (ConnectionRefusedError(111, "x"), Kind.UNAVAILABLE),
        (ConnectionResetError("x"), Kind.UNAVAILABLE),
        (sqlalchemy_errors.TimeoutError("QueuePool limit"), Kind.UNAVAILABLE),
        (TimeoutError(), Kind.UNAVAILABLE),
        (asyncpg.InterfaceError("connection is closed"), Kind.UNAVAILABLE),
    ],
)
@pytest.mark.parametrize("wrapped", ["as it is", "by a resolver", "by sqlalchemy", "raised from"])
def test_what_passes_by_itself_is_known(error: Exception, kind: Kind, wrapped: str) -> None:
    outer: BaseException = error
    if wrapped == "by a resolver":
        outer = graphql.GraphQLError("x", original_error=error)
    elif wrapped == "by sqlalchemy":
        outer = sqlalchemy_errors.DBAPIError("select 1", None, error)
    elif wrapped == "raised from":
        outer = RuntimeError("x")
        outer.__cause__ = error
    failure = failures.of(outer)
    assert failure is not None
    assert failure.kind is kind
    assert (failure.retry_after is None) == (kind is Kind.TOO_SLOW)


@pytest.mark.parametrize(
    "error",
    [
        ValueError("x"),
        asyncpg.UniqueViolationError("x"),
        asyncpg.UndefinedTableError("x"),
        asyncpg.InsufficientPrivilegeError("x"),
        asyncpg.InterfaceError("cannot perform operation: another operation is in progress"),
        asyncpg.InternalServerError("x"),
    ],
)
def test_what_is_a_defect_is_not(error: Exception) -> None:
    assert failures.of(error) is None


async def test_a_statement_that_is_stopped_by_the_database_is_too_slow(database_url: str) -> None:
    database = Database(database_url, statement_seconds=0.1)
    try:
        with pytest.raises(sqlalchemy_errors.DBAPIError) as stopped:
            async with database.transaction(Reader()) as connection:  # type: ignore[arg-type]
                await connection.execute(sa.text("select pg_sleep(5)"))
        failure = failures.of(stopped.value)
        assert failure is not None
        assert failure.kind is Kind.TOO_SLOW
    finally:
        await database.close()


async def test_a_database_that_is_not_there_is_unavailable() -> None:
    database = Database("postgresql://nobody:x@127.0.0.1:1/nothing")
    with pytest.raises(OSError) as refused:  # noqa: PT011 - its message is the operating system's
        async with asyncio.timeout(5), database.transaction(Reader()):  # type: ignore[arg-type]
            pass
    failure = failures.of(refused.value)
    assert failure is not None
    assert failure.kind is Kind.UNAVAILABLE
