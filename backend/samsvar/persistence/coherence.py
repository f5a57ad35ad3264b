"""
What coherence looks at: a set with all that planning asks about, read in one statement.

The row policies decide what of it the reader sees: a draft of another unit contradicts nothing that its reader may see.
"""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final, Protocol
from uuid import UUID

from samsvar.domain.contributions import ContributionState
from samsvar.domain.dependencies import DependencyKind, DependencyState
from samsvar.domain.key_results import Definition, KeyResultKind, Step
from samsvar.domain.moals import MoalState
from samsvar.domain.objectives import ObjectiveKind
from samsvar.domain.overlap_findings import OverlapState
from samsvar.domain.overlaps.findings import OverlapKind, OverlapRule
from samsvar.domain.overlaps.strengths import SHIPPED
from samsvar.domain.plans import (
    Above,
    Need,
    PastCycle,
    PastKeyResult,
    Plan,
    PlannedKeyResult,
    PlannedObjective,
    PlannedOverlap,
    SharedSide,
    Upward,
)

MOST_OTHERS: Final = 200
"""So many key results of other units with one of the set's metrics are looked at; more say nothing new."""
CYCLES_BACK: Final = 6
"""So many earlier sets of the unit are looked at: two years."""

_PLAN: Final = """
with asked as materialized (
  select s.organisation_id, s.id, s.unit_id, s.cycle_id, s.capacity_note, u.name as unit, u.path, u.parent_id,
         c.starts_on, c.ends_on
    from samsvar.okr_sets s
    join samsvar.units u on u.organisation_id = s.organisation_id and u.id = s.unit_id
    join samsvar.cycles c on c.organisation_id = s.organisation_id and c.id = s.cycle_id
   where s.id = $1
), own as materialized (
  select o.id, o.title, o.kind, o.stands_alone_reason, o.position
    from samsvar.objectives o
   where o.okr_set_id = $1
), proof as materialized (
  select k.id, k.objective_id, k.title, k.kind, k.metric_id, k.baseline, k.target, k.stretch, k.band_low, k.band_high,
         k.steps, k.position, coalesce(m.name, '') as metric, coalesce(m.measure, '') as measure
    from samsvar.key_results k
    left join samsvar.metrics m on m.organisation_id = k.organisation_id and m.id = k.metric_id
   where k.objective_id = any (array(select id from own))
), upward as (
  select l.from_objective_id as objective_id, l.state, coalesce(k.title, o.title, m.title) as title, w.name as waits_for,
         m.id as moal_id, m.state as moal_state, m.year as moal_year, l.created_at, l.id
    from samsvar.contributions l
    left join samsvar.key_results k on k.organisation_id = l.organisation_id and k.id = l.to_key_result_id
    left join samsvar.objectives o on o.organisation_id = l.organisation_id and o.id = l.to_objective_id
    left join samsvar.moals m on m.organisation_id = l.organisation_id and m.id = l.to_moal_id
    left join samsvar.units w on w.organisation_id = l.organisation_id
          and w.id = case when l.from_consented_at is null then l.from_unit_id
                          when l.to_consented_at is null then l.to_unit_id end
   where l.from_objective_id = any (array(select id from own)) and l.state not in ('DECLINED', 'WITHDRAWN')
), need as (
  select d.id, d.what, d.kind, d.state, d.needed_by, d.fallback, cu.name as consumer, pu.name as provider,
         case when d.consumer_objective_id = any (array(select id from own)) then d.consumer_objective_id end
           as objective_id
    from samsvar.dependencies d
    join samsvar.units cu on cu.organisation_id = d.organisation_id and cu.id = d.consumer_unit_id
    join samsvar.units pu on pu.organisation_id = d.organisation_id and pu.id = d.provider_unit_id
   where d.state not in ('WITHDRAWN', 'DELIVERED')
     and (d.consumer_objective_id = any (array(select id from own))
          or (d.provider_unit_id = (select unit_id from asked) and d.cycle_id = (select cycle_id from asked)))
), other as (
  select k.id, k.objective_id, k.title, k.kind, k.metric_id, k.baseline, k.target, k.band_low, k.band_high,
         p.metric, p.measure, u.name as unit,
         array(select l.from_objective_id from samsvar.contributions l
                where l.to_objective_id = k.objective_id and l.from_objective_id = any (array(select id from own))
                  and l.state not in ('DECLINED', 'WITHDRAWN')
               union all
               select l.to_objective_id from samsvar.contributions l
                where l.from_objective_id = k.objective_id and l.to_objective_id = any (array(select id from own))
                  and l.state not in ('DECLINED', 'WITHDRAWN')) as linked_to
    from (select distinct metric_id, metric, measure from proof where metric_id is not null) p
    join samsvar.key_results k on k.metric_id = p.metric_id
    join samsvar.units u on u.organisation_id = k.organisation_id and u.id = k.unit_id
   where k.cycle_id = (select cycle_id from asked) and k.okr_set_id <> $1
     and k.kind in ('INCREASE', 'DECREASE', 'MAINTAIN')
   order by u.path, k.position, k.id
   limit $2
), shared as materialized (
  select f.organisation_id, f.id, f.kind, f.state, f.rule, f.score, f.a_objective_id, f.b_objective_id
    from samsvar.overlap_findings f
   where f.id = any (array(
           select x.id from samsvar.overlap_findings x where x.a_objective_id = any (array(select id from own))
           union select x.id from samsvar.overlap_findings x where x.b_objective_id = any (array(select id from own))
           union select m.overlap_finding_id from samsvar.overlap_members m
                  where m.objective_id = any (array(select id from own))))
     and (f.state in ('CONFIRMED', 'IN_CASE')
          or f.state = 'OPEN' and f.is_found and f.kind <> 'INTERFACE'
             and f.score >= $4::float8 + coalesce((select c.learned_shift from samsvar.overlap_calibrations c where c.is_on), 0)
             and (f.group_id is null
                  or not exists (select 1 from samsvar.overlap_findings g where g.id = f.group_id and g.is_found)))
), shared_side as materialized (
  select s.id, e.objective_id from shared s, lateral (values (s.a_objective_id), (s.b_objective_id)) e(objective_id)
  union
  select s.id, m.objective_id
    from shared s
    join samsvar.overlap_members m on m.organisation_id = s.organisation_id and m.overlap_finding_id = s.id
), overlap as (
  select s.id, s.kind, s.state, s.rule, s.score,
         (select o.id from own o where o.id in (select e.objective_id from shared_side e where e.id = s.id)
           order by o.position, o.id limit 1) as objective_id,
         (select jsonb_agg(jsonb_build_object('id', o.id, 'title', o.title, 'unit', u.name) order by u.name, o.position, o.id)
            from shared_side e
            join samsvar.objectives o on o.organisation_id = s.organisation_id and o.id = e.objective_id
            join samsvar.units u on u.organisation_id = o.organisation_id and u.id = o.unit_id
           where e.id = s.id and u.id <> (select unit_id from asked)) as others
    from shared s
), past_set as materialized (
  select s.id, c.id as cycle_id, c.name, c.starts_on, c.state in ('REVIEWING', 'CLOSED') as is_over
    from samsvar.okr_sets s
    join samsvar.cycles c on c.organisation_id = s.organisation_id and c.id = s.cycle_id
   where s.unit_id = (select unit_id from asked) and s.is_open and c.ends_on < (select starts_on from asked)
   order by c.starts_on desc
   limit $3
), past_objective as materialized (
  select o.id, o.okr_set_id, o.kind, least(greatest(o.own_result, 0), 1) as share
    from samsvar.objectives o
   where o.okr_set_id = any (array(select id from past_set))
), past_proof as materialized (
  select k.id, k.title, k.kind, k.metric_id, k.baseline, k.target, k.current_value, k.progress, o.okr_set_id
    from past_objective o
    join samsvar.key_results k on k.objective_id = o.id
), past_cycle as (
  select s.cycle_id, s.name, s.starts_on, s.is_over, o.objectives, o.committed_share, o.aspirational_share,
         (select count(*) from past_proof k where k.okr_set_id = s.id) as key_results,
         (select count(distinct i.initiative_id) from samsvar.initiative_key_results i
           where i.key_result_id = any (array(select k.id from past_proof k where k.okr_set_id = s.id))) as initiatives
    from past_set s
    cross join lateral (
      select count(*) as objectives, avg(share) filter (where kind = 'COMMITTED') as committed_share,
             avg(share) filter (where kind = 'ASPIRATIONAL') as aspirational_share
        from past_objective p where p.okr_set_id = s.id) o
), above as (
  select 'Moal' as type, m.id, m.title, u.name as unit, 0 as rank, m.position
    from asked a
    join samsvar.moals m on m.organisation_id = a.organisation_id
     and m.year between extract(year from a.starts_on) and extract(year from a.ends_on)
    join samsvar.units u on u.organisation_id = m.organisation_id and u.id = m.unit_id
   where m.state = 'AGREED' and starts_with(a.path, u.path)
     and not exists (select 1 from samsvar.contributions l
                      where l.to_moal_id = m.id and l.cycle_id = a.cycle_id and l.state = 'AGREED')
  union all
  select 'Objective', o.id, o.title, u.name, length(u.path), o.position
    from asked a
    join samsvar.units u on u.organisation_id = a.organisation_id and u.id <> a.unit_id
     and (u.id = a.parent_id or u.parent_id is null)
    join samsvar.objectives o on o.organisation_id = u.organisation_id and o.unit_id = u.id and o.cycle_id = a.cycle_id
   where not exists (select 1 from samsvar.contributions l
                      where l.to_objective_id = o.id and l.state = 'AGREED')
)
select jsonb_build_object(
  'asked', (select to_jsonb(a) from asked a),
  'initiatives', (select count(distinct i.initiative_id) from samsvar.initiative_key_results i
                   where i.key_result_id = any (array(select id from proof))),
  'objectives', (select jsonb_agg(to_jsonb(x) order by x.position, x.id) from own x),
  'keyResults', (select jsonb_agg(to_jsonb(x) order by x.position, x.id) from proof x),
  'upward', (select jsonb_agg(to_jsonb(x) order by x.created_at, x.id) from upward x),
  'needs', (select jsonb_agg(to_jsonb(x) order by x.needed_by, x.id) from need x),
  'overlaps', (select jsonb_agg(to_jsonb(x) order by x.score desc, x.id) from overlap x),
  'others', (select jsonb_agg(to_jsonb(x)) from other x),
  'past', (select jsonb_agg(to_jsonb(k) || jsonb_build_object('cycle', s.name, 'is_over', s.is_over)
                            order by s.starts_on desc, k.id)
             from past_proof k join past_set s on s.id = k.okr_set_id
            where k.metric_id = any (array(select metric_id from proof))),
  'pastCycles', (select jsonb_agg(to_jsonb(x) order by x.starts_on desc) from past_cycle x),
  'uncovered', (select jsonb_agg(to_jsonb(x) order by x.rank, x.position, x.id) from above x))::text
"""

