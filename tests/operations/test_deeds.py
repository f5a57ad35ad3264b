"""What surrounds every use case: its transaction, its traces, its repetition."""

import asyncio
import dataclasses
import datetime as dt
from uuid import UUID

import asyncpg
import orjson
import pytest
import sqlalchemy as sa

from samsvar.domain import refusals, texts
from samsvar.domain.units import UnitKind
from samsvar.operations import deeds, idempotency, units
from samsvar.operations.deeds import Deed
from samsvar.persistence.audit import audit_entries
from samsvar.persistence.idempotency import idempotency_keys
from samsvar.persistence.notifications import CHANNEL
from samsvar.persistence.units import units as table
from tests.conftest import Database
from tests.factories.companies import NOW, Company


@dataclasses.dataclass(frozen=True)
class Rename:
    """A unit's new name."""

    unit: UUID
    name: str


async def audit_of(company: Company, node: UUID) -> list[sa.Row[tuple[object, ...]]]:
    async with company.database.transaction(await company.samsvar()) as connection:
        found = await connection.execute(
            sa.select(audit_entries).where(audit_entries.c.node_id == node).order_by(audit_entries.c.sequence)
        )
        return list(found.all())


class TestTraces:
    async def test_say_who_did_what_and_why_and_only_what_differs(self, company: Company) -> None:
        draft = units.RenameUnit(unit=company.units["Kort"], name="Betaling", expected_version=1, reason="clearer")
        await units.rename_unit(await company.scope("Per"), draft, now=NOW)
        entry = (await audit_of(company, company.units["Kort"]))[-1]
        assert (entry.deed, entry.person_id, entry.at, entry.why) == (
            "renameUnit",
            company.people["Per"],
            NOW,
            "clearer",
        )
        assert entry.before == {"name": "Kort", "version": 1}
        assert entry.after == {"name": "Betaling", "version": 2}

    async def test_are_announced_when_the_transaction_commits(self, company: Company, database: Database) -> None:
        heard: asyncio.Queue[str] = asyncio.Queue()
        listener = await asyncpg.connect(database.url)
        await listener.add_listener(CHANNEL, lambda *arguments: heard.put_nowait(arguments[3]))
        draft = units.RenameUnit(unit=company.units["Kort"], name="Betaling", expected_version=1)
        await units.rename_unit(await company.scope("Per"), draft, now=NOW)
        said = orjson.loads(await asyncio.wait_for(heard.get(), timeout=5))
        await listener.close()
        assert said["organisation"] == str(company.id)
        assert said["kinds"] == {"Unit": [str(company.units["Kort"])]}

    async def test_are_not_left_by_what_was_refused(self, company: Company) -> None:
        @deeds.deed
        async def rename_badly(deed: Deed, draft: Rename) -> UUID:
            await deed.connection.execute(sa.update(table).where(table.c.id == draft.unit).values(name=draft.name))
            deed.wrote("Unit", draft.unit, after={"name": draft.name})
            texts.line("", field="name")
            return draft.unit

        unit = company.units["Kort"]
        with pytest.raises(refusals.TextMissing):
            await rename_badly(await company.scope("Per"), Rename(unit, "Betaling"), now=NOW, key="k")
        assert [entry.deed for entry in await audit_of(company, unit)] == ["foundUnit"]
        async with company.database.transaction(await company.samsvar()) as connection:
            assert (await connection.execute(sa.select(table.c.name).where(table.c.id == unit))).scalar_one() == "Kort"
            assert (await connection.execute(sa.select(idempotency_keys))).all() == []

    async def test_cannot_be_altered_by_the_role_that_serves(self, company: Company) -> None:
        async with company.database.transaction(await company.samsvar()) as connection:
            with pytest.raises(sa.exc.ProgrammingError, match="permission denied"):
                await connection.execute(sa.update(audit_entries).values(why="never happened"))


class TestRepetition:
    async def test_after_a_deadlock_both_happen(self, company: Company) -> None:
        first, second = company.units["Kort"], company.units["Lån"]
        arrived = {first: asyncio.Event(), second: asyncio.Event()}

        @deeds.deed
        async def rename_both(deed: Deed, draft: Rename) -> UUID:
            other = second if draft.unit == first else first
            await deed.connection.execute(sa.update(table).where(table.c.id == draft.unit).values(name=draft.name))
            arrived[draft.unit].set()
            await arrived[other].wait()
            await deed.connection.execute(sa.update(table).where(table.c.id == other).values(name=draft.name))
            return draft.unit

        astrid = await company.scope("Astrid")
        done = await asyncio.gather(
            rename_both(astrid, Rename(first, "A"), now=NOW), rename_both(astrid, Rename(second, "B"), now=NOW)
        )
        assert list(done) == [first, second]

    async def test_of_another_persons_key_is_a_deed_of_its_own(self, company: Company) -> None:
        draft = units.FoundUnit(parent=company.units["Privat"], kind=UnitKind.TEAM, name="Sparing")
        ids = {
            await units.found_unit(await company.scope(name), draft, now=NOW, key="one") for name in ("Per", "Astrid")
        }
        assert len(ids) == 2

    @pytest.mark.parametrize("key", ["", "  ", "k" * 201])
    async def test_needs_a_key_that_says_something(self, company: Company, key: str) -> None:
        draft = units.FoundUnit(parent=company.units["Privat"], kind=UnitKind.TEAM, name="Sparing")
        with pytest.raises(refusals.IdempotencyKeyUnusable):
            await units.found_unit(await company.scope("Per"), draft, now=NOW, key=key)


async def test_old_keys_are_forgotten_and_young_ones_are_not(company: Company) -> None:
    per = await company.scope("Per")
    draft = units.RenameUnit(unit=company.units["Kort"], name="Betaling", expected_version=1)
    await units.rename_unit(per, draft, now=NOW, key="old")
    await units.rename_unit(
        per, dataclasses.replace(draft, name="Betalinger", expected_version=2), now=NOW, key="young"
    )
    async with company.database.transaction(per) as connection:
        old = sa.update(idempotency_keys).where(idempotency_keys.c.key == "old")
        await connection.execute(old.values(created_at=NOW - idempotency.KEPT - dt.timedelta(minutes=1)))
        await connection.execute(
            sa.update(idempotency_keys).where(idempotency_keys.c.key == "young").values(created_at=NOW)
        )
    await idempotency.forget_old(company.database, now=NOW)
    async with company.database.transaction(per) as connection:
        kept = await connection.execute(sa.select(idempotency_keys.c.key))
        assert list(kept.scalars()) == ["young"]


async def test_the_day_is_the_organisations(company: Company) -> None:
    late = dt.datetime(2026, 3, 2, 23, 30, tzinfo=dt.UTC)
    days = []

    @deeds.deed
    async def note_the_day(deed: Deed, draft: Rename) -> UUID:
        days.append(deed.today)
        return draft.unit

    await note_the_day(await company.scope("Per"), Rename(company.units["Kort"], ""), now=late)
    assert days == [dt.date(2026, 3, 3)]


async def test_someone_who_left_does_nothing_any_more(company: Company) -> None:
    from samsvar.persistence.people import people

    per = await company.scope("Per")
    async with company.database.transaction(per) as connection:
        await connection.execute(sa.update(people).where(people.c.id == company.people["Per"]).values(left_at=NOW))
    draft = units.RenameUnit(unit=company.units["Kort"], name="Betaling", expected_version=1)
    with pytest.raises(refusals.Unauthenticated):
        await units.rename_unit(per, draft, now=NOW)
