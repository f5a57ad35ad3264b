"""
Overlap findings as they are read: how strong, which are listed, whose; and one to be decided on.

Strength is not stored: it follows from likeness and the organisation's thresholds, which move (ADR 0096).
"""

import dataclasses
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.domain.overlap_findings import BLOCKING_KINDS, BY_TEXT, UNRESOLVED, TreatedOverlap
from samsvar.domain.overlaps.findings import OverlapRule
from samsvar.domain.overlaps.strengths import SHIPPED, Strength
from samsvar.persistence import literals, overlap_calibrations, records, schema, units
from samsvar.persistence.objectives import objectives
from samsvar.persistence.overlaps import overlap_findings, overlap_members

CERTAIN: Final = tuple(rule for rule in OverlapRule if rule not in BY_TEXT)
"""Rules that look at structure."""

UNSETTLED: Final = ("OPEN", "CONFIRMED", "IN_CASE")
"""States in which somebody still has something to do."""

Value = sa.ColumnElement[Any]


def strength(finding: schema.Row) -> sa.ColumnElement[str]:
    """Return how sure a finding is, by the organisation's own thresholds."""
    return sa.case(
        (finding.c.rule.in_(literals.words(CERTAIN)), literals.word(Strength.CERTAIN)),
        (finding.c.score >= _threshold(SHIPPED.strong), literals.word(Strength.STRONG)),
        (finding.c.score >= _threshold(SHIPPED.likely), literals.word(Strength.LIKELY)),
        else_=literals.word(Strength.POSSIBLE),
    )


def urgency(finding: schema.Row) -> sa.ColumnElement[int]:
    """Return in which order findings that are equally sure are told: conflicts, shared targets, overlaps, interfaces."""
    told = ("CONFLICT", "SHARED_TARGET", "OVERLAP")
    return sa.case(
        *((finding.c.kind == literals.word(kind), literals.number(place)) for place, kind in enumerate(told)),
        else_=literals.number(len(told)),
    )


def is_listed(finding: schema.Row, min_score: Value | None = None) -> sa.ColumnElement[bool]:
    """
    Return which findings are shown.

    What people decided on always is. Else the last reading must have found it, it must be strong enough, and not say in a pair
    what a group says that the reader sees: of a group with a draft in it the reader sees pairs.

    Args:
        min_score: Least likeness; the organisation's threshold when left out.
    """
    least = _threshold(SHIPPED.possible) if min_score is None else sa.cast(min_score, sa.Double())
    group = overlap_findings.alias("target_group")
    is_said_by_group = sa.exists().where(
        group.c.organisation_id == finding.c.organisation_id, group.c.id == finding.c.group_id, group.c.is_found
    )
    untouched = sa.and_(
        finding.c.is_found,
        finding.c.score >= least,
        sa.or_(finding.c.group_id.is_(None), sa.not_(is_said_by_group)),
    )
    decided = finding.c.state != literals.word("OPEN")
    return sa.or_(untouched, decided if min_score is None else sa.and_(decided, finding.c.score >= least))


def concerns(finding: schema.Row, unit_id: Value, cycle_id: Value) -> sa.ColumnElement[bool]:
    """Return which findings of a cycle have a side in a unit or below it."""
    within = units.ids_within(units.path_of(unit_id))
    sides = [
        sa.select(each.c.id).where(each.c.cycle_id == cycle_id, each.c[f"{letter}_unit_id"].in_(within))
        for letter, each in ((letter, overlap_findings.alias(f"of_{letter}")) for letter in "ab")
    ]
    member = overlap_members.alias("of_member")
    sides.append(
        sa.select(member.c.overlap_finding_id).where(member.c.cycle_id == cycle_id, member.c.unit_id.in_(within))
    )
    return _is_among(finding, sides)


def both(unit_ids: Value) -> tuple[Value, Value]:
    """Return the two ids in an array; PostgreSQL takes an element of a column, and of no parameter."""
    asked = sa.select(sa.cast(unit_ids, postgresql.ARRAY(sa.Uuid())).label("ids")).subquery("asked")
    one, other = (sa.select(asked.c.ids[literals.number(place)]).scalar_subquery() for place in (1, 2))
    return one, other