Record = Mapping[str, Any]


class Reads(Protocol):
    """A reader's transaction."""

    async def value(self, sql: str, parameters: Sequence[Any]) -> Any: ...  # noqa: ANN401 - whatever the column holds


async def plan(reading: Reads, okr_set_id: UUID) -> Plan | None:
    """Return a set with all that planning asks about; None when there is none that the reader sees."""
    found: dict[str, Any] = json.loads(
        await reading.value(_PLAN, [okr_set_id, MOST_OTHERS, CYCLES_BACK, SHIPPED.strong]), parse_float=Decimal
    )
    asked = found.pop("asked")
    if asked is None:
        return None
    initiatives = found.pop("initiatives")
    rows: dict[str, list[Record]] = {name: listed or [] for name, listed in found.items()}
    proofs = defaultdict(list)
    for each in rows["keyResults"]:
        proofs[each["objective_id"]].append(_planned(each))
    links = defaultdict(list)
    for each in rows["upward"]:
        links[each["objective_id"]].append(_upward(each))
    return Plan(
        okr_set_id=okr_set_id,
        unit=asked["unit"],
        starts_on=dt.date.fromisoformat(asked["starts_on"]),
        ends_on=dt.date.fromisoformat(asked["ends_on"]),
        capacity_note=asked["capacity_note"],
        initiatives=initiatives,
        objectives=[
            PlannedObjective(
                id=UUID(each["id"]),
                title=each["title"],
                kind=ObjectiveKind(each["kind"]),
                stands_alone_reason=each["stands_alone_reason"],
                upward=links[each["id"]],
                key_results=proofs[each["id"]],
            )
            for each in rows["objectives"]
        ],
        needs=[*map(_need, rows["needs"])],
        overlaps=[*map(_overlap, rows["overlaps"])],
        uncovered=[
            Above(node=(each["type"], UUID(each["id"])), title=each["title"], unit=each["unit"])
            for each in rows["uncovered"]
        ],
        others=[*map(_planned, rows["others"])],
        past=[*map(_past, rows["past"])],
        past_cycles=[*map(_past_cycle, rows["pastCycles"])],
    )


