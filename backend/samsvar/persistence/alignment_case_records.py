"""What the effects of alignment cases are about: whose it is, what it is called, and in which version it is."""

import dataclasses
import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.domain.alignment_case_changes import Line
from samsvar.domain.alignment_case_effects import Subject, SubjectKeyResult
from samsvar.persistence import ids, records
from samsvar.persistence.contributions import contributions
from samsvar.persistence.cycles import cycles
from samsvar.persistence.dependencies import dependencies
from samsvar.persistence.dropped_records import dropped_records
from samsvar.persistence.key_results import key_results
from samsvar.persistence.metrics import metrics
from samsvar.persistence.moals import moals
from samsvar.persistence.objectives import objective_owners, objectives
from samsvar.persistence.okr_sets import okr_sets
from samsvar.persistence.overlaps import overlap_findings, overlap_members
from samsvar.persistence.units import units


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FindingSides:
    """An overlap finding, and the objectives that it is between."""

    id: UUID
    state: str
    cycle_id: UUID
    objective_ids: Sequence[UUID]
    key_result_ids: Sequence[UUID | None]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """Something that was dropped and can be brought back."""

    unit_id: UUID
    unit_name: str
    cycle_id: UUID
    okr_set_id: UUID
    objective_id: UUID
    title: str
    key_result_ids: tuple[UUID, ...]


async def versions(
    connection: AsyncConnection, organisation_id: UUID, own_ids: Collection[UUID], *, held: bool = False
) -> dict[UUID, tuple[str, int]]:
    """Return the GraphQL type and the version of records, as far as they are there; ``held`` until the transaction ends."""
    if held:
        for table in _VERSIONED.values():
            await connection.execute(
                sa.select(table.c.id)
                .where(table.c.organisation_id == organisation_id, ids.among(table.c.id, own_ids))
                .order_by(table.c.id)
                .with_for_update()
            )
    found = await connection.execute(
        sa.union_all(
            *(
                sa.select(table.c.id, sa.literal(kind).label("kind"), table.c.version).where(
                    table.c.organisation_id == organisation_id, ids.among(table.c.id, own_ids)
                )
                for kind, table in _VERSIONED.items()
            )
        )
    )
    return {row.id: (row.kind, row.version) for row in found}


_VERSIONED: Final = {
    "Objective": objectives,
    "KeyResult": key_results,
    "Dependency": dependencies,
    "Contribution": contributions,
}


async def key_results_of(connection: AsyncConnection, organisation_id: UUID, objective_id: UUID) -> list[UUID]:
    """Return the key results of an objective."""
    found = await connection.execute(
        sa.select(key_results.c.id).where(
            key_results.c.organisation_id == organisation_id, key_results.c.objective_id == objective_id
        )
    )
    return list(found.scalars())


async def dropped(connection: AsyncConnection, organisation_id: UUID, own_id: UUID) -> Dropped | None:
    """Return something that was dropped lately."""
    row, unit = dropped_records.c, units.c
    proof = sa.func.jsonb_array_elements(row.rows["key_results"]).table_valued(sa.column("value", JSONB), name="proof")
    proofs = sa.select(sa.cast(proof.c.value.op("->>")("id"), sa.Uuid)).select_from(proof).correlate(dropped_records)
    kept = sa.case((row.kind == "Objective", row.rows["objectives"]), else_=row.rows["key_results"])
    return await records.one(
        connection,
        Dropped,
        sa.select(
            row.unit_id,
            unit.name.label("unit_name"),
            row.cycle_id,
            row.okr_set_id,
            row.objective_id,
            sa.func.coalesce(kept.op("->")(0).op("->>")("title"), "").label("title"),
            sa.func.array(proofs.scalar_subquery(), type_=ARRAY(sa.Uuid)).label("key_result_ids"),
        )
        .join(units, (unit.organisation_id == row.organisation_id) & (unit.id == row.unit_id))
        .where(row.organisation_id == organisation_id, row.id == own_id),
    )


