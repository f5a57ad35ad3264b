"""Moals, the goals of about a year, in the graph."""

import datetime as dt
import enum
from collections.abc import Callable

import sqlalchemy as sa
import strawberry

from samsvar.graph import comments, filters, given, links, paging, selection
from samsvar.graph.contribution_requests import ContributionRequestStates
from samsvar.graph.contributions import ContributionStates
from samsvar.graph.nodes import Node, OptionalCycleId
from samsvar.graph.results import Explanation
from samsvar.graph.selection import Row
from samsvar.graph.viewers import Right
from samsvar.persistence import audit, moals, rights
from samsvar.persistence import comments as comment_rows


@strawberry.enum(description="How far a Moal has come as an agreement.")
class MoalState(enum.Enum):
    PROPOSED = strawberry.enum_value("PROPOSED", description="Proposed by a unit, not yet agreed.")
    AGREED = strawberry.enum_value("AGREED", description="Agreed: OKRs contribute to it.")
    ACHIEVED = strawberry.enum_value("ACHIEVED", description="Reached.")
    DROPPED = strawberry.enum_value("DROPPED", description="Given up, with a reason.")


def _supported_by(
    moal: Row,
    contribution: Row,
    cycle: OptionalCycleId = None,
    states: ContributionStates = None,
) -> sa.ColumnElement[bool]:
    return sa.and_(
        contribution.c.to_moal_id == moal.c.id,
        filters.equals(contribution.c.cycle_id, cycle),
        filters.among(contribution.c.state, states),
    )


def _rights_at(column: str) -> Callable[..., sa.ColumnElement[list[str]]]:
    """Return the expression of what the viewer may do in one of a Moal's units."""

    def held(
        moal: Row, held_in: given.HeldIn, held_roles: given.HeldRoles, is_administrator: given.IsAdministrator
    ) -> sa.ColumnElement[list[str]]:
        return rights.held_at(moal.c[column], held_in=held_in, roles=held_roles, is_administrator=is_administrator)

    return held


def _contribution_requests(
    moal: Row,
    request: Row,
    cycle: OptionalCycleId = None,
    states: ContributionRequestStates = None,
) -> sa.ColumnElement[bool]:
    return sa.and_(
        request.c.target_moal_id == moal.c.id,
        filters.equals(request.c.cycle_id, cycle),
        filters.among(request.c.state, states),
    )


@selection.type(
    moals.moals, description="A mid-term goal of about a year, in words: few of them shape the OKRs of the year."
)
class Moal(Node):
    id: strawberry.ID = selection.global_id()
    year: int = selection.column(description="The year that it is for.")
    title: str = selection.column(description="What is wanted.")
    why: str = selection.column(description="Why it is wanted.")
    state: MoalState = selection.column(description="How far it has come as an agreement.")
    state_reason: str | None = selection.column(description="Why it is in this state.")
    version: int = selection.column(description="Counts the edits; a mutation states the version that it was based on.")
    unit: links.Unit = selection.to_one(
        lambda moal, unit: unit.c.id == moal.c.unit_id, description="Whose goal it is: the company or a division."
    )
    proposed_by: links.Unit = selection.to_one(
        lambda moal, unit: unit.c.id == moal.c.proposed_by_unit_id,
        description="The unit that proposed it: goals arise at every level.",
    )
    proposed_at: dt.datetime = selection.column(lambda moal: moal.c.created_at, description="When it was proposed.")
    proposed_by_person: str | None = selection.column(
        lambda moal: audit.author_name(moal.c.id),
        description="The name of who proposed it for that unit; null where nobody noted it.",
    )
    viewer_rights: list[Right] = selection.column(
        _rights_at("unit_id"), description="What the viewer may do in the unit that it is for."
    )
    viewer_rights_of_proposer: list[Right] = selection.column(
        _rights_at("proposed_by_unit_id"), description="What the viewer may do in the unit that proposed it."
    )
    directions: list[links.Direction] = selection.to_many(
        lambda moal, direction: direction.c.id.in_(moals.served_by(moal.c.id)),
        order=lambda direction: [direction.c.position, direction.c.id],
        description="The directions that it serves.",
    )
    support: float | None = selection.column(
        description="Weighted mean of what its agreed supporters have reached, unclamped; null without any."
    )
    support_coverage: float | None = selection.column(
        description="The share of the supporters' weight that could be counted, 0 to 1."
    )
    support_explained: Explanation | None = selection.column(
        lambda moal: moal.c.support_terms, description="What made the support."
    )
    supported_by: list[links.Contribution] = selection.to_many(_supported_by, description="The contributions to it.")
    comments: paging.Connection[links.Comment] = selection.connection(
        comments.about_moal,
        orders=comments.oldest_first,
        sizes=comments.PAGES,
        description="What people said about it, oldest first, each with its answers.",
    )
    comment_count: int = selection.column(
        lambda moal: comment_rows.count_about("moal_id", moal.c.id),
        description="How many comments and answers it has, without those that were taken back.",
    )
    contribution_requests: list[links.ContributionRequest] = selection.to_many(
        _contribution_requests,
        order=lambda request: [request.c.created_at, request.c.id],
        description="Units asked to contribute to it.",
    )
