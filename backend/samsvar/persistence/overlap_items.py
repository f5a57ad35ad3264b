"""What overlaps are found in: the objectives of a cycle with what they hang on, and the vectors of their texts."""

import dataclasses
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.domain import key_results as key_result_rules
from samsvar.domain.overlaps import items as domain
from samsvar.domain.overlaps import structures
from samsvar.persistence.contributions import contributions
from samsvar.persistence.dependencies import dependencies
from samsvar.persistence.initiatives import initiative_key_results, initiatives
from samsvar.persistence.key_results import key_results
from samsvar.persistence.objectives import objective_owners, objectives
from samsvar.persistence.overlap_readings import text_vectors
from samsvar.persistence.statements import Row, Statement

_OWN: Final = sa.bindparam("organisation_id", type_=sa.Uuid())
_CYCLE: Final = sa.bindparam("cycle_id", type_=sa.Uuid())
_AMONG: Final = sa.bindparam("objective_ids", type_=ARRAY(sa.Uuid()))
"""Null means all of the cycle."""


def _written(column: sa.ColumnElement[UUID]) -> sa.ColumnElement[bool]:
    return sa.or_(_AMONG.is_(None), column == sa.func.any(_AMONG))


_OBJECTIVES: Final = Statement(
    sa.select(objectives.c.id, objectives.c.unit_id, objectives.c.title)
    .where(objectives.c.organisation_id == _OWN, objectives.c.cycle_id == _CYCLE, _written(objectives.c.id))
    .order_by(objectives.c.id)
)
_KEY_RESULTS: Final = Statement(
    sa.select(
        key_results.c.objective_id,
        key_results.c.id,
        key_results.c.title,
        key_results.c.kind,
        key_results.c.metric_id,
        key_results.c.baseline,
        key_results.c.target,
        key_results.c.band_low,
        key_results.c.band_high,
    )
    .where(
        key_results.c.organisation_id == _OWN, key_results.c.cycle_id == _CYCLE, _written(key_results.c.objective_id)
    )
    .order_by(key_results.c.objective_id, key_results.c.position, key_results.c.id)
)
_OWNERS: Final = Statement(
    sa.select(objective_owners.c.objective_id, objective_owners.c.unit_id)
    .join(
        objectives,
        (objectives.c.organisation_id == objective_owners.c.organisation_id)
        & (objectives.c.id == objective_owners.c.objective_id),
    )
    .where(objective_owners.c.organisation_id == _OWN, objectives.c.cycle_id == _CYCLE, _written(objectives.c.id))
)


@dataclasses.dataclass(frozen=True, slots=True)
class Written:
    """Objectives as rows, until :func:`items_of` makes items of them: off the loop where they are many."""

    objectives: Sequence[Row]
    key_results: Sequence[Row]
    owners: Sequence[Row]


async def written(
    connection: AsyncConnection, organisation_id: UUID, cycle_id: UUID, objective_ids: Collection[UUID] | None = None
) -> Written:
    """Return what the objectives of a cycle say, or some of them."""
    among = None if objective_ids is None else list(objective_ids)
    given = {"organisation_id": organisation_id, "cycle_id": cycle_id, "objective_ids": among}
    return Written(
        await _OBJECTIVES.rows(connection, **given),
        await _KEY_RESULTS.rows(connection, **given),
        await _OWNERS.rows(connection, **given),
    )


def items_of(rows: Written) -> list[domain.Item]:
    """Return rows as items."""
    proofs: dict[UUID, list[domain.KeyResult]] = defaultdict(list)
    for row in rows.key_results:
        proofs[row["objective_id"]].append(
            domain.KeyResult(
                id=row["id"],
                title=row["title"],
                kind=key_result_rules.KeyResultKind(row["kind"]),
                metric_id=row["metric_id"],
                baseline=row["baseline"],
                target=row["target"],
                band_low=row["band_low"],
                band_high=row["band_high"],
            )
        )
    owners: dict[UUID, set[UUID]] = defaultdict(set)
    for row in rows.owners:
        owners[row["objective_id"]].add(row["unit_id"])
    return [
        domain.Item(
            objective_id=row["id"],
            unit_id=row["unit_id"],
            title=row["title"],
            key_results=tuple(proofs.get(row["id"], ())),
            also_of=frozenset(owners.get(row["id"], ())),
        )
        for row in rows.objectives
    ]