async def findings(
    connection: AsyncConnection, organisation_id: UUID, finding_ids: Collection[UUID]
) -> list[FindingSides]:
    """Return overlap findings that the transaction sees, held until it ends, in the order of their ids."""
    finding, member = overlap_findings.c, overlap_members.c
    found = await connection.execute(
        sa.select(
            finding.id,
            finding.state,
            finding.cycle_id,
            finding.a_objective_id,
            finding.b_objective_id,
            finding.a_key_result_id,
            finding.b_key_result_id,
        )
        .where(finding.organisation_id == organisation_id, ids.among(finding.id, finding_ids))
        .order_by(finding.id)
        .with_for_update()
    )
    sides = {row.id: row for row in found}
    shared = await connection.execute(
        sa.select(member.overlap_finding_id, member.objective_id)
        .where(member.organisation_id == organisation_id, ids.among(member.overlap_finding_id, finding_ids))
        .order_by(member.objective_id)
    )
    members: dict[UUID, list[UUID]] = {}
    for row in shared:
        members.setdefault(row.overlap_finding_id, []).append(row.objective_id)
    return [
        FindingSides(
            id=row.id,
            state=row.state,
            cycle_id=row.cycle_id,
            objective_ids=list(dict.fromkeys([row.a_objective_id, row.b_objective_id, *members.get(row.id, ())])),
            key_result_ids=[row.a_key_result_id, row.b_key_result_id],
        )
        for row in sides.values()
    ]


async def unit_at(connection: AsyncConnection, organisation_id: UUID, path: str) -> tuple[UUID, str] | None:
    """Return the id and the name of the unit with a path."""
    unit = units.c
    found = await connection.execute(
        sa.select(unit.id, unit.name).where(unit.organisation_id == organisation_id, unit.path == path)
    )
    row = found.first()
    return None if row is None else (row.id, row.name)


async def draft_of_case(connection: AsyncConnection, organisation_id: UUID, case_id: UUID) -> UUID | None:
    """Return the draft by which a case is told to no more people than may read it: the upper unit's; None without one."""
    touched = sa.table(
        "alignment_case_objectives",
        *(sa.column(name) for name in ("organisation_id", "case_id", "okr_set_id", "unit_id", "is_open")),
        schema="samsvar",
    ).c
    unit = units.c
    found = await connection.execute(
        sa.select(touched.okr_set_id)
        .join(units, (unit.organisation_id == touched.organisation_id) & (unit.id == touched.unit_id))
        .where(touched.organisation_id == organisation_id, touched.case_id == case_id, sa.not_(touched.is_open))
        .order_by(sa.func.length(unit.path), touched.okr_set_id)
        .limit(1)
    )
    return found.scalar_one_or_none()


