"""
Organisations of any size, for benchmarks and for trying things out at scale: believable in shape, made up by chance.

The same size and seed give the same organisation, whatever the machine; only dates follow today.
"""

import asyncio
import dataclasses
import datetime as dt
import random
import uuid
from collections.abc import Callable
from typing import Final

from samsvar.operations import foundings, scopes, supports
from samsvar.operations.samples.random_okrs import AIMS, MATTERS, Cycle, RandomOkrs, Unit, fresh_id
from samsvar.operations.samples.worlds import first_day
from samsvar.persistence import (
    batches,
    cycles,
    directions,
    moals,
    objectives,
    organisations,
    results,
    statistics,
    units,
)
from samsvar.persistence.database import Database

DIVISIONS: Final = 30
CYCLE_MONTHS: Final = 4
CYCLES_AT_ONCE: Final = 3
"""How many cycles' rows are held and stored at a time: PostgreSQL works on some while the next is being made."""


@dataclasses.dataclass(frozen=True)
class Size:
    """What is asked for: how many teams, over how many cycles (the last one runs), and the seed of chance."""

    teams: int
    cycles: int
    seed: int

    @property
    def slug(self) -> str:
        """The organisation's name in addresses."""
        return f"sample-{self.teams}-{self.cycles}-{self.seed}"


async def load(
    database: Database,
    size: Size,
    *,
    issuer: str | None,
    now: dt.datetime,
    owner_url: str | None = None,
    tell: Callable[[str], None] = lambda _line: None,
) -> uuid.UUID | None:
    """
    Make an organisation and store it, a transaction a cycle.

    Args:
        database: Where to.
        size: How large.
        issuer: Whose sign-ins are admitted, all of them; None admits nobody.
        now: The moment around which the last cycle runs.
        owner_url: The same database as the role that owns the tables, to let it know of so many rows at once.
        tell: Is told what was stored.

    Returns:
        The organisation's id; None when it was there already.
    """
    if await foundings.called(database, size.slug):
        return None
    maker = _Maker(size, now)
    await foundings.store(database, maker.foundation(issuer))
    tell(f"{len(maker.units):,} units")
    scope = await scopes.of_samsvar(database, maker.organisation_id)
    free = asyncio.Semaphore(CYCLES_AT_ONCE)

    async def store(cycle: Cycle, batch: batches.Batch) -> None:
        async with database.transaction(scope) as connection:
            stored = await batches.store(connection, batch)
            await results.mark(connection, maker.organisation_id, batch.ids(objectives.objectives))
        counts = ", ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in stored.items() if count)
        tell(f"{cycle.name}: {counts}")
        free.release()

    async with asyncio.TaskGroup() as group:
        for cycle in maker.cycles:
            await free.acquire()
            group.create_task(store(cycle, maker.okrs(cycle)))
    if owner_url is not None:
        await statistics.refresh(owner_url)
    await supports.settle(database, maker.organisation_id, now=now)
    return maker.organisation_id


def ids_of_units(size: Size, now: dt.datetime) -> list[uuid.UUID]:
    """Return the ids that the units of such an organisation have."""
    return [unit.id for unit in _Maker(size, now).units]


class _Maker:
    """Makes the rows; all chance comes from one generator, in one order."""

    def __init__(self, size: Size, now: dt.datetime) -> None:
        self.size, self.now, self.today = size, now, now.date()
        self.organisation_id = foundings.id_for(size.slug)
        self.chance = random.Random(f"{size.teams} {size.cycles} {size.seed}")  # noqa: S311 - sample data, nobody\'s secret
        self.units = self._units()
        self.cycles = self._cycles()
        self.moal_ids = [self._id() for _ in range(4)]
        self._okrs = RandomOkrs(
            self.chance,
            organisation_id=self.organisation_id,
            units=self.units,
            moal_ids=self.moal_ids,
            today=self.today,
        )

    def okrs(self, cycle: Cycle) -> batches.Batch:
        """Return a cycle's OKRs with their links and check-ins."""
        return self._okrs.of_cycle(cycle)

    def _id(self) -> uuid.UUID:
        return fresh_id(self.chance)

    def _units(self) -> list[Unit]:
        company = Unit(self._id(), "COMPANY", f"Prøve {self.size.teams}", None)
        count = min(DIVISIONS, max(1, self.size.teams // 2))
        divisions = [Unit(self._id(), "DIVISION", f"Divisjon {number + 1}", company) for number in range(count)]
        teams = [
            Unit(
                self._id(),
                "TEAM",
                f"Team {MATTERS[number % len(MATTERS)].capitalize()} {number + 1}",
                divisions[number % count],
            )
            for number in range(self.size.teams)
        ]
        return [company, *divisions, *teams]

    def _cycles(self) -> list[Cycle]:
        running = self.today.year * 12 + self.today.month - 1 - 2
        made: list[Cycle] = []
        for number in range(self.size.cycles):
            first = running - CYCLE_MONTHS * (self.size.cycles - 1 - number)
            starts_on, after = first_day(first), first_day(first + CYCLE_MONTHS)
            state = "RUNNING" if number == self.size.cycles - 1 else "CLOSED"
            made.append(
                Cycle(
                    self._id(),
                    f"Syklus {number + 1}",
                    starts_on,
                    after - dt.timedelta(days=1),
                    state,
                )
            )
        return made

    def foundation(self, issuer: str | None) -> batches.Batch:
        """Return the organisation with its units, directions, Moals and cycles."""
        batch = batches.Batch(self.organisation_id)
        batch.add(
            organisations.organisations,
            id=self.organisation_id,
            name=f"Prøve {self.size.teams}",
            slug=self.size.slug,
            locale="nb",
            timezone="Europe/Oslo",
        )
        if issuer:
            batch.add(organisations.organisation_issuers, issuer=issuer, admission="EVERYONE")
        since = self.cycles[0].starts_on - dt.timedelta(days=365)
        for unit in self.units:
            facts = {
                "kind": unit.kind,
                "name": unit.name,
                "parent_id": unit.parent.id if unit.parent else None,
                "valid_from": since,
            }
            batch.add(units.units, id=unit.id, path=batches.unplaced(unit.id), **facts)
            batch.add(units.unit_versions, id=self._id(), unit_id=unit.id, **facts)
        company = self.units[0]
        direction_ids = [self._id() for _ in range(4)]
        for position, direction_id in enumerate(direction_ids):
            batch.add(
                directions.directions,
                id=direction_id,
                kind="STRATEGY",
                title=AIMS[position].format(MATTERS[position]).capitalize(),
                horizon_years=5,
                lineage_id=direction_id,
                version=1,
                position=position,
                valid_from=since,
            )
        for position, moal_id in enumerate(self.moal_ids):
            batch.add(
                moals.moals,
                id=moal_id,
                year=self.today.year,
                unit_id=company.id,
                proposed_by_unit_id=company.id,
                title=AIMS[position + 4].format(MATTERS[position + 4]).capitalize(),
                state="AGREED",
                position=position,
            )
            batch.add(
                moals.moal_directions,
                moal_id=moal_id,
                direction_id=direction_ids[position],
            )
        for cycle in self.cycles:
            batch.add(cycles.cycles, **dataclasses.asdict(cycle))
        return batch
