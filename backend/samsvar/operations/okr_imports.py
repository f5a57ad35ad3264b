"""
Importing OKRs from a file: one transaction for an organisation's units, and one for each of its cycles.

Ids follow from what the file says, so that a second import of the same lines finds everything there and changes
nothing. What is there already stays as it is, also when the file says something else by now.
"""

import dataclasses
import datetime as dt
import re
import unicodedata
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import sqlalchemy as sa

from samsvar.domain import okr_files, okr_plans
from samsvar.operations import deeds, foundings, scopes, supports
from samsvar.persistence import (
    batches,
    contributions,
    cycles,
    kept_commitments,
    key_results,
    metrics,
    objectives,
    okr_sets,
    organisations,
    units,
)
from samsvar.persistence.database import Database


@dataclasses.dataclass(frozen=True)
class Count:
    """How many the file has, and how many of them were new."""

    read: int
    stored: int


@dataclasses.dataclass
class Report:
    """What an import did, organisation by organisation, and what it could not use."""

    lines: int
    remarks: list[okr_files.Remark]
    organisations: dict[str, dict[str, Count]] = dataclasses.field(default_factory=dict)


@dataclasses.dataclass(frozen=True)
class ImportCycle:
    """A cycle's lines, and the ids of the units that they name."""

    plan: okr_plans.CyclePlan
    units: Mapping[str, uuid.UUID]
    stored: Counter[str] = dataclasses.field(default_factory=Counter, compare=False)


async def import_okrs(
    database: Database,
    lines: Iterable[str],
    *,
    now: dt.datetime,
    fiscal_year_starts: int = 2,
) -> Report:
    """
    Import a file of OKRs into the organisations that it names; those that aren't there are founded.

    Args:
        database: Where to.
        lines: JSON lines; see ``infra/okr-file-format.md``.
        now: Decides which cycles are over.
        fiscal_year_starts: Month (1-12) in which a fiscal year begins.
    """
    reading = okr_plans.read(lines, fiscal_year_starts=fiscal_year_starts)
    report = Report(reading.lines, reading.remarks)
    for plan in reading.organisations:
        organisation_id, unit_ids, new_units = await _prepare(database, plan)
        scope = await scopes.of_samsvar(database, organisation_id)
        stored: Counter[str] = Counter(units=new_units)
        for cycle in plan.cycles:
            in_the_way = await _cycle_in_the_way(scope, cycle)
            if in_the_way:
                text = f"belongs to the cycle {cycle.name!r}, which overlaps with {in_the_way!r} of {plan.name}."
                report.remarks += [
                    okr_files.Remark(line.number, "CYCLES_OVERLAP", text, is_left_out=True) for line in cycle.lines
                ]
                continue
            draft = ImportCycle(cycle, unit_ids)
            await import_cycle(scope, draft, now=now)
            stored += draft.stored
        await supports.settle(database, organisation_id, now=now)
        lines_of = [line for cycle in plan.cycles for line in cycle.lines]
        report.organisations[plan.name] = {
            "units": Count(len(plan.units), stored["units"]),
            "cycles": Count(len(plan.cycles), stored["cycles"]),
            "objectives": Count(len(lines_of), stored["objectives"]),
            "key results": Count(sum(len(line.key_results) for line in lines_of), stored["key_results"]),
            "parents": Count(
                sum(line.parent is not None for line in lines_of),
                stored["contributions"],
            ),
        }
    return report


