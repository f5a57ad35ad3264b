"""
Deeds: use cases, each one function and one transaction.

    @deeds.deed
    async def rename_unit(deed: Deed, draft: RenameUnit) -> UUID:
        unit = await units.locked(deed.connection, deed.organisation_id, draft.unit)   # load
        deed.rights.require(Right.MANAGE_UNITS, at=unit.path)
        await deed.require_version(unit, draft.expected_version)
        renamed = unit.renamed(draft.name)                                             # ask the domain
        await units.store(deed.connection, deed.organisation_id, renamed, ...)         # store
        deed.wrote("Unit", unit.id, before=unit, after=renamed, unit_id=unit.id)       # leave a trace
        return unit.id

Callers say ``await rename_unit(scope, draft, now=now, key=key)``. Around the function, in its transaction: roles are
read anew, the idempotency key is looked up and remembered, the audit entries are stored, and the change is announced.
Whatever the function raises undoes all of it. Transactions that got in each other's way are begun again, so a deed
may run more than once: it does nothing outside its transaction.
"""

import asyncio
import contextlib
import dataclasses
import datetime as dt
import functools
import zoneinfo
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping
from typing import Final, Generic, Protocol, TypeVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.domain import refusals, rights
from samsvar.operations import idempotency, scopes, wording
from samsvar.operations.scopes import Scope
from samsvar.persistence import audit, changes, database, entrances, notifications
from samsvar.persistence import idempotency as idempotency_keys

ATTEMPTS: Final = 5
PAUSE_SECONDS: Final = 0.02

Draft = TypeVar("Draft")


class Versioned(Protocol):
    """A record that counts its edits."""

    @property
    def id(self) -> UUID: ...

    @property
    def version(self) -> int: ...


@dataclasses.dataclass(frozen=True, slots=True)
class Outcome:
    """What a deed came to: the id of its record, and whether this was the first time that it was asked for."""

    id: UUID
    is_first: bool


@dataclasses.dataclass(slots=True)
class Deed:
    """
    A use case while it happens.

    Attributes:
        name: As clients call it: ``renameUnit``.
        scope: Who acts.
        rights: What they may do, read in this transaction.
        now: When it happens.
        connection: The transaction; row level security holds in it.
        reaches_unseen: Whether some of its traces are of drafts that the caller doesn't see.
        is_agreed: Whether units agreed to it in an alignment case, which may change what they committed to, too.
    """

    name: str
    scope: Scope
    rights: rights.Rights
    now: dt.datetime
    connection: AsyncConnection
    entries: list[audit.Entry] = dataclasses.field(default_factory=list)
    touched: dict[str, set[UUID]] = dataclasses.field(default_factory=lambda: defaultdict(set))
    reaches_unseen: bool = False
    is_agreed: bool = False

    @property
    def organisation_id(self) -> UUID:
        """The organisation in which it happens."""
        return self.scope.organisation_id

    @property
    def today(self) -> dt.date:
        """The day, in the organisation's time zone."""
        return self.now.astimezone(zoneinfo.ZoneInfo(self.scope.timezone)).date()

    async def lock(self, matter: str, of: UUID | None = None) -> None:
        """Wait until no other transaction holds this matter (of the organisation, or of a record), and hold it."""
        key = f"{matter} {of or self.organisation_id}"
        await self.connection.execute(sa.select(sa.func.pg_advisory_xact_lock(sa.func.hashtextextended(key, 0))))

    async def require_version(self, record: Versioned, expected: int) -> None:
        """
        Let pass who has read the record's present version; the record must be locked.

        Raises:
            StaleVersion: Somebody changed it since; says what.
        """
        if record.version == expected:
            return
        since = await changes.since(self.connection, self.organisation_id, record.id, version=expected)
        raise refusals.StaleVersion(field="expectedVersion", expected=expected, current=record.version, changes=since)

    def wrote(
        self,
        node_type: str,
        node_id: UUID,
        *,
        before: object = None,
        after: object = None,
        unit_id: UUID | None = None,
        okr_set_id: UUID | None = None,
        why: str | None = None,
    ) -> None:
        """
        Leave a trace of a record that was written: an audit entry and a live announcement.

        Args:
            node_type: The record's GraphQL type.
            node_id: Its id.
            before: Dataclass or mapping of the record as it was; None when it is new.
            after: The record as it is; None when it is gone. Of the two only what differs is kept.
            unit_id: The unit concerned.
            okr_set_id: The OKR set it belongs to: while that is a draft the entry is as private as the draft.
            why: The reason that the caller gave.
        """
        old, new = difference(_fields(before), _fields(after))
        self.entries.append(audit.Entry(node_type, node_id, unit_id, okr_set_id, old, new, why))
        self.touch(node_type, node_id)

    def touch(self, node_type: str, *node_ids: UUID) -> None:
        """Announce records that look different now, without an audit entry: their derived figures changed."""
        self.touched[node_type].update(node_ids)