async def lines(
    connection: AsyncConnection, organisation_id: UUID, cycle_id: UUID, unit_ids: Collection[UUID]
) -> list[Line]:
    """Return what units' sets of a cycle say, as far as the transaction sees it: objectives, each with its key results."""
    objective, proof, unit, metric = objectives.c, key_results.c, units.c, metrics.c
    owner, owning = objective_owners.c, units.alias("owning")
    of_sets = (
        objective.organisation_id == organisation_id,
        objective.cycle_id == cycle_id,
        ids.among(objective.unit_id, unit_ids),
    )
    shares = await connection.execute(
        sa.select(owner.objective_id, owning.c.name, owner.share)
        .join(objectives, (objective.organisation_id == owner.organisation_id) & (objective.id == owner.objective_id))
        .join(owning, (owning.c.organisation_id == owner.organisation_id) & (owning.c.id == owner.unit_id))
        .where(*of_sets)
        .order_by(owner.share.desc(), owning.c.name)
    )
    owners: dict[UUID, list[tuple[str, Any]]] = {}
    for share in shares:
        owners.setdefault(share.objective_id, []).append((share.name, share.share))
    said = await connection.execute(
        sa.select(objective.id, objective.unit_id, unit.name, objective.title, objective.why, objective.kind)
        .join(units, (unit.organisation_id == objective.organisation_id) & (unit.id == objective.unit_id))
        .where(*of_sets)
        .order_by(unit.path, objective.position, objective.id)
    )
    proven = await connection.execute(
        sa.select(
            proof.id,
            proof.objective_id,
            proof.title,
            proof.kind,
            proof.baseline,
            proof.target,
            proof.stretch,
            proof.band_low,
            proof.band_high,
            metric.name.label("metric_name"),
            metric.measure,
        )
        .join(objectives, (objective.organisation_id == proof.organisation_id) & (objective.id == proof.objective_id))
        .outerjoin(metrics, (metric.organisation_id == proof.organisation_id) & (metric.id == proof.metric_id))
        .where(*of_sets)
        .order_by(proof.position, proof.id)
    )
    proofs: dict[UUID, list[Any]] = {}
    for proved in proven:
        proofs.setdefault(proved.objective_id, []).append(proved)
    found: list[Line] = []
    for row in said:
        place = {"objective_id": row.id, "unit_id": row.unit_id, "unit_name": row.name}
        found.append(
            Line(
                id=row.id,
                kind="OBJECTIVE",
                title=row.title,
                why=row.why,
                objective_kind=row.kind,
                co_owners=tuple(owners.get(row.id, ())),
                **place,
            )
        )
        found += [
            Line(
                id=each.id,
                kind="KEY_RESULT",
                title=each.title,
                key_result_kind=each.kind,
                metric_name=each.metric_name or "",
                measure=each.measure or "",
                baseline=each.baseline,
                target=each.target,
                stretch=each.stretch,
                band_low=each.band_low,
                band_high=each.band_high,
                **place,
            )
            for each in proofs.get(row.id, ())
        ]
    return found


async def sets_of(
    connection: AsyncConnection, organisation_id: UUID, cycle_id: UUID, unit_ids: Collection[UUID]
) -> list[UUID]:
    """Return the sets that units have in a cycle, as far as the transaction sees them."""
    row = okr_sets.c
    found = await connection.execute(
        sa.select(row.id).where(
            row.organisation_id == organisation_id, row.cycle_id == cycle_id, ids.among(row.unit_id, unit_ids)
        )
    )
    return list(found.scalars())


async def actor_name(
    connection: AsyncConnection, organisation_id: UUID, *, person_id: UUID | None, api_client_id: UUID | None
) -> str:
    """Return what somebody is called; Samsvar itself by its name."""
    table, own_id = ("people", person_id) if person_id is not None else ("api_clients", api_client_id)
    if own_id is None:
        return "Samsvar"
    known = sa.table(table, sa.column("organisation_id"), sa.column("id"), sa.column("name"), schema="samsvar").c
    found = await connection.execute(
        sa.select(known.name).where(
            known.organisation_id == sa.literal(organisation_id, sa.Uuid), known.id == sa.literal(own_id, sa.Uuid)
        )
    )
    return str(found.scalar_one())


async def shown(connection: AsyncConnection, organisation_id: UUID, objective_ids: Collection[UUID]) -> set[UUID]:
    """Return which objectives are no drafts, so that everybody reads them."""
    objective = objectives.c
    found = await connection.execute(
        sa.select(objective.id).where(
            objective.organisation_id == organisation_id, ids.among(objective.id, objective_ids), objective.is_open
        )
    )
    return set(found.scalars())


async def ends_of(
    connection: AsyncConnection, organisation_id: UUID, node_type: str, link_id: UUID
) -> dict[str, Any] | None:
    """Return what a contribution or dependency joins, under the names that the audit log has; None when it is gone."""
    names = {
        "Contribution": (
            contributions,
            ("from_unit_id", "to_unit_id", "from_objective_id", "to_objective_id", "to_key_result_id", "to_moal_id"),
        ),
        "Dependency": (
            dependencies,
            ("consumer_unit_id", "provider_unit_id", "consumer_objective_id", "provider_objective_id", "what"),
        ),
    }
    table, columns = names[node_type]
    found = await connection.execute(
        sa.select(*(table.c[name].label(_camel(name)) for name in columns)).where(
            table.c.organisation_id == organisation_id, table.c.id == link_id
        )
    )
    row = found.mappings().first()
    return None if row is None else dict(row)


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(map(str.capitalize, rest))


