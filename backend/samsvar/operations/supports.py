"""
Support from below: what agreed contributions bring to objectives, key results and Moals.

It is computed outside the transactions that move figures, because otherwise every check-in of a company would queue for
the company's row: they leave marks, and this takes them, bottom-up and in a fixed order.
"""

import dataclasses
import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.domain import graphs
from samsvar.domain import results as domain
from samsvar.persistence import entrances, notifications, supports
from samsvar.persistence.database import Database
from samsvar.persistence.supports import Figures, Link

GRAPHQL_TYPES = {"objective": "Objective", "key_result": "KeyResult", "moal": "Moal"}


async def settle(database: Database, organisation_id: UUID, *, now: dt.datetime) -> int:
    """
    Take an organisation's marks and store the support of all that stands above them, in one transaction.

    Whoever begins it again after a failure finds the marks where they were.

    Returns:
        How many objectives were marked.
    """
    async with database.entered(entrances.as_samsvar(organisation_id)) as (connection, found):
        if found is None:
            return 0
        # One worker at a time, so that two never compute from figures that the other is about to change.
        await connection.execute(
            sa.select(sa.func.pg_advisory_xact_lock(sa.func.hashtextextended(f"support {organisation_id}", 0)))
        )
        marked = await supports.take_marks(connection, organisation_id)
        if not marked:
            return 0
        changed = await resupport(connection, organisation_id, marked)
        kinds: dict[str, set[UUID]] = defaultdict(set)
        for each in changed:
            kinds[GRAPHQL_TYPES[each.kind]].add(each.id)
        if kinds:
            await notifications.announce(connection, organisation_id=organisation_id, kinds=kinds, at=now)
        return len(marked)


async def organisations_waiting(database: Database) -> list[UUID]:
    """Return the organisations whose marks nobody has taken yet."""
    async with database.entered(sa.select(sa.literal(1))) as (connection, _):
        return await supports.organisations_with_marks(connection)


async def resupport(connection: AsyncConnection, organisation_id: UUID, marked: Collection[UUID]) -> list[Figures]:
    """Compute and store the support of marked objectives and all above them; return what has changed."""
    changed = await resupported(connection, organisation_id, marked)
    await supports.store_support(connection, organisation_id, changed)
    return changed


async def resupported(connection: AsyncConnection, organisation_id: UUID, marked: Collection[UUID]) -> list[Figures]:
    """Compute the support of marked objectives and all above them; return what differs from what is stored."""
    reached, moal_ids = await and_above(connection, organisation_id, marked)
    links = await supports.links_into(connection, organisation_id, objective_ids=reached, moal_ids=moal_ids)
    figures = await supports.figures(
        connection,
        organisation_id,
        objective_ids=reached | {link.from_objective_id for link in links},
        moal_ids=moal_ids,
    )
    return computed(figures, links, objective_ids=reached, moal_ids=moal_ids)


def computed(
    figures: Mapping[UUID, Figures], links: Collection[Link], *, objective_ids: set[UUID], moal_ids: set[UUID]
) -> list[Figures]:
    """
    Return the figures whose support isn't what their links give.

    Args:
        figures: Of all objectives concerned, their key results, the Moals, and of whatever contributes to them.
        links: All that count for these objectives, key results and Moals, in a fixed order.
        objective_ids: Whose support, and whose key results' support, is computed.
        moal_ids: Whose support is computed at last.
    """
    now = dict(figures)
    incoming = _incoming(links)
    proofs: dict[UUID, list[UUID]] = defaultdict(list)
    for each in figures.values():
        # A key result whose last link was withdrawn has support to lose.
        concerned = each.id in incoming or each.support_terms is not None
        if each.kind == "key_result" and each.objective_id is not None and concerned:
            proofs[each.objective_id].append(each.id)
    edges: dict[UUID, list[UUID]] = {own_id: [] for own_id in sorted(objective_ids)}
    for link in links:
        if link.to_objective_id is not None and link.from_objective_id in objective_ids:
            edges[link.from_objective_id].append(link.to_objective_id)
    ordered, on_circles = graphs.in_order(edges)
    for objective_id in (*ordered, *on_circles):
        for own_id in (*proofs[objective_id], objective_id):
            now[own_id] = _supported(now[own_id], incoming.get(own_id, ()), now)
    for own_id in sorted(moal_ids & now.keys()):
        now[own_id] = _supported(now[own_id], incoming.get(own_id, ()), now)
    return [each for own_id, each in now.items() if each != figures[own_id]]


def _incoming(links: Collection[Link]) -> Mapping[UUID, list[Link]]:
    incoming: dict[UUID, list[Link]] = {}
    for link in links:
        for target in (link.to_objective_id, link.to_key_result_id, link.to_moal_id):
            if target is not None:
                incoming.setdefault(target, []).append(link)
    return incoming


def _supported(target: Figures, links: Collection[Link], figures: Mapping[UUID, Figures]) -> Figures:
    if not links:
        return dataclasses.replace(target, support=None, support_coverage=None, support_terms=None)
    supporters = []
    for link in links:
        source = figures[link.from_key_result_id or link.from_objective_id]
        supporters.append(
            domain.Supporter(source.kind, source.id, source.title, link.weight, source.result, source.support)
        )
    explanation = domain.support(supporters)
    return dataclasses.replace(
        target,
        support=explanation.value,
        support_coverage=explanation.coverage,
        support_terms=explanation.as_json(),
    )


async def and_above(
    connection: AsyncConnection, organisation_id: UUID, marked: Collection[UUID]
) -> tuple[set[UUID], set[UUID]]:
    """Return marked objectives with all objectives above them, and the Moals above those."""
    reached, moal_ids, frontier = set(marked), set[UUID](), set(marked)
    while frontier:
        objectives, moals = await supports.above(connection, organisation_id, frontier)
        moal_ids |= moals
        frontier = objectives - reached
        reached |= frontier
    return reached, moal_ids
