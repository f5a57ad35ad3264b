"""What commitment looks at: a set's OKRs with their links."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.domain import key_results as definitions
from samsvar.domain import okr_sets as rules
from samsvar.domain.key_results import ON_THE_WAY
from samsvar.domain.okr_sets import OkrSet, WrittenKeyResult, WrittenObjective, WrittenOverlap
from samsvar.domain.overlaps.findings import OverlapKind
from samsvar.persistence import ids, key_results, objectives, overlap_findings, schema
from samsvar.persistence.check_ins import check_ins
from samsvar.persistence.contributions import contributions
from samsvar.persistence.dependencies import dependencies

_UNDECIDED = ("REQUESTED", "COUNTERED")


async def written(
    connection: AsyncConnection, organisation_id: UUID, okr_set: OkrSet
) -> tuple[list[WrittenObjective], list[tuple[UUID, str]]]:
    """Return a set's objectives, and the gating dependencies on its unit that wait for an answer (id, what)."""
    own = await objectives.of_set(connection, organisation_id, okr_set.id)
    own_ids = [each.id for each in own]
    proofs = defaultdict(list)
    for each in await key_results.of_objectives(connection, organisation_id, own_ids):
        proofs[each.objective_id].append(WrittenKeyResult(id=each.id, title=each.title, definition=each.definition))
    link, need = contributions.c, dependencies.c
    contributing = await connection.execute(
        sa.select(link.from_objective_id)
        .where(
            link.organisation_id == organisation_id, ids.among(link.from_objective_id, own_ids), link.state == "AGREED"
        )
        .distinct()
    )
    contributes = set(contributing.scalars())
    found = await connection.execute(
        sa.select(need.consumer_objective_id, need.id, need.what, need.provider_unit_id)
        .where(
            need.organisation_id == organisation_id,
            need.kind == "GATES",
            need.state.in_(_UNDECIDED),
            sa.or_(
                ids.among(need.consumer_objective_id, own_ids),
                (need.provider_unit_id == okr_set.unit_id) & (need.cycle_id == okr_set.cycle_id),
            ),
        )
        .order_by(need.id)
    )
    undecided, asked = defaultdict(list), []
    for row in found:
        if row.consumer_objective_id in proofs or row.consumer_objective_id in own_ids:
            undecided[row.consumer_objective_id].append((row.id, row.what))
        else:
            asked.append((row.id, row.what))
    unresolved = defaultdict(list)
    for row in await connection.execute(
        overlap_findings.unresolved_of_set(
            okr_set_id=sa.literal(okr_set.id, sa.Uuid()),
            unit_id=sa.literal(okr_set.unit_id, sa.Uuid()),
            cycle_id=sa.literal(okr_set.cycle_id, sa.Uuid()),
        )
    ):
        unresolved[row.objective_id].append(WrittenOverlap(id=row.id, kind=OverlapKind(row.kind), units=row.units))
    return [
        WrittenObjective(
            id=each.id,
            title=each.title,
            key_results=proofs[each.id],
            contributes=each.id in contributes,
            stands_alone_reason=each.stands_alone_reason,
            undecided=undecided[each.id],
            unresolved=sorted(unresolved[each.id], key=lambda overlap: overlap.id),
        )
        for each in own
    ], asked


async def has_check_ins(
    connection: AsyncConnection,
    organisation_id: UUID,
    okr_set_id: UUID,
    *,
    objective_id: UUID | None = None,
    key_result_id: UUID | None = None,
) -> bool:
    """Return whether a set was followed, or just one objective or key result of it."""
    where = [check_ins.c.organisation_id == organisation_id, check_ins.c.okr_set_id == okr_set_id]
    if objective_id is not None:
        where.append(check_ins.c.objective_id == objective_id)
    if key_result_id is not None:
        where.append(check_ins.c.key_result_id == key_result_id)
    found = await connection.execute(sa.select(sa.exists().where(*where)))
    return bool(found.scalar_one())


async def supported_by(
    connection: AsyncConnection, organisation_id: UUID, objective_ids: Collection[UUID]
) -> set[UUID]:
    """Return the objectives that these contribute to: their support changes when these are shown, or hidden."""
    link = contributions.c
    found = await connection.execute(
        sa.select(link.to_objective_id)
        .where(
            link.organisation_id == organisation_id,
            ids.among(link.from_objective_id, objective_ids),
            link.to_objective_id.is_not(None),
        )
        .distinct()
    )
    return set(found.scalars())


