"""What has to hold of the rows themselves, asked in SQL: whoever wrote them, and however."""

from collections import defaultdict
from typing import Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

# Each yields the ids of rows that break a rule. Foreign keys and checks of the tables hold the rest.
_RULES: Final = {
    ("an agreed contribution has both consents (6)", "contribution"): """
        select c.id from samsvar.contributions c
         where c.organisation_id = :organisation_id and c.state = 'AGREED'
           and (c.from_consented_at is null or c.to_consented_at is null)""",
    ("contributions stay within their cycle (7)", "contribution"): """
        select c.id from samsvar.contributions c
          join samsvar.objectives o on o.organisation_id = c.organisation_id and o.id = c.from_objective_id
          left join samsvar.objectives t on t.organisation_id = c.organisation_id and t.id = c.to_objective_id
         where c.organisation_id = :organisation_id
           and (o.cycle_id <> c.cycle_id or t.cycle_id <> c.cycle_id)""",
    ("dependencies stay within their cycle (7)", "dependency"): """
        select d.id from samsvar.dependencies d
          join samsvar.objectives o on o.organisation_id = d.organisation_id and o.id = d.consumer_objective_id
          left join samsvar.objectives p on p.organisation_id = d.organisation_id and p.id = d.provider_objective_id
         where d.organisation_id = :organisation_id
           and (o.cycle_id <> d.cycle_id or p.cycle_id <> d.cycle_id)""",
    ("objectives are as open as their set (17)", "objective"): """
        select o.id from samsvar.objectives o
          join samsvar.okr_sets s on s.organisation_id = o.organisation_id and s.id = o.okr_set_id
         where o.organisation_id = :organisation_id and (o.is_open <> s.is_open or s.is_open <> (s.state <> 'DRAFT'))""",
    ("key results are as open as their set (17)", "key_result"): """
        select k.id from samsvar.key_results k
          join samsvar.okr_sets s on s.organisation_id = k.organisation_id and s.id = k.okr_set_id
         where k.organisation_id = :organisation_id and k.is_open <> s.is_open""",
    ("check-ins are as open as their set (17)", "check_in"): """
        select c.id from samsvar.check_ins c
          join samsvar.okr_sets s on s.organisation_id = c.organisation_id and s.id = c.okr_set_id
         where c.organisation_id = :organisation_id and c.is_open <> s.is_open""",
    ("contributions are as open as their ends (17)", "contribution"): """
        select c.id from samsvar.contributions c
          join samsvar.okr_sets f on f.organisation_id = c.organisation_id and f.id = c.from_okr_set_id
          left join samsvar.okr_sets t on t.organisation_id = c.organisation_id and t.id = c.to_okr_set_id
         where c.organisation_id = :organisation_id
           and (c.from_is_open <> f.is_open or c.to_is_open <> t.is_open)""",
    ("a committed set says when, and what (8)", "okr_set"): """
        select s.id from samsvar.okr_sets s
         where s.organisation_id = :organisation_id and s.state = 'COMMITTED' and s.committed_at is null""",
    ("a committed key result has a way to go (8)", "key_result"): """
        select k.id from samsvar.key_results k
          join samsvar.okr_sets s on s.organisation_id = k.organisation_id and s.id = k.okr_set_id
         where k.organisation_id = :organisation_id and s.state = 'COMMITTED' and k.kind in ('INCREASE', 'DECREASE')
           and k.baseline = k.target""",
    ("a correction is of the same key result (11)", "check_in"): """
        select c.id from samsvar.check_ins c
          join samsvar.check_ins old on old.organisation_id = c.organisation_id and old.id = c.supersedes_id
         where c.organisation_id = :organisation_id and old.key_result_id <> c.key_result_id""",
    ("a check-in says what was measured (11)", "check_in"): """
        select c.id from samsvar.check_ins c
          left join samsvar.measurements m on m.organisation_id = c.organisation_id and m.id = c.measurement_id
         where c.organisation_id = :organisation_id and c.value is distinct from m.value""",
    ("a correction is of the same metric (11)", "measurement"): """
        select m.id from samsvar.measurements m
          join samsvar.measurements old on old.organisation_id = m.organisation_id and old.id = m.supersedes_id
         where m.organisation_id = :organisation_id and old.metric_id <> m.metric_id""",
}

_EDGES: Final = {
    "contributions": """
        select c.from_objective_id, c.to_objective_id from samsvar.contributions c
         where c.organisation_id = :organisation_id and c.state in ('PROPOSED', 'AGREED')
           and c.to_objective_id is not null order by c.id""",
    "gating dependencies": """
        select d.consumer_objective_id, d.provider_objective_id from samsvar.dependencies d
         where d.organisation_id = :organisation_id and d.kind = 'GATES'
           and d.state in ('REQUESTED', 'COUNTERED', 'ACCEPTED') and d.provider_objective_id is not null
         order by d.id""",
}

_COUNTED: Final = ("okr_sets", "objectives", "key_results", "check_ins", "contributions", "dependencies", "moals")


async def broken(connection: AsyncConnection, organisation_id: UUID) -> list[tuple[str, str, UUID]]:
    """Return the rows that break a rule: the rule, the record's type in snake case, its id."""
    found: list[tuple[str, str, UUID]] = []
    for (rule, kind), statement in _RULES.items():
        rows = await connection.execute(sa.text(statement), {"organisation_id": organisation_id})
        found += [(rule, kind, own_id) for own_id in rows.scalars()]
    return found


async def edges(connection: AsyncConnection, organisation_id: UUID) -> dict[str, dict[UUID, list[UUID]]]:
    """Return the graphs that have to be without circles: by name, where each objective's living edges lead."""
    graphs: dict[str, dict[UUID, list[UUID]]] = {}
    for name, statement in _EDGES.items():
        leading: dict[UUID, list[UUID]] = defaultdict(list)
        for source, target in await connection.execute(sa.text(statement), {"organisation_id": organisation_id}):
            leading[source].append(target)
        graphs[name] = leading
    return graphs


async def counts(connection: AsyncConnection, organisation_id: UUID) -> dict[str, int]:
    """Return how many records there are, by table."""
    found: dict[str, int] = {}
    for table in _COUNTED:
        rows = await connection.execute(
            sa.text(f"select count(*) from samsvar.{table} where organisation_id = :organisation_id"),  # noqa: S608
            {"organisation_id": organisation_id},
        )
        found[table] = int(rows.scalar_one())
    return found


async def organisation_name(connection: AsyncConnection, organisation_id: UUID) -> str:
    """Return what an organisation is called."""
    found = await connection.execute(
        sa.text("select name from samsvar.organisations where id = :organisation_id"),
        {"organisation_id": organisation_id},
    )
    return str(found.scalar_one())