_LINKS: Final = Statement(
    sa.select(contributions.c.from_objective_id, contributions.c.to_objective_id).where(
        contributions.c.organisation_id == _OWN,
        contributions.c.cycle_id == _CYCLE,
        contributions.c.state == sa.literal_column("'AGREED'"),
        contributions.c.to_objective_id.is_not(None),
    )
)
_DEPENDENCIES: Final = Statement(
    sa.select(
        dependencies.c.id,
        dependencies.c.consumer_objective_id,
        dependencies.c.provider_objective_id,
        dependencies.c.consumer_key_result_id,
        dependencies.c.provider_key_result_id,
    )
    .where(
        dependencies.c.organisation_id == _OWN,
        dependencies.c.cycle_id == _CYCLE,
        dependencies.c.state.in_([sa.literal_column(f"'{state}'") for state in ("REQUESTED", "ACCEPTED", "COUNTERED")]),
        dependencies.c.provider_objective_id.is_not(None),
    )
    .order_by(dependencies.c.id)
)
_AIMS: Final = Statement(
    sa.select(initiatives.c.id, initiatives.c.unit_id, initiative_key_results.c.key_result_id)
    .join(
        initiative_key_results,
        (initiative_key_results.c.organisation_id == initiatives.c.organisation_id)
        & (initiative_key_results.c.initiative_id == initiatives.c.id),
    )
    .join(
        key_results,
        (key_results.c.organisation_id == initiatives.c.organisation_id)
        & (key_results.c.id == initiative_key_results.c.key_result_id),
    )
    .where(
        initiatives.c.organisation_id == _OWN,
        key_results.c.cycle_id == _CYCLE,
        initiatives.c.state.in_([sa.literal_column(f"'{state}'") for state in ("PLANNED", "ACTIVE")]),
    )
    .order_by(initiatives.c.id, initiative_key_results.c.key_result_id)
)


@dataclasses.dataclass(frozen=True, slots=True)
class Ties:
    """What ties the objectives of a cycle together; ``links`` are agreed contributions, from an objective to another."""

    links: Sequence[tuple[UUID, UUID]]
    dependencies: Sequence[structures.Dependency]
    aims: Sequence[structures.InitiativeAim]


async def ties(connection: AsyncConnection, organisation_id: UUID, cycle_id: UUID) -> Ties:
    """Return what ties the objectives of a cycle together, besides words and metrics."""
    given = {"organisation_id": organisation_id, "cycle_id": cycle_id}
    return Ties(
        [(row[0], row[1]) for row in await _LINKS.rows(connection, **given)],
        [structures.Dependency(*row) for row in await _DEPENDENCIES.rows(connection, **given)],
        [structures.InitiativeAim(*row) for row in await _AIMS.rows(connection, **given)],
    )


_VECTORS: Final = Statement(
    sa.select(text_vectors.c.hash, text_vectors.c.vector).where(
        text_vectors.c.organisation_id == _OWN,
        text_vectors.c.model == sa.bindparam("model", type_=sa.Text()),
        text_vectors.c.hash == sa.func.any(sa.bindparam("hashes", type_=ARRAY(sa.LargeBinary()))),
    )
)


async def vectors(
    connection: AsyncConnection, organisation_id: UUID, model: str, fingerprints: Iterable[str]
) -> dict[str, bytes]:
    """Return the stored vectors of texts, by fingerprint; those that no model has read yet are missing."""
    hashes = [bytes.fromhex(one) for one in fingerprints]
    rows = await _VECTORS.rows(connection, organisation_id=organisation_id, model=model, hashes=hashes)
    return {row["hash"].hex(): row["vector"] for row in rows}


_STORE_VECTORS: Final = Statement(
    sa.text(
        """
        insert into samsvar.text_vectors (organisation_id, model, hash, vector)
        select :organisation_id, :model, hash, vector from unnest(:hashes, :vectors) as given(hash, vector)
        on conflict do nothing
        """
    ).bindparams(
        sa.bindparam("organisation_id", type_=sa.Uuid()),
        sa.bindparam("model", type_=sa.Text()),
        sa.bindparam("hashes", type_=ARRAY(sa.LargeBinary())),
        sa.bindparam("vectors", type_=ARRAY(sa.LargeBinary())),
    )
)


async def store_vectors(
    connection: AsyncConnection, organisation_id: UUID, model: str, read: Mapping[str, bytes]
) -> None:
    """Store vectors by the fingerprints of their texts; whoever stored one before was right, too."""
    await _STORE_VECTORS.rows(
        connection,
        organisation_id=organisation_id,
        model=model,
        hashes=[bytes.fromhex(one) for one in sorted(read)],
        vectors=[read[one] for one in sorted(read)],
    )