def joins(finding: schema.Row, unit_id: Value, other_id: Value, cycle_id: Value) -> sa.ColumnElement[bool]:
    """
    Return which findings of a cycle lie between two units, each with all below it: what a cell of a matrix counts.

    Where one is above the other, it stands for its own OKRs; a unit and itself: what lies within it.
    """
    area, other_area = _area(unit_id, other_id), _area(other_id, unit_id)
    each = overlap_findings.alias("between")
    pairs = sa.select(each.c.id).where(
        each.c.cycle_id == cycle_id,
        each.c.target.is_(None),
        sa.or_(
            each.c.a_unit_id.in_(area) & each.c.b_unit_id.in_(other_area),
            each.c.a_unit_id.in_(other_area) & each.c.b_unit_id.in_(area),
        ),
    )
    member, other = overlap_members.alias("here"), overlap_members.alias("there")
    same = (other.c.overlap_finding_id == member.c.overlap_finding_id) & (other.c.objective_id != member.c.objective_id)
    groups = (
        sa.select(member.c.overlap_finding_id)
        .select_from(member.join(other, same))
        .where(member.c.cycle_id == cycle_id, member.c.unit_id.in_(area), other.c.unit_id.in_(other_area))
    )
    return _is_among(finding, [pairs, groups])


def may_decide(finding: schema.Row, *, revising: sa.Select[Any], consenting: sa.Select[Any]) -> sa.ColumnElement[bool]:
    """
    Return whether the reader may say what a finding is: of one of its units, or of a unit above them all.

    Args:
        revising, consenting: Ids of the units in which the reader may revise OKRs, and consent.
    """
    letters = [finding.c[f"{letter}_unit_id"] for letter in "ab"]
    of_group, its_unit, top = overlap_members.alias("of_group"), units.units.alias("its_unit"), units.units.alias("top")

    def is_within(path: Value) -> sa.ColumnElement[bool]:
        return sa.and_(path.op("~>=~")(top.c.path), path.op("~<~")(top.c.path.op("||")("~")))

    # It says what it takes from outside: of what lies two levels out nothing is taken by itself.
    members = (
        sa.select(of_group.c.objective_id)
        .join_from(of_group, its_unit, its_unit.c.id == of_group.c.unit_id)
        .where(of_group.c.organisation_id == finding.c.organisation_id, of_group.c.overlap_finding_id == finding.c.id)
        .correlate(top)
    )
    is_of_one = sa.or_(
        *(unit_id.in_(revising) for unit_id in letters), members.where(of_group.c.unit_id.in_(revising)).exists()
    )
    is_above_all = (
        sa.select(top.c.id)
        .where(
            top.c.id.in_(consenting),
            *(is_within(units.path_of(unit_id)) for unit_id in letters),
            sa.not_(members.where(sa.not_(is_within(its_unit.c.path))).exists()),
        )
        .exists()
    )
    return sa.or_(is_of_one, is_above_all)


def of_objective(finding: schema.Row, objective_id: Value) -> sa.ColumnElement[bool]:
    """Return which findings an objective is in."""
    sides = [
        sa.select(each.c.id).where(each.c[f"{letter}_objective_id"] == objective_id)
        for letter, each in ((letter, overlap_findings.alias(f"of_{letter}")) for letter in "ab")
    ]
    member = overlap_members.alias("of_member")
    sides.append(sa.select(member.c.overlap_finding_id).where(member.c.objective_id == objective_id))
    return _is_among(finding, sides)


def of_key_result(finding: schema.Row, key_result: schema.Row) -> sa.ColumnElement[bool]:
    """Return which findings have their evidence in a key result."""
    member = overlap_members.alias("in_group")
    named = sa.exists().where(
        member.c.organisation_id == finding.c.organisation_id,
        member.c.overlap_finding_id == finding.c.id,
        member.c.key_result_id == key_result.c.id,
    )
    return sa.and_(
        of_objective(finding, key_result.c.objective_id),
        sa.or_(finding.c.a_key_result_id == key_result.c.id, finding.c.b_key_result_id == key_result.c.id, named),
    )