def _planned(row: Record) -> PlannedKeyResult:
    return PlannedKeyResult(
        id=UUID(row["id"]),
        objective_id=UUID(row["objective_id"]),
        title=row["title"],
        definition=_definition(row),
        metric=row["metric"],
        measure=row["measure"],
        unit=row.get("unit", ""),
        linked_to=frozenset(map(UUID, row.get("linked_to", ()))),
    )


def _definition(row: Record) -> Definition:
    return Definition(
        kind=KeyResultKind(row["kind"]),
        metric_id=_id(row["metric_id"]),
        baseline=_number(row["baseline"]),
        target=_number(row["target"]),
        stretch=_number(row.get("stretch")),
        band_low=_number(row.get("band_low")),
        band_high=_number(row.get("band_high")),
        steps=tuple(Step(step["title"], Decimal(step["share"]), step["reached"]) for step in row.get("steps") or ()),
    )


def _upward(row: Record) -> Upward:
    moal_state = row["moal_state"]
    agreed = row["state"] == ContributionState.AGREED
    return Upward(
        state=ContributionState.AGREED if agreed else ContributionState.PROPOSED,
        title=row["title"],
        waits_for=row["waits_for"],
        moal_id=_id(row["moal_id"]),
        moal_state=None if moal_state is None else MoalState(moal_state),
        moal_year=row["moal_year"],
    )


