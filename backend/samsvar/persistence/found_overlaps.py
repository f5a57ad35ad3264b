"""Overlap findings as a reading finds them again, and stores what became of them: statements."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import Boolean, DateTime, Double, Integer, LargeBinary, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.domain.overlap_findings import OverlapState
from samsvar.domain.overlap_reconciliations import Member, Read, Reconciliation, Stored, Update
from samsvar.domain.overlaps.findings import OverlapKind, OverlapRule
from samsvar.persistence import overlaps
from samsvar.persistence.objectives import objectives
from samsvar.persistence.overlaps import overlap_findings, overlap_members
from samsvar.persistence.statements import Row, Statement, json_text
from samsvar.persistence.units import units

ROWS_A_STATEMENT: Final = 2_000

_OWN: Final = sa.bindparam("organisation_id", type_=Uuid())
_CYCLE: Final = sa.bindparam("cycle_id", type_=Uuid())
_AMONG: Final = sa.bindparam("objective_ids", type_=ARRAY(Uuid()))
"""Null means all of the cycle."""

_finding: Final = overlap_findings.c
_member: Final = overlap_members.c
_IN_GROUP: Final = (
    sa.select(_member.overlap_finding_id)
    .where(_member.organisation_id == _OWN, _member.objective_id == sa.func.any(_AMONG))
    .scalar_subquery()
)
_OF: Final = sa.or_(
    _AMONG.is_(None),
    _finding.a_objective_id == sa.func.any(_AMONG),
    _finding.b_objective_id == sa.func.any(_AMONG),
    _finding.id == sa.func.any(sa.func.array(_IN_GROUP, type_=ARRAY(Uuid))),
)
_STORED: Final = Statement(
    sa.select(overlap_findings)
    .where(_finding.organisation_id == _OWN, _finding.cycle_id == _CYCLE, _OF)
    .order_by(_finding.id)
)
_STORED_MEMBERS: Final = Statement(
    sa.select(overlap_members)
    .where(
        _member.organisation_id == _OWN,
        _member.overlap_finding_id == sa.func.any(sa.bindparam("finding_ids", type_=ARRAY(Uuid()))),
    )
    .order_by(_member.overlap_finding_id, _member.objective_id)
)


async def stored(
    connection: AsyncConnection, organisation_id: UUID, cycle_id: UUID, objective_ids: Collection[UUID] | None = None
) -> list[Stored]:
    """Return the stored findings of a cycle, or those that some objectives are in."""
    among = None if objective_ids is None else list(objective_ids)
    found = await _STORED.rows(connection, organisation_id=organisation_id, cycle_id=cycle_id, objective_ids=among)
    groups = [row["id"] for row in found if row["target"] is not None]
    members: dict[UUID, list[Member]] = defaultdict(list)
    if groups:
        for row in await _STORED_MEMBERS.rows(connection, organisation_id=organisation_id, finding_ids=groups):
            marks = row["marks"]
            members[row["overlap_finding_id"]].append(
                Member(row["objective_id"], row["key_result_id"], row["language"], marks)
            )
    return [_stored(row, tuple(members.get(row["id"], ()))) for row in found]


def _stored(row: Row, members: tuple[Member, ...]) -> Stored:
    return Stored(
        id=row["id"],
        read=Read(
            kind=OverlapKind(row["computed_kind"]),
            rule=OverlapRule(row["rule"]),
            score=row["score"],
            a=Member(row["a_objective_id"], row["a_key_result_id"], row["a_language"]),
            b=Member(row["b_objective_id"], row["b_key_result_id"], row["b_language"]),
            is_cross_language=row["is_cross_language"],
            evidence=row["evidence"],
            target=row["target"],
            members=members,
        ),
        group_id=row["group_id"],
        hashes=(row["a_hash"], row["b_hash"]),
        decided_hashes=(row["a_decided_hash"], row["b_decided_hash"]),
        state=OverlapState(row["state"]),
        is_relabelled=row["relabelled_kind"] is not None,
        is_found=row["is_found"],
        version=row["version"],
    )


_OPENNESS: Final = Statement(
    sa.select(objectives.c.id, objectives.c.is_open, units.c.path)
    .join(units, (units.c.organisation_id == objectives.c.organisation_id) & (units.c.id == objectives.c.unit_id))
    .where(objectives.c.organisation_id == _OWN, objectives.c.id == sa.func.any(_AMONG))
)


async def openness(
    connection: AsyncConnection, organisation_id: UUID, objective_ids: Collection[UUID]
) -> dict[UUID, tuple[bool, str]]:
    """Return of objectives whether everybody may read them, and the path of their unit."""
    found = await _OPENNESS.rows(connection, organisation_id=organisation_id, objective_ids=list(objective_ids))
    return {row["id"]: (row["is_open"], row["path"]) for row in found}


async def hashes(
    connection: AsyncConnection, organisation_id: UUID, objective_ids: Collection[UUID]
) -> dict[UUID, bytes]:
    """
    Return the hash of what each of these objectives says; see :func:`overlaps.content_hash`.

    They are held: none of them goes, moves or changes who may read it until the transaction ends. Always in the order of
    ids, so that nobody waits in a circle.
    """
    among = {"organisation_id": organisation_id, "objective_ids": list(objective_ids)}
    await _HOLD.rows(connection, **among)
    return {row["id"]: row["hash"] for row in await _HASHES.rows(connection, **among)}


_HOLD: Final = Statement(
    sa.select(objectives.c.id)
    .where(objectives.c.organisation_id == _OWN, objectives.c.id == sa.func.any(_AMONG))
    .order_by(objectives.c.id)
    .with_for_update(read=True, key_share=True)
)
_HASHES: Final = Statement(
    sa.select(objectives.c.id, overlaps.content_hash(objectives.c.id, _OWN).label("hash")).where(
        objectives.c.organisation_id == _OWN, objectives.c.id == sa.func.any(_AMONG)
    )
)


# A value of a column for each row; rows of one statement are as many as fit into one round trip without holding it up.
_INSERT: Final = Statement(
    sa.text(
        """
        insert into samsvar.overlap_findings (
               organisation_id, id, cycle_id,
               a_unit_id, a_okr_set_id, a_is_open, a_objective_id, a_key_result_id, a_language, a_hash,
               b_unit_id, b_okr_set_id, b_is_open, b_objective_id, b_key_result_id, b_language, b_hash,
               computed_kind, rule, score, is_cross_language, evidence, target, group_id, detected_at)
        select :organisation_id, g.id, :cycle_id,
               a.unit_id, a.okr_set_id, a.is_open, a.id, ak.id, g.a_language, g.a_hash,
               b.unit_id, b.okr_set_id, b.is_open, b.id, bk.id, g.b_language, g.b_hash,
               g.kind, g.rule, g.score, g.is_cross_language, g.evidence::jsonb, g.target, g.group_id, :at
          from unnest(:ids, :a_objectives, :a_key_results, :a_languages, :a_hashes,
                      :b_objectives, :b_key_results, :b_languages, :b_hashes,
                      :kinds, :rules, :scores, :cross_language, :evidence, :targets, :groups)
               as g(id, a_objective_id, a_key_result_id, a_language, a_hash,
                    b_objective_id, b_key_result_id, b_language, b_hash,
                    kind, rule, score, is_cross_language, evidence, target, group_id)
          join samsvar.objectives a on a.organisation_id = :organisation_id and a.id = g.a_objective_id
          join samsvar.objectives b on b.organisation_id = :organisation_id and b.id = g.b_objective_id
          left join samsvar.key_results ak on ak.organisation_id = :organisation_id and ak.id = g.a_key_result_id
          left join samsvar.key_results bk on bk.organisation_id = :organisation_id and bk.id = g.b_key_result_id
         where a.cycle_id = :cycle_id and b.cycle_id = :cycle_id
            on conflict do nothing
        """
    ).bindparams(
        sa.bindparam("organisation_id", type_=Uuid()),
        sa.bindparam("cycle_id", type_=Uuid()),
        sa.bindparam("at", type_=DateTime(timezone=True)),
        *(sa.bindparam(name, type_=ARRAY(Uuid())) for name in ("ids", "a_objectives", "b_objectives", "groups")),
        *(sa.bindparam(name, type_=ARRAY(Uuid())) for name in ("a_key_results", "b_key_results")),
        *(sa.bindparam(name, type_=ARRAY(Text())) for name in ("a_languages", "b_languages", "kinds", "rules")),
        *(sa.bindparam(name, type_=ARRAY(Text())) for name in ("evidence", "targets")),
        *(sa.bindparam(name, type_=ARRAY(LargeBinary())) for name in ("a_hashes", "b_hashes")),
        sa.bindparam("scores", type_=ARRAY(Double())),
        sa.bindparam("cross_language", type_=ARRAY(Boolean())),
    )
)
_UPDATE: Final = Statement(
    sa.text(
        """
        update samsvar.overlap_findings f
           set a_unit_id = a.unit_id, a_okr_set_id = a.okr_set_id, a_is_open = a.is_open, a_objective_id = a.id,
               a_key_result_id = ak.id, a_language = g.a_language, a_hash = g.a_hash,
               b_unit_id = b.unit_id, b_okr_set_id = b.okr_set_id, b_is_open = b.is_open, b_objective_id = b.id,
               b_key_result_id = bk.id, b_language = g.b_language, b_hash = g.b_hash,
               a_decided_hash = case when f.a_objective_id = a.id or f.a_decided_hash is null then f.a_decided_hash
                                     else g.a_hash end,
               b_decided_hash = case when f.b_objective_id = b.id or f.b_decided_hash is null then f.b_decided_hash
                                     else g.b_hash end,
               rule = g.rule, score = g.score, is_cross_language = g.is_cross_language,
               evidence = g.evidence::jsonb, group_id = g.group_id, is_found = true,
               state = case when g.is_reopened and f.state = g.state then 'OPEN' else f.state end,
               reopened_at = case when g.is_reopened and f.state = g.state then :at else f.reopened_at end,
               version = f.version + g.is_other::int
          from unnest(:ids, :a_objectives, :a_key_results, :a_languages, :a_hashes,
                      :b_objectives, :b_key_results, :b_languages, :b_hashes,
                      :rules, :scores, :cross_language, :evidence, :groups, :states, :reopened, :other)
               as g(id, a_objective_id, a_key_result_id, a_language, a_hash,
                    b_objective_id, b_key_result_id, b_language, b_hash,
                    rule, score, is_cross_language, evidence, group_id, state, is_reopened, is_other)
          join samsvar.objectives a on a.organisation_id = :organisation_id and a.id = g.a_objective_id
          join samsvar.objectives b on b.organisation_id = :organisation_id and b.id = g.b_objective_id
          left join samsvar.key_results ak on ak.organisation_id = :organisation_id and ak.id = g.a_key_result_id
          left join samsvar.key_results bk on bk.organisation_id = :organisation_id and bk.id = g.b_key_result_id
         where f.organisation_id = :organisation_id and f.id = g.id
        """
    ).bindparams(
        sa.bindparam("organisation_id", type_=Uuid()),
        sa.bindparam("at", type_=DateTime(timezone=True)),
        *(sa.bindparam(name, type_=ARRAY(Uuid())) for name in ("ids", "a_objectives", "b_objectives", "groups")),
        *(sa.bindparam(name, type_=ARRAY(Uuid())) for name in ("a_key_results", "b_key_results")),
        *(sa.bindparam(name, type_=ARRAY(Text())) for name in ("a_languages", "b_languages", "rules", "states")),
        sa.bindparam("evidence", type_=ARRAY(Text())),
        *(sa.bindparam(name, type_=ARRAY(LargeBinary())) for name in ("a_hashes", "b_hashes")),
        sa.bindparam("scores", type_=ARRAY(Double())),
        *(sa.bindparam(name, type_=ARRAY(Boolean())) for name in ("cross_language", "reopened", "other")),
    )
)
_NOT_FOUND: Final = Statement(
    sa.text(
        """
        update samsvar.overlap_findings f
           set is_found = false, a_hash = g.a_hash, b_hash = g.b_hash, version = f.version + g.is_other::int
          from unnest(:ids, :a_hashes, :b_hashes, :other) as g(id, a_hash, b_hash, is_other)
         where f.organisation_id = :organisation_id and f.id = g.id
        """
    ).bindparams(
        sa.bindparam("organisation_id", type_=Uuid()),
        sa.bindparam("ids", type_=ARRAY(Uuid())),
        *(sa.bindparam(name, type_=ARRAY(LargeBinary())) for name in ("a_hashes", "b_hashes")),
        sa.bindparam("other", type_=ARRAY(Boolean())),
    )
)
_DELETE: Final = Statement(
    sa.text(
        """
        delete from samsvar.overlap_findings f
         using unnest(:ids, :versions) as g(id, version)
         where f.organisation_id = :organisation_id and f.id = g.id and f.version = g.version
        """
    ).bindparams(
        sa.bindparam("organisation_id", type_=Uuid()),
        sa.bindparam("ids", type_=ARRAY(Uuid())),
        sa.bindparam("versions", type_=ARRAY(Integer())),
    )
)
_DELETE_MEMBERS: Final = Statement(
    sa.delete(overlap_members).where(
        _member.organisation_id == _OWN,
        _member.overlap_finding_id == sa.func.any(sa.bindparam("finding_ids", type_=ARRAY(Uuid()))),
    )
)
_INSERT_MEMBERS: Final = Statement(
    sa.text(
        """
        insert into samsvar.overlap_members (
               organisation_id, overlap_finding_id, objective_id, okr_set_id, unit_id, cycle_id, is_open,
               key_result_id, language, marks)
        select :organisation_id, f.id, o.id, o.okr_set_id, o.unit_id, o.cycle_id, o.is_open, k.id, g.language,
               g.marks::jsonb
          from unnest(:finding_ids, :objectives, :key_results, :languages, :marks)
               as g(finding_id, objective_id, key_result_id, language, marks)
          join samsvar.overlap_findings f on f.organisation_id = :organisation_id and f.id = g.finding_id
          join samsvar.objectives o on o.organisation_id = :organisation_id and o.id = g.objective_id
          left join samsvar.key_results k on k.organisation_id = :organisation_id and k.id = g.key_result_id
        """
    ).bindparams(
        sa.bindparam("organisation_id", type_=Uuid()),
        *(sa.bindparam(name, type_=ARRAY(Uuid())) for name in ("finding_ids", "objectives", "key_results")),
        *(sa.bindparam(name, type_=ARRAY(Text())) for name in ("languages", "marks")),
    )
)
_FRESH_IDS: Final = Statement(
    sa.select(sa.func.uuidv7(type_=Uuid()).label("id")).select_from(
        sa.func.generate_series(1, sa.bindparam("count", type_=Integer()))
    )
)


async def store(
    connection: AsyncConnection,
    organisation_id: UUID,
    cycle_id: UUID,
    read: Sequence[Read],
    what: Reconciliation,
    hashes: Mapping[UUID, bytes],
    *,
    at: dt.datetime,
) -> set[UUID]:
    """Store what a reading came to; return the findings that are new, others, or gone."""
    new = [index for index, own_id in enumerate(what.identities) if own_id is None]
    fresh = [row["id"] for row in await _FRESH_IDS.rows(connection, count=len(new))] if new else []
    own_ids = list(what.identities)
    for index, own_id in zip(new, fresh, strict=True):
        own_ids[index] = own_id
    known: list[UUID] = [own_id for own_id in own_ids if own_id is not None]
    changed = {each.id for each in what.gone} | {each.stored.id for each in what.updates} | set(fresh)
    common: dict[str, Any] = {"organisation_id": organisation_id}
    for gone in _chunks(what.gone):
        await _DELETE.rows(
            connection, **common, ids=[each.id for each in gone], versions=[each.version for each in gone]
        )
    # Groups before the pairs within them.
    for of_groups in (True, False):
        inserts = [index for index in new if (read[index].target is not None) is of_groups]
        for chunk in _chunks(inserts):
            rows = [read[index] for index in chunk]
            chunk_ids = [known[index] for index in chunk]
            sides = [(hashes.get(row.a.objective_id, b""), hashes.get(row.b.objective_id, b"")) for row in rows]
            await _INSERT.rows(
                connection,
                **common,
                cycle_id=cycle_id,
                at=at,
                kinds=[row.kind.value for row in rows],
                targets=[_target(row, own_id) for row, own_id in zip(rows, chunk_ids, strict=True)],
                **_columns(chunk_ids, rows, sides, known),
            )
    found = [each for each in what.updates if each.read is not None]
    for chunk_of in _chunks(found):
        rows = [each.read for each in chunk_of if each.read is not None]
        await _UPDATE.rows(
            connection,
            **common,
            at=at,
            states=[each.stored.state.value for each in chunk_of],
            reopened=[each.is_reopened for each in chunk_of],
            other=[each.is_other for each in chunk_of],
            **_columns([each.stored.id for each in chunk_of], rows, [each.hashes for each in chunk_of], known),
        )
    lost = [each for each in what.updates if each.read is None]
    if lost:
        await _NOT_FOUND.rows(
            connection,
            **common,
            ids=[each.stored.id for each in lost],
            a_hashes=[each.hashes[0] for each in lost],
            b_hashes=[each.hashes[1] for each in lost],
            other=[each.is_other for each in lost],
        )
    await _store_members(connection, organisation_id, [(known[index], read[index]) for index in new], found)
    return changed


async def _store_members(
    connection: AsyncConnection,
    organisation_id: UUID,
    new: Sequence[tuple[UUID, Read]],
    updates: Sequence[Update],
) -> None:
    others = [
        (each.stored.id, each.read)
        for each in updates
        if each.read is not None and each.read.members != each.stored.read.members
    ]
    if others:
        await _DELETE_MEMBERS.rows(
            connection, organisation_id=organisation_id, finding_ids=[own_id for own_id, _ in others]
        )
    members = [(own_id, member) for own_id, read in (*new, *others) for member in read.members]
    for chunk in _chunks(members):
        await _INSERT_MEMBERS.rows(
            connection,
            organisation_id=organisation_id,
            finding_ids=[own_id for own_id, _ in chunk],
            objectives=[member.objective_id for _, member in chunk],
            key_results=[member.key_result_id for _, member in chunk],
            languages=[member.language for _, member in chunk],
            marks=[json_text(member.marks) for _, member in chunk],
        )


def _columns(
    own_ids: Sequence[UUID], rows: Sequence[Read], hashes: Sequence[tuple[bytes, bytes]], known: Sequence[UUID]
) -> dict[str, Any]:
    columns: dict[str, Any] = {
        "ids": list(own_ids),
        "rules": [row.rule.value for row in rows],
        "scores": [row.score for row in rows],
        "cross_language": [row.is_cross_language for row in rows],
        "evidence": [json_text(row.evidence) for row in rows],
        "groups": [None if row.group is None else known[row.group] for row in rows],
        "a_hashes": [pair[0] for pair in hashes],
        "b_hashes": [pair[1] for pair in hashes],
    }
    for letter in "ab":
        sides: list[Member] = [getattr(row, letter) for row in rows]
        columns[f"{letter}_objectives"] = [side.objective_id for side in sides]
        columns[f"{letter}_key_results"] = [side.key_result_id for side in sides]
        columns[f"{letter}_languages"] = [side.language for side in sides]
    return columns


def _target(read: Read, own_id: UUID) -> str | None:
    """A shared text has no name but its finding's."""
    return read.target if read.target is None or read.target else f"text:{own_id}"


def _chunks(rows: Sequence[Any]) -> list[Sequence[Any]]:
    return [rows[start : start + ROWS_A_STATEMENT] for start in range(0, len(rows), ROWS_A_STATEMENT)]