def unresolved_of_set(*, okr_set_id: Value, unit_id: Value, cycle_id: Value) -> sa.Select[Any]:
    """
    Return what a set's objectives have in common with other units' that people confirmed and nobody has settled.

    Returns:
        A select of ``id``, ``kind``, ``objective_id`` (the set's first that is in it) and ``units`` (names of the others, an array).
    """
    finding, own, own_in_group = (
        overlap_findings.alias("unresolved"),
        objectives.alias("own"),
        objectives.alias("in_group"),
    )
    member = overlap_members.alias("of_member")
    states, kinds = literals.words(UNRESOLVED), literals.words(BLOCKING_KINDS)
    of_set = [
        sa.select(each.c.id).where(
            each.c[f"{letter}_unit_id"] == unit_id,
            each.c.cycle_id == cycle_id,
            each.c[f"{letter}_okr_set_id"] == okr_set_id,
            each.c.state.in_(states),
        )
        for letter, each in ((letter, overlap_findings.alias(f"of_{letter}")) for letter in "ab")
    ]
    of_set.append(
        sa.select(member.c.overlap_finding_id).where(
            member.c.objective_id.in_(sa.select(own_in_group.c.id).where(own_in_group.c.okr_set_id == okr_set_id))
        )
    )
    named, among = units.units.alias("named"), overlap_members.alias("among")
    in_group = (
        sa.exists()
        .where(among.c.organisation_id == finding.c.organisation_id, among.c.overlap_finding_id == finding.c.id)
        .correlate_except(among)
    )
    first = (
        sa.select(own.c.id)
        .where(
            own.c.okr_set_id == okr_set_id,
            sa.or_(
                own.c.id == finding.c.a_objective_id,
                own.c.id == finding.c.b_objective_id,
                in_group.where(among.c.objective_id == own.c.id),
            ),
        )
        .order_by(own.c.position, own.c.id)
        .limit(1)
        .scalar_subquery()
    )
    others = (
        sa.select(sa.func.array_agg(postgresql.aggregate_order_by(named.c.name, named.c.name)))
        .where(
            named.c.id != unit_id,
            sa.or_(
                named.c.id == finding.c.a_unit_id,
                named.c.id == finding.c.b_unit_id,
                in_group.where(among.c.unit_id == named.c.id),
            ),
        )
        .scalar_subquery()
    )
    return sa.select(
        finding.c.id,
        finding.c.kind,
        first.label("objective_id"),
        sa.func.coalesce(others, sa.literal_column("'{}'::text[]"), type_=postgresql.ARRAY(sa.Text())).label("units"),
    ).where(_is_among(finding, of_set), finding.c.state.in_(states), finding.c.kind.in_(kinds))


def side(finding: schema.Row, letter: str) -> sa.Select[Any]:
    """Return one of the two objectives of a finding, as a row: ``objective_id``, ``unit_id``, ``key_result_id``, ``language``, ``marks``."""
    return sa.select(
        finding.c[f"{letter}_objective_id"].label("objective_id"),
        finding.c[f"{letter}_unit_id"].label("unit_id"),
        finding.c[f"{letter}_key_result_id"].label("key_result_id"),
        finding.c[f"{letter}_language"].label("language"),
        finding.c.evidence[f"{letter}_marks"].label("marks"),
        literals.number("ab".index(letter)).label("place"),
    )


def sides(finding: schema.Row) -> sa.Select[Any]:
    """Return all objectives of a finding that the reader sees: the two of a pair, the members of a group; rows as of :func:`side`."""
    member = overlap_members.alias("member")
    members = sa.select(
        member.c.objective_id,
        member.c.unit_id,
        member.c.key_result_id,
        member.c.language,
        member.c.marks,
        sa.case(
            (member.c.objective_id == finding.c.a_objective_id, literals.number(0)),
            (member.c.objective_id == finding.c.b_objective_id, literals.number(1)),
            else_=literals.number(2),
        ),
    ).where(member.c.organisation_id == finding.c.organisation_id, member.c.overlap_finding_id == finding.c.id)
    pair = [side(finding, letter).where(finding.c.target.is_(None)) for letter in "ab"]
    return sa.select(sa.union_all(*pair, members).subquery("sides"))


def marks(of_side: schema.Row) -> sa.Select[Any]:
    """Return what to mark in the titles of a side: ``node_id`` (global id), ``start``, ``end``, ``place``."""
    mark = (
        sa.func.jsonb_array_elements(of_side.c.marks)
        .table_valued(sa.column("value", postgresql.JSONB()), with_ordinality="place", name="mark")
        .render_derived()
    )
    own_id = mark.c.value["node_id"].astext
    is_objective = own_id == sa.cast(of_side.c.objective_id, sa.Text())
    return sa.select(
        sa.case(
            (is_objective, literals.word("objective_").op("||")(own_id)),
            else_=literals.word("key_result_").op("||")(own_id),
        ).label("node_id"),
        sa.cast(mark.c.value["start"].astext, sa.Integer()).label("start"),
        sa.cast(mark.c.value["end"].astext, sa.Integer()).label("end"),
        mark.c.place.label("place"),
    ).select_from(mark)


