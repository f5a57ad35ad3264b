"""OKRs written deed by deed in the small company of :mod:`tests.factories.companies`, as its people would."""

import dataclasses
import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from samsvar.domain.dependencies import DependencyKind
from samsvar.domain.key_results import KeyResultKind
from samsvar.operations import check_ins, contributions, dependencies, key_results, objectives, okr_sets
from samsvar.operations.contributions import EndKind, EndRef
from samsvar.operations.key_results import Measured, NewMetric
from samsvar.persistence import cycles, moals
from tests.factories.companies import NOW, Company

CYCLES: Mapping[str, tuple[dt.date, dt.date, str]] = {
    "past": (dt.date(2025, 9, 1), dt.date(2025, 12, 31), "CLOSED"),
    "running": (dt.date(2026, 1, 1), dt.date(2026, 4, 30), "RUNNING"),
    "coming": (dt.date(2026, 5, 1), dt.date(2026, 8, 31), "PLANNING"),
}


@dataclasses.dataclass(frozen=True)
class Plans:
    """
    A company with a closed, a running and a coming cycle, and the Moal "Trygg bank" of the company.

    Everything is written by Samsvar itself unless a name says who does it.
    """

    company: Company
    cycles: Mapping[str, UUID]
    moal: UUID

    async def by(self, name: str | None) -> Any:
        """Return the scope of somebody, or of Samsvar."""
        return await (self.company.samsvar() if name is None else self.company.scope(name))

    async def okr_set(self, unit: str, cycle: str = "running", *, state: str = "DRAFT", by: str | None = None) -> UUID:
        """Open a unit's set and bring it to a state without asking what is missing."""
        scope = await self.by(by)
        own_id = await okr_sets.open_okr_set(
            scope, okr_sets.OpenOkrSet(self.company.units[unit], self.cycles[cycle]), now=NOW
        )
        if state != "DRAFT":
            await okr_sets.propose_okr_set(scope, okr_sets.TurnOkrSet(own_id, 1), now=NOW)
        if state not in ("DRAFT", "PROPOSED"):
            await self.sql("update samsvar.okr_sets set state = :state where id = :id", state=state, id=own_id)
        return own_id

    async def objective(self, okr_set: UUID, title: str, *, by: str | None = None, **more: Any) -> UUID:
        """Write an objective."""
        draft = objectives.DraftObjective(okr_set, title, **more)
        return await objectives.draft_objective(await self.by(by), draft, now=NOW)

    async def key_result(
        self,
        objective: UUID,
        title: str,
        *,
        kind: KeyResultKind = KeyResultKind.INCREASE,
        baseline: int | str | None = 0,
        target: int | str | None = 100,
        weight: int = 1,
        by: str | None = None,
        **more: Any,
    ) -> UUID:
        """Write a key result; with a metric of its own unless one is named, or its kind has none."""
        if kind is not KeyResultKind.MILESTONE and "metric" not in more:
            more["new_metric"] = NewMetric(f"Metric of {title}")
        if kind not in (KeyResultKind.INCREASE, KeyResultKind.DECREASE):
            baseline = target = None
        measured = Measured(
            kind=kind,
            baseline=None if baseline is None else Decimal(baseline),
            target=None if target is None else Decimal(target),
            **more,
        )
        draft = key_results.DraftKeyResult(objective=objective, title=title, measured=measured, weight=Decimal(weight))
        return await key_results.draft_key_result(await self.by(by), draft, now=NOW)

    async def proven(
        self, unit: str, title: str, *, cycle: str = "running", state: str = "PROPOSED"
    ) -> tuple[UUID, UUID]:
        """Write a set with one objective and one key result from 0 to 100; return both ids."""
        okr_set = await self.okr_set(unit, cycle)
        objective = await self.objective(okr_set, title)
        key_result = await self.key_result(objective, f"Proof of {title}")
        if state != "DRAFT":
            await okr_sets.propose_okr_set(await self.by(None), okr_sets.TurnOkrSet(okr_set, 1), now=NOW)
        return objective, key_result

    async def check_in(
        self, key_result: UUID, value: int | str | None, *, by: str | None = None, at: dt.datetime = NOW, **more: Any
    ) -> UUID:
        """Check in."""
        draft = check_ins.RecordCheckIn(
            key_result=key_result, value=None if value is None else Decimal(value), at=at, **more
        )
        return await check_ins.record_check_in(await self.by(by), draft, now=max(at, NOW))

    async def contribution(
        self, source: UUID, target: UUID, *, by: str | None = None, weight: int = 1, agreed: bool = True
    ) -> UUID:
        """Propose that an objective contributes to another one, and agree to it."""
        draft = contributions.ProposeContribution(
            EndRef(EndKind.OBJECTIVE, source), EndRef(EndKind.OBJECTIVE, target), weight=Decimal(weight)
        )
        own_id = await contributions.propose_contribution(await self.by(by), draft, now=NOW)
        row = await self.row("contributions", own_id)
        if agreed and row["state"] == "PROPOSED":
            answer = contributions.AnswerContribution(own_id, 1)
            await contributions.consent_to_contribution(await self.by(None), answer, now=NOW)
        return own_id

    async def dependency(self, consumer: UUID, provider: UUID, *, kind: DependencyKind = DependencyKind.GATES) -> UUID:
        """Ask that an objective of another unit provides something."""
        draft = dependencies.RequestDependency(
            consumer=EndRef(EndKind.OBJECTIVE, consumer),
            provider=EndRef(EndKind.OBJECTIVE, provider),
            what="Et grensesnitt",
            needed_by=dt.date(2026, 4, 1),
            kind=kind,
        )
        return await dependencies.request_dependency(await self.by(None), draft, now=NOW)

    async def row(self, table: str, own_id: UUID) -> Mapping[str, Any]:
        """Return what is stored of a record, as Samsvar sees it."""
        async with self.company.database.transaction(await self.company.samsvar()) as connection:
            found = await connection.execute(sa.text(f"select * from samsvar.{table} where id = :id"), {"id": own_id})
            return dict(found.mappings().one())

    async def rows(self, table: str) -> list[Mapping[str, Any]]:
        """Return all rows of a table, in the order in which they were made."""
        async with self.company.database.transaction(await self.company.samsvar()) as connection:
            found = await connection.execute(sa.text(f"select * from samsvar.{table} order by id"))
            return [dict(row) for row in found.mappings()]

    async def sql(self, statement: str, **parameters: Any) -> None:
        """Change rows past all rules, as Samsvar sees them."""
        async with self.company.database.transaction(await self.company.samsvar()) as connection:
            await connection.execute(sa.text(statement), parameters)


async def found(company: Company) -> Plans:
    """Give the company its cycles and a Moal."""
    async with company.database.transaction(await company.samsvar()) as connection:
        ids = {
            name: (
                await connection.execute(
                    sa.insert(cycles.cycles)
                    .values(organisation_id=company.id, name=name, starts_on=starts, ends_on=ends, state=state)
                    .returning(cycles.cycles.c.id)
                )
            ).scalar_one()
            for name, (starts, ends, state) in CYCLES.items()
        }
        moal = (
            await connection.execute(
                sa.insert(moals.moals)
                .values(
                    organisation_id=company.id,
                    year=2026,
                    unit_id=company.units["Nordlys"],
                    title="Trygg bank",
                    proposed_by_unit_id=company.units["Nordlys"],
                    state="AGREED",
                )
                .returning(moals.moals.c.id)
            )
        ).scalar_one()
    return Plans(company, ids, moal)