async def goal_of(connection: AsyncConnection, organisation_id: UUID, link: Mapping[str, Any]) -> str:
    """Return the title of what a contribution helps, given what it joins; empty when that is gone, too."""
    for name, table in (("toKeyResultId", key_results), ("toObjectiveId", objectives), ("toMoalId", moals)):
        if (own_id := link.get(name)) is not None:
            found = await connection.execute(
                sa.select(table.c.title).where(table.c.organisation_id == organisation_id, table.c.id == own_id)
            )
            return str(found.scalar() or "")
    return ""


async def released(
    connection: AsyncConnection, organisation_id: UUID, dependency_id: UUID, visible: Collection[UUID]
) -> dict[str, str] | None:
    """
    Return a living dependency on which nobody works any more, in words; None for any other.

    Args:
        visible: Drafts that may be told of.
    """
    need, consumer, provider = dependencies.c, units.alias("consumer"), units.alias("provider")
    found = await connection.execute(
        sa.select(need.what, consumer.c.name.label("start"), provider.c.name.label("goal"))
        .join(consumer, (consumer.c.organisation_id == need.organisation_id) & (consumer.c.id == need.consumer_unit_id))
        .join(provider, (provider.c.organisation_id == need.organisation_id) & (provider.c.id == need.provider_unit_id))
        .where(
            need.organisation_id == organisation_id,
            need.id == dependency_id,
            need.provider_objective_id.is_(None),
            sa.or_(need.consumer_is_open, ids.among(need.consumer_objective_id, visible)),
        )
    )
    row = found.first()
    return None if row is None else {"title": row.what, "fromUnitName": row.start, "toUnitName": row.goal}


async def subject(connection: AsyncConnection, organisation_id: UUID, objective_id: UUID) -> Subject | None:
    """Return an objective with its key results, as suggestions look at it; None when it isn't there to be seen."""
    objective, proof = objectives.c, key_results.c
    found = await connection.execute(
        sa.select(objective.id, objective.unit_id, objective.title, objective.why).where(
            objective.organisation_id == organisation_id, objective.id == objective_id
        )
    )
    row = found.first()
    if row is None:
        return None
    proven = await connection.execute(
        sa.select(proof.id, proof.metric_id)
        .where(proof.organisation_id == organisation_id, proof.objective_id == objective_id)
        .order_by(proof.position, proof.id)
    )
    proofs = [SubjectKeyResult(id=each.id, metric_id=each.metric_id) for each in proven]
    shared = await connection.execute(
        sa.select(sa.func.coalesce(sa.func.sum(objective_owners.c.share), 0)).where(
            objective_owners.c.organisation_id == organisation_id, objective_owners.c.objective_id == objective_id
        )
    )
    return Subject(**row._asdict(), key_results=proofs, owners_share=1 - Decimal(shared.scalar_one()))


async def sides(
    connection: AsyncConnection, organisation_id: UUID, finding_ids: Collection[UUID]
) -> list[tuple[UUID, UUID]]:
    """Return the pairs of key results that overlap findings hold side by side."""
    finding = overlap_findings.c
    found = await connection.execute(
        sa.select(finding.a_key_result_id, finding.b_key_result_id).where(
            finding.organisation_id == organisation_id,
            ids.among(finding.id, finding_ids),
            finding.a_key_result_id.is_not(None),
            finding.b_key_result_id.is_not(None),
        )
    )
    return [(row.a_key_result_id, row.b_key_result_id) for row in found]


async def middle_of(connection: AsyncConnection, organisation_id: UUID, cycle_id: UUID, *, since: dt.date) -> dt.date:
    """Return the day in the middle of what is left of a cycle since a day; its last day once it is over."""
    cycle = cycles.c
    found = await connection.execute(
        sa.select(cycle.starts_on, cycle.ends_on).where(cycle.organisation_id == organisation_id, cycle.id == cycle_id)
    )
    row = found.one()
    start = min(max(row.starts_on, since), row.ends_on)
    middle: dt.date = start + (row.ends_on - start) / 2
    return middle