def _need(row: Record) -> Need:
    return Need(
        id=UUID(row["id"]),
        what=row["what"],
        kind=DependencyKind(row["kind"]),
        state=DependencyState(row["state"]),
        needed_by=dt.date.fromisoformat(row["needed_by"]),
        consumer=row["consumer"],
        provider=row["provider"],
        fallback=row["fallback"],
        objective_id=_id(row["objective_id"]),
    )


def _overlap(row: Record) -> PlannedOverlap:
    state = OverlapState(row["state"])
    return PlannedOverlap(
        id=UUID(row["id"]),
        kind=OverlapKind(row["kind"]),
        state=state,
        objective_id=UUID(row["objective_id"]),
        is_told_elsewhere=state is OverlapState.OPEN and row["rule"] == OverlapRule.OPPOSITE_METRIC,
        others=[
            SharedSide(objective_id=UUID(each["id"]), title=each["title"], unit=each["unit"])
            for each in row["others"] or ()
        ],
    )


def _past(row: Record) -> PastKeyResult:
    return PastKeyResult(
        id=UUID(row["id"]),
        title=row["title"],
        cycle=row["cycle"],
        definition=_definition(row),
        reached=_number(row["current_value"]),
        progress=_number(row["progress"]),
        is_over=row["is_over"],
    )


def _past_cycle(row: Record) -> PastCycle:
    return PastCycle(
        cycle_id=UUID(row["cycle_id"]),
        name=row["name"],
        objectives=row["objectives"],
        key_results=row["key_results"],
        initiatives=row["initiatives"],
        committed_share=_number(row["committed_share"]),
        aspirational_share=_number(row["aspirational_share"]),
        is_over=row["is_over"],
    )


def _id(value: str | None) -> UUID | None:
    return None if value is None else UUID(value)


def _number(value: Decimal | int | None) -> Decimal | None:
    return None if value is None else Decimal(value)