@deeds.deed
async def import_cycle(deed: deeds.Deed, draft: ImportCycle) -> uuid.UUID:
    """Store a cycle with all that its lines say; what is there already stays."""
    organisation_id, plan = deed.organisation_id, draft.plan
    batch = batches.Batch(organisation_id)
    cycle_id = await deed.connection.scalar(
        sa.select(cycles.cycles.c.id).where(
            cycles.cycles.c.organisation_id == organisation_id,
            cycles.cycles.c.name == plan.name,
        )
    ) or okr_files.id_of(organisation_id, "cycle", plan.name)
    cycle_state, set_state = _states(plan, deed.today)
    batch.add(
        cycles.cycles,
        id=cycle_id,
        name=plan.name,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        state=cycle_state,
    )
    sets: dict[uuid.UUID, uuid.UUID] = {
        row.unit_id: row.id
        for row in await deed.connection.execute(
            sa.select(okr_sets.okr_sets.c.unit_id, okr_sets.okr_sets.c.id).where(
                okr_sets.okr_sets.c.organisation_id == organisation_id,
                okr_sets.okr_sets.c.cycle_id == cycle_id,
            )
        )
    }
    committed_at = dt.datetime.combine(plan.starts_on, dt.time(12), dt.UTC) if set_state != "PROPOSED" else None
    for unit_id in dict.fromkeys(draft.units[line.team] for line in plan.lines):
        if unit_id not in sets:
            sets[unit_id] = okr_files.id_of(organisation_id, "okr_set", plan.name, str(unit_id))
            batch.add(
                okr_sets.okr_sets,
                id=sets[unit_id],
                unit_id=unit_id,
                cycle_id=cycle_id,
                state=set_state,
                committed_at=committed_at,
            )
    by_external_id = {line.external_id: line for line in plan.lines}
    positions: Counter[uuid.UUID] = Counter()
    for line in plan.lines:
        _add_objective(batch, line, draft.units, sets, cycle_id, positions)
        if line.parent is not None:
            _add_contribution(
                batch,
                line,
                by_external_id[line.parent],
                draft.units,
                sets,
                cycle_id,
                deed.now,
            )
    draft.stored.update(await batches.store(deed.connection, batch))
    if draft.stored["objectives"]:
        await foundings.count(deed.connection, batch)
        await kept_commitments.keep_unkept(deed.connection, deed.organisation_id)
        deed.wrote("Cycle", cycle_id, after={"name": plan.name, "imported": dict(draft.stored)})
    return cycle_id


async def _prepare(database: Database, plan: okr_plans.OrganisationPlan) -> tuple[uuid.UUID, dict[str, uuid.UUID], int]:
    """Make sure of the organisation and its units; return its id, the units' ids by name, and how many are new."""
    slug = slug_of(plan.name)
    found = await foundings.called(database, slug)
    organisation_id = found or foundings.id_for(slug)
    batch = batches.Batch(organisation_id)
    if found is None:
        batch.add(
            organisations.organisations,
            id=organisation_id,
            name=plan.name,
            slug=slug,
            locale="en",
            cycle_months=3,
        )
    async with database.transaction(foundings.Founder(organisation_id)) as connection:
        rows = await connection.execute(
            sa.select(units.units.c.id, units.units.c.name, units.units.c.kind).where(
                units.units.c.organisation_id == organisation_id,
                units.units.c.valid_to.is_(None),
            )
        )
        ids: dict[str, uuid.UUID] = {}
        for row in rows:
            ids[plan.units[0].name if row.kind == "COMPANY" else row.name] = row.id
        for unit in plan.units:
            if unit.name not in ids:
                ids[unit.name] = okr_files.id_of(organisation_id, "unit", unit.name)
                _add_unit(batch, unit, ids, plan.company_team)
            if unit.parent is None:
                ids[plan.company_team] = ids[unit.name]
        stored = await batches.store(connection, batch)
    return organisation_id, ids, stored.get("units", 0)


def slug_of(name: str) -> str:
    """Return a name as it stands in addresses: lower case letters and digits of ASCII, and hyphens."""
    plain = name.lower().translate({ord("æ"): "ae", ord("ø"): "o", ord("å"): "a", ord("ß"): "ss"})
    ascii_only = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-") or "organisation"


async def _cycle_in_the_way(scope: scopes.Scope, plan: okr_plans.CyclePlan) -> str | None:
    """Return the name of another cycle on the same days, if there is one."""
    async with scope.database.transaction(scope) as connection:
        name: str | None = await connection.scalar(
            sa.select(cycles.cycles.c.name).where(
                cycles.cycles.c.organisation_id == scope.organisation_id,
                cycles.cycles.c.name != plan.name,
                cycles.cycles.c.starts_on <= plan.ends_on,
                cycles.cycles.c.ends_on >= plan.starts_on,
            )
        )
        return name