def missing(okr_set: schema.Row) -> sa.Select[Any]:
    """
    Return what a set lacks before it can be committed to, as an expression to read with the set's row.

    :func:`samsvar.domain.okr_sets.missing_for_commitment` is where the rule is; a test holds this to it.

    Returns:
        A select of ``code``, ``title``, ``details`` (codes of what a key result lacks), the id of the record to mend
        in one of ``okr_set_id``, ``objective_id``, ``key_result_id``, ``dependency_id``, ``overlap_finding_id``, ``place``, which sorts,
        and of an overlap its ``kind`` and the names of the other ``units``.
    """
    objective, need, link = (
        objectives.objectives.alias("lacking"),
        dependencies.alias("need"),
        contributions.alias("link"),
    )
    proof, own = key_results.key_results.alias("proof"), objectives.objectives.alias("own")
    in_set = objective.c.okr_set_id == okr_set.c.id
    waits = sa.and_(need.c.kind == _word("GATES"), need.c.state.in_([_word(state) for state in _UNDECIDED]))
    of_own = sa.exists().where(own.c.okr_set_id == okr_set.c.id, own.c.id == need.c.consumer_objective_id)
    asked_of_unit = sa.and_(need.c.provider_unit_id == okr_set.c.unit_id, need.c.cycle_id == okr_set.c.cycle_id)
    proven = sa.exists().where(proof.c.objective_id == objective.c.id)
    contributes = sa.exists().where(link.c.from_objective_id == objective.c.id, link.c.state == _word("AGREED"))
    stands_alone = sa.func.trim(sa.func.coalesce(objective.c.stands_alone_reason, _word(""))) != _word("")
    lacking = _lacking(proof)
    overlap = overlap_findings.unresolved_of_set(
        okr_set_id=okr_set.c.id, unit_id=okr_set.c.unit_id, cycle_id=okr_set.c.cycle_id
    ).subquery("overlap")
    found = sa.union_all(
        _lack("DEPENDENCY_UNDECIDED", need.c.what, _place(-1), dependency=need.c.id).where(
            waits, asked_of_unit, sa.not_(of_own)
        ),
        _lack("NOTHING_TO_COMMIT_TO", _word(""), _place(-1), okr_set=okr_set.c.id).where(
            sa.not_(sa.exists().where(own.c.okr_set_id == okr_set.c.id))
        ),
        _lack("OBJECTIVE_UNPROVEN", objective.c.title, objective.c.position, objective=objective.c.id).where(
            in_set, sa.not_(proven)
        ),
        _lack("CONTRIBUTES_TO_NOTHING", objective.c.title, objective.c.position, objective=objective.c.id).where(
            in_set, sa.not_(contributes), sa.not_(stands_alone)
        ),
        _lack("DEPENDENCY_UNDECIDED", need.c.what, objective.c.position, dependency=need.c.id)
        .select_from(need.join(objective, objective.c.id == need.c.consumer_objective_id))
        .where(in_set, waits),
        _lack("KEY_RESULT_INCOMPLETE", proof.c.title, objective.c.position, key_result=proof.c.id, details=lacking)
        .select_from(proof.join(objective, objective.c.id == proof.c.objective_id))
        .where(in_set, sa.func.cardinality(lacking) > 0),
        _lack("OVERLAP_UNRESOLVED", objective.c.title, objective.c.position, overlap=overlap)
        .select_from(overlap.join(objective, objective.c.id == overlap.c.objective_id))
        .where(in_set),
    ).subquery("missing")
    return sa.select(found)