class UseCase(Generic[Draft]):
    """A deed's function, ready to be called with a scope."""

    def __init__(self, function: Callable[[Deed, Draft], Awaitable[UUID]]) -> None:
        self.within = function
        """The function itself, for a deed that consists of others: ``await found_unit.within(deed, draft)``."""
        self.name = camel_case(function.__name__.lstrip("_"))
        functools.update_wrapper(self, function)

    async def __call__(self, scope: Scope, draft: Draft, *, now: dt.datetime, key: str | None = None) -> UUID:
        """
        Do it, and return the id of the record that was made or changed.

        Args:
            scope: Who acts.
            draft: What is asked for.
            now: When.
            key: Idempotency key; None for callers that never repeat themselves (imports, tests).

        Raises:
            Refusal: A rule says no; nothing was changed.
        """
        return (await self.perform(scope, draft, now=now, key=key)).id

    async def perform(self, scope: Scope, draft: Draft, *, now: dt.datetime, key: str | None = None) -> Outcome:
        """Do it like ``__call__``, and say whether it was done now or had been before."""
        if scopes.WRITE not in scope.token_scopes:
            raise refusals.ScopeMissing(scope=scopes.WRITE)
        for attempt in range(1, ATTEMPTS):
            try:
                return await self._attempt(scope, draft, now, key)
            except _KeyTakenMeanwhile:
                pass
            except (refusals.Refusal, refusals.Refused):
                # What refuses it may be that the same request, sent twice at once, did it meanwhile.
                if (known := await self._remembered(scope, draft, now, key)) is None:
                    raise
                return known
            except sa.exc.DBAPIError as error:
                if not database.is_worth_retrying(error):
                    raise
            await asyncio.sleep(PAUSE_SECONDS * attempt)
        return await self._attempt(scope, draft, now, key)

    async def _remembered(self, scope: Scope, draft: Draft, now: dt.datetime, key: str | None) -> Outcome | None:
        """Return what a key came to, with the same request; None when it is not used, or with another one."""
        if key is None or scope.actor.id is None:
            return None
        async with scope.database.entered(scopes.entering(scope, now)) as (connection, _):
            used = (connection, scope.organisation_id, scope.actor.id, idempotency.usable(key))
            if (remembered := await idempotency_keys.find(*used)) is None:
                return None
        return Outcome(idempotency.first_result(remembered, idempotency.request_hash(self.name, draft)), is_first=False)

    async def _attempt(self, scope: Scope, draft: Draft, now: dt.datetime, key: str | None) -> Outcome:
        async with scope.database.entered(scopes.entering(scope, now)) as (connection, found):
            deed = Deed(self.name, scope, scopes.rights_now(scope, found), now, connection)
            if key is None or scope.actor.id is None:
                result = await self.within(deed, draft)
            else:
                asked = idempotency.request_hash(self.name, draft)
                used = (connection, scope.organisation_id, scope.actor.id, idempotency.usable(key))
                if remembered := await idempotency_keys.find(*used):
                    return Outcome(idempotency.first_result(remembered, asked), is_first=False)
                result = await self.within(deed, draft)
                if not await idempotency_keys.store(*used, deed=self.name, request_hash=asked, result=result):
                    raise _KeyTakenMeanwhile
            await leave_traces(deed)
            return Outcome(result, is_first=True)


def deed(function: Callable[[Deed, Draft], Awaitable[UUID]]) -> UseCase[Draft]:
    """Make a use case of a function that loads, asks the domain and stores, within a deed."""
    return UseCase(function)


class _KeyTakenMeanwhile(Exception):
    """Two requests with one key at once: the later one begins again, and finds the first one's result."""


def camel_case(name: str) -> str:
    """Return a Python name as clients write it."""
    first, *others = name.split("_")
    return first + "".join(map(str.capitalize, others))


def difference(
    before: Mapping[str, object] | None, after: Mapping[str, object] | None
) -> tuple[Mapping[str, object] | None, Mapping[str, object] | None]:
    """Return both with only those fields that differ; a record that is new or gone is kept whole."""
    if before is None or after is None:
        return before, after
    differing = [name for name in after if before.get(name) != after[name]]
    return {name: before.get(name) for name in differing}, {name: after[name] for name in differing}


def _fields(record: object) -> dict[str, object] | None:
    if record is None:
        return None
    if isinstance(record, Mapping):
        return {camel_case(str(name)): value for name, value in record.items()}
    fields: dict[str, object] = {}
    for each in dataclasses.fields(record):  # type: ignore[arg-type]
        value = getattr(record, each.name)
        if dataclasses.is_dataclass(value):  # A part of the record, such as a key result's definition.
            fields |= _fields(value) or {}
        else:
            fields[camel_case(each.name)] = value
    return fields


async def leave_traces(deed: Deed) -> None:
    """Store the audit entries of a deed, look at the words that it wrote, and announce all of it."""
    if deed.entries:
        async with contextlib.AsyncExitStack() as stack:
            if deed.reaches_unseen:
                await stack.enter_async_context(entrances.seeing_all_drafts(deed.connection, deed.organisation_id))
            await wording.look_at(deed.connection, deed.organisation_id, deed.entries)
            await audit.store(
                deed.connection,
                deed.entries,
                organisation_id=deed.organisation_id,
                deed=deed.name,
                person_id=deed.scope.actor.person_id,
                api_client_id=deed.scope.actor.api_client_id,
                at=deed.now,
            )
    if deed.touched:
        await notifications.announce(
            deed.connection, organisation_id=deed.organisation_id, kinds=deed.touched, at=deed.now
        )