def _states(plan: okr_plans.CyclePlan, today: dt.date) -> tuple[str, str]:
    if plan.ends_on < today:
        return "CLOSED", "CLOSED"
    return ("RUNNING", "COMMITTED") if plan.starts_on <= today else ("PREPARING", "PROPOSED")


def _add_unit(
    batch: batches.Batch,
    unit: okr_plans.UnitPlan,
    ids: Mapping[str, uuid.UUID],
    company_team: str,
) -> None:
    parent = None if unit.parent is None else ids[unit.parent if unit.parent in ids else company_team]
    placed = {
        "kind": unit.kind,
        "name": unit.name,
        "parent_id": parent,
        "valid_from": unit.since,
    }
    batch.add(units.units, id=ids[unit.name], path=batches.unplaced(ids[unit.name]), **placed)
    version_id = okr_files.id_of(batch.organisation_id, "unit_version", unit.name)
    batch.add(units.unit_versions, id=version_id, unit_id=ids[unit.name], **placed)


def _add_objective(
    batch: batches.Batch,
    line: okr_files.ObjectiveLine,
    unit_ids: Mapping[str, uuid.UUID],
    sets: Mapping[uuid.UUID, uuid.UUID],
    cycle_id: uuid.UUID,
    positions: Counter[uuid.UUID],
) -> None:
    unit_id = unit_ids[line.team]
    objective_id = okr_files.id_of(batch.organisation_id, "objective", line.external_id)
    home = {
        "okr_set_id": sets[unit_id],
        "unit_id": unit_id,
        "cycle_id": cycle_id,
        "is_open": True,
    }
    batch.add(
        objectives.objectives,
        id=objective_id,
        title=line.title,
        why=line.why,
        kind="COMMITTED",
        position=positions[unit_id],
        **home,
    )
    positions[unit_id] += 1
    for position, text in enumerate(line.key_results):
        stated = okr_files.key_result(text)
        metric_id = None
        if stated.kind != "MILESTONE":
            metric_id = okr_files.id_of(batch.organisation_id, "metric", line.team, stated.title)
            batch.add(
                metrics.metrics,
                id=metric_id,
                owner_unit_id=unit_id,
                name=stated.title,
                measure=stated.measure,
                good_direction="UP" if stated.kind == "INCREASE" else "DOWN",
                source="IMPORT",
            )
        batch.add(
            key_results.key_results,
            id=okr_files.id_of(batch.organisation_id, "key_result", line.external_id, str(position)),
            objective_id=objective_id,
            metric_id=metric_id,
            title=stated.title,
            kind=stated.kind,
            baseline=stated.baseline,
            target=stated.target,
            steps=[{"title": stated.title, "share": 1}] if stated.kind == "MILESTONE" else None,
            position=position,
            **home,
        )


def _add_contribution(
    batch: batches.Batch,
    line: okr_files.ObjectiveLine,
    parent: okr_files.ObjectiveLine,
    unit_ids: Mapping[str, uuid.UUID],
    sets: Mapping[uuid.UUID, uuid.UUID],
    cycle_id: uuid.UUID,
    now: dt.datetime,
) -> None:
    """Add the stated parent as an agreed contribution: who published it, consented on both sides."""
    own, above = unit_ids[line.team], unit_ids[parent.team]
    batch.add(
        contributions.contributions,
        id=okr_files.id_of(batch.organisation_id, "contribution", line.external_id, parent.external_id),
        cycle_id=cycle_id,
        from_unit_id=own,
        from_okr_set_id=sets[own],
        from_is_open=True,
        from_objective_id=okr_files.id_of(batch.organisation_id, "objective", line.external_id),
        to_unit_id=above,
        to_okr_set_id=sets[above],
        to_is_open=True,
        to_objective_id=okr_files.id_of(batch.organisation_id, "objective", parent.external_id),
        direction="LATERAL" if own == above else "BOTTOM_UP",
        state="AGREED",
        proposed_by_unit_id=own,
        from_consented_at=now,
        to_consented_at=now,
    )


def counted(counts: Mapping[str, Count]) -> Sequence[str]:
    """Return a report's counts as lines for people."""
    return [f"{count.read:>7,} {name}, {count.stored:,} of them new" for name, count in counts.items()]
