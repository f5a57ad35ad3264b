"""Overlap findings with the words that they are about, for looking at real data on the command line."""

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.persistence.statements import Statement


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ListedOverlap:
    """
    A finding in words.

    Attributes:
        members: ``{"unit", "objective", "key_result", "language"}`` of each side, of a shared target of each member.
        evidence: As it is stored.
    """

    id: UUID
    kind: str
    rule: str
    score: float
    state: str
    is_found: bool
    is_cross_language: bool
    members: Sequence[Mapping[str, Any]]
    evidence: Mapping[str, Any]


_SIDE: Final = """
    jsonb_build_object(
      'unit', (select u.name from samsvar.units u where u.organisation_id = o.organisation_id and u.id = o.unit_id),
      'objective', o.title, 'objective_id', o.id,
      'key_result', (select k.title from samsvar.key_results k
                      where k.organisation_id = o.organisation_id and k.id = {key_result}),
      'language', {language})
"""
_LISTED: Final = Statement(
    sa.text(
        f"""
        with within as (
            select below.id
              from samsvar.units asked
              join samsvar.units below on below.organisation_id = asked.organisation_id
               and below.path ~>=~ asked.path and below.path ~<~ (asked.path || '~')
             where asked.organisation_id = :organisation_id and lower(asked.name) = lower(:unit)
        )
        select f.id, f.kind, f.rule, f.score, f.state, f.is_found, f.is_cross_language, f.evidence,
               case when f.target is null
                 then jsonb_build_array(
                   (select {_SIDE.format(key_result="f.a_key_result_id", language="f.a_language")}
                      from samsvar.objectives o
                     where o.organisation_id = f.organisation_id and o.id = f.a_objective_id),
                   (select {_SIDE.format(key_result="f.b_key_result_id", language="f.b_language")}
                      from samsvar.objectives o
                     where o.organisation_id = f.organisation_id and o.id = f.b_objective_id))
                 else (select jsonb_agg({_SIDE.format(key_result="m.key_result_id", language="m.language")} order by m.objective_id)
                         from samsvar.overlap_members m
                         join samsvar.objectives o on o.organisation_id = m.organisation_id and o.id = m.objective_id
                        where m.organisation_id = f.organisation_id and m.overlap_finding_id = f.id)
               end as members
          from samsvar.overlap_findings f
         where f.organisation_id = :organisation_id and f.cycle_id = :cycle_id
           and f.score >= :min_score and (:kind is null or f.kind = :kind)
           and (f.group_id is null
                or not exists (select from samsvar.overlap_findings g
                                where g.organisation_id = f.organisation_id and g.id = f.group_id))
           and (:unit is null or f.a_unit_id in (select id from within) or f.b_unit_id in (select id from within)
                or exists (select from samsvar.overlap_members m
                            where m.organisation_id = f.organisation_id and m.overlap_finding_id = f.id
                              and m.unit_id in (select id from within)))
         order by f.score desc, f.id
         limit :limit
        """  # noqa: S608 - put together from what stands above
    ).bindparams(
        sa.bindparam("organisation_id", type_=sa.Uuid()),
        sa.bindparam("cycle_id", type_=sa.Uuid()),
        sa.bindparam("unit", type_=sa.Text()),
        sa.bindparam("kind", type_=sa.Text()),
        sa.bindparam("min_score", type_=sa.Double()),
        sa.bindparam("limit", type_=sa.Integer()),
    )
)


async def listed(
    connection: AsyncConnection,
    organisation_id: UUID,
    cycle_id: UUID,
    *,
    unit: str | None,
    kind: str | None,
    min_score: float,
    limit: int,
) -> list[ListedOverlap]:
    """Return findings of a cycle, the surest first; ``unit`` (a name) with what is below it."""
    rows = await _LISTED.rows(
        connection,
        organisation_id=organisation_id,
        cycle_id=cycle_id,
        unit=unit,
        kind=kind,
        min_score=min_score,
        limit=limit,
    )
    return [ListedOverlap(**dict(row)) for row in rows]


_IS_UNIT: Final = Statement(
    sa.text(
        """
        select from samsvar.units where organisation_id = :organisation_id and lower(name) = lower(:unit) limit 1
        """
    ).bindparams(sa.bindparam("organisation_id", type_=sa.Uuid()), sa.bindparam("unit", type_=sa.Text()))
)


async def is_unit(connection: AsyncConnection, organisation_id: UUID, unit: str) -> bool:
    """Whether there is, or was, a unit of this name."""
    return bool(await _IS_UNIT.rows(connection, organisation_id=organisation_id, unit=unit))