def evidence(finding: schema.Row) -> sa.Select[Any]:
    """Return why a finding was made, as a row: its lists, and the ids of what it names."""
    why = finding.c.evidence
    empty = sa.literal_column("'[]'::jsonb", postgresql.JSONB())
    return sa.select(
        *(
            sa.func.coalesce(why[name], empty, type_=postgresql.JSONB()).label(name)
            for name in ("words_in_common", "word_pairs", "parts")
        ),
        *(sa.cast(why[name].astext, sa.Uuid()).label(name) for name in ("metric_id", "dependency_id")),
        *(why[name].astext.label(name) for name in ("a_direction", "b_direction")),
    )


def _area(unit_id: Value, other_id: Value) -> sa.Select[Any]:
    """Return the ids of a unit and all below it; of the unit alone when the other one is below it."""
    each = units.units.alias("in_area")
    path, other_path = units.path_of(unit_id), units.path_of(other_id)
    past = path.op("||")("~")
    is_above = sa.and_(other_path.op("~>=~")(path), other_path.op("~<~")(past))
    within = sa.and_(each.c.path.op("~>=~")(path), each.c.path.op("~<~")(past))
    return sa.select(each.c.id).where(within, sa.or_(each.c.id == unit_id, unit_id == other_id, sa.not_(is_above)))


def _threshold(shipped: float) -> sa.ColumnElement[float]:
    """Return a shipped threshold, moved as far as the organisation's decisions have moved it."""
    return sa.literal_column(f"{shipped}::float8", sa.Double()) + overlap_calibrations.shift()


def _is_among(finding: schema.Row, parts: list[sa.Select[Any]]) -> sa.ColumnElement[bool]:
    """Return which findings any of the selects names: found by the index of each first, whatever the planner thinks of how many."""
    own_id: sa.ColumnElement[UUID] = finding.c.id
    return own_id == sa.any_(sa.func.array(sa.union(*parts).scalar_subquery(), type_=postgresql.ARRAY(sa.Uuid())))


async def load(connection: AsyncConnection, organisation_id: UUID, finding_id: UUID) -> TreatedOverlap | None:
    """Return a finding of which the transaction sees both sides, held until it ends."""
    return await records.one(
        connection,
        TreatedOverlap,
        sa.select(*records.columns(overlap_findings, TreatedOverlap))
        .where(overlap_findings.c.organisation_id == organisation_id, overlap_findings.c.id == finding_id)
        .with_for_update(key_share=True),
    )


@dataclasses.dataclass(frozen=True, slots=True)
class Place:
    """Where a side of a finding stands; ``unit_path`` as of today."""

    objective_id: UUID
    okr_set_id: UUID
    is_open: bool
    unit_id: UUID
    unit_path: str


async def places(connection: AsyncConnection, organisation_id: UUID, finding_id: UUID) -> list[Place]:
    """Return where all sides of a finding stand that the transaction sees: two of a pair, the members of a group."""
    finding, member, unit = overlap_findings.c, overlap_members.c, units.units.c
    columns = ("objective_id", "okr_set_id", "is_open", "unit_id")
    ends = [
        sa.select(*(finding[f"{letter}_{name}"].label(name) for name in columns)).where(
            finding.organisation_id == organisation_id, finding.id == finding_id
        )
        for letter in "ab"
    ]
    members = sa.select(*(member[name] for name in columns)).where(
        member.organisation_id == organisation_id, member.overlap_finding_id == finding_id
    )
    sides_ = sa.union(*ends, members).subquery("ends")
    return await records.many(
        connection,
        Place,
        sa.select(*(sides_.c[name] for name in columns), unit.path.label("unit_path"))
        .where(unit.organisation_id == organisation_id, unit.id == sides_.c.unit_id)
        .order_by(sides_.c.objective_id),
    )


async def reopen(connection: AsyncConnection, organisation_id: UUID, finding: TreatedOverlap) -> None:
    """Store a finding as nobody had decided on it."""
    column = overlap_findings.c
    await connection.execute(
        sa.update(overlap_findings)
        .where(column.organisation_id == organisation_id, column.id == finding.id)
        .values(
            state=finding.state,
            reason=finding.reason,
            decided_by_name=None,
            decided_at=None,
            a_decided_hash=None,
            b_decided_hash=None,
            version=finding.version,
        )
    )


async def relabel(connection: AsyncConnection, organisation_id: UUID, finding: TreatedOverlap) -> None:
    """Store what people call a finding; as computed, when that is what they call it."""
    column = overlap_findings.c
    await connection.execute(
        sa.update(overlap_findings)
        .where(column.organisation_id == organisation_id, column.id == finding.id)
        .values(
            relabelled_kind=None if finding.kind is finding.computed_kind else finding.kind,
            reason=finding.reason,
            version=finding.version,
        )
    )