def advice(okr_set: Any) -> sa.Select[Any]:  # noqa: ANN401 - a row of a statement being built
    """
    Return what experience advises against in a set: :func:`samsvar.domain.okr_sets.warnings` in SQL.

    Returns:
        A select of ``code``, ``okr_set_id`` or ``objective_id``, ``title`` of the objective, ``count`` of what there
        is too much or too little of, and ``place``, which sorts.
    """
    own, proof = objectives.objectives.alias("own"), key_results.key_results.alias("proof")
    nobody = sa.literal_column("null::uuid", sa.Uuid())
    held = sa.select(sa.func.count()).select_from(own).where(own.c.okr_set_id == okr_set.c.id).scalar_subquery()
    proofs = (
        sa.select(sa.func.count()).select_from(proof).where(proof.c.objective_id == own.c.id).correlate(own)
    ).scalar_subquery()
    parts = [
        sa.select(
            _word(code).label("code"),
            okr_set.c.id.label("okr_set_id"),
            nobody.label("objective_id"),
            _word("").label("title"),
            held.label("count"),
            _place(-1).label("place"),
        ).where(condition)
        for code, condition in (
            (rules.NO_OBJECTIVES, held == _place(0)),
            (rules.TOO_MANY_OBJECTIVES, held > _place(rules.MOST_OBJECTIVES)),
        )
    ]
    parts += [
        sa.select(_word(code), nobody, own.c.id, own.c.title, proofs, own.c.position).where(
            own.c.okr_set_id == okr_set.c.id, condition
        )
        for code, condition in (
            (rules.TOO_FEW_KEY_RESULTS, proofs < _place(definitions.FEW)),
            (rules.TOO_MANY_KEY_RESULTS, proofs > _place(definitions.MANY)),
        )
    ]
    return sa.select(sa.union_all(*parts).subquery("advice"))


def _lacking(proof: schema.Row) -> sa.ColumnElement[Any]:
    """Return the codes of what a key result's definition lacks: :func:`samsvar.domain.key_results.missing_in` in SQL."""
    is_milestone, on_the_way = (
        proof.c.kind == _word("MILESTONE"),
        proof.c.kind.in_([_word(kind) for kind in ON_THE_WAY]),
    )
    no_steps = sa.func.coalesce(sa.func.jsonb_array_length(proof.c.steps), _place(0)) == _place(0)
    conditions = {
        definitions.STEPS_MISSING: sa.and_(is_milestone, no_steps),
        definitions.METRIC_MISSING: sa.and_(sa.not_(is_milestone), proof.c.metric_id.is_(None)),
        definitions.BAND_MISSING: sa.and_(
            proof.c.kind == _word("MAINTAIN"), proof.c.band_low.is_(None), proof.c.band_high.is_(None)
        ),
        definitions.BASELINE_MISSING: sa.and_(on_the_way, proof.c.baseline.is_(None)),
        definitions.TARGET_MISSING: sa.and_(on_the_way, proof.c.target.is_(None)),
        definitions.NO_DISTANCE: sa.and_(on_the_way, proof.c.baseline == proof.c.target),
    }
    codes = postgresql.array([sa.case((condition, _word(code))) for code, condition in sorted(conditions.items())])
    return sa.func.array_remove(codes, sa.null(), type_=postgresql.ARRAY(sa.Text))


def _lack(
    code: str,
    title: sa.ColumnElement[str],
    place: sa.ColumnElement[int],
    *,
    okr_set: sa.ColumnElement[UUID] | None = None,
    objective: sa.ColumnElement[UUID] | None = None,
    key_result: sa.ColumnElement[UUID] | None = None,
    dependency: sa.ColumnElement[UUID] | None = None,
    overlap: schema.Row | None = None,
    details: sa.ColumnElement[list[str]] | None = None,
) -> sa.Select[*tuple[Any, ...]]:
    nothing = sa.literal_column("'{}'::text[]", postgresql.ARRAY(sa.Text))
    ends = {
        "okr_set_id": okr_set,
        "objective_id": objective,
        "key_result_id": key_result,
        "dependency_id": dependency,
        "overlap_finding_id": None if overlap is None else overlap.c.id,
    }
    return sa.select(
        _word(code).label("code"),
        title.label("title"),
        (nothing if details is None else details).label("details"),
        place.label("place"),
        *(
            (sa.literal_column("null::uuid", sa.Uuid()) if end is None else end).label(name)
            for name, end in ends.items()
        ),
        (sa.literal_column("null", sa.Text()) if overlap is None else overlap.c.kind).label("kind"),
        (nothing if overlap is None else overlap.c.units).label("units"),
    )


def _word(value: str) -> sa.ColumnElement[str]:
    return sa.literal_column(f"'{value}'", sa.Text())


def _place(value: int) -> sa.ColumnElement[int]:
    return sa.literal_column(str(value), sa.Integer())
