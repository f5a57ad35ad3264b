"""
People in the graph: names and roles.

Nothing here leads to results, on purpose: results belong to units (invariant 1), and a test walks the types. That is why
a membership names its unit and does not link to it.
"""

import datetime as dt
import enum

import sqlalchemy as sa
import strawberry

from samsvar.graph import given, links, selection
from samsvar.graph.nodes import Node
from samsvar.graph.selection import Row
from samsvar.persistence import people, units


@strawberry.enum(description="What a person is in a unit.")
class Role(enum.Enum):
    MEMBER = strawberry.enum_value("MEMBER", description="Works in it: checks in, drafts, requests.")
    LEAD = strawberry.enum_value("LEAD", description="Leads it, and answers for it and the units below.")
    OKR_MASTER = strawberry.enum_value("OKR_MASTER", description="Leads the process, and nobody by that role.")
    VIEWER = strawberry.enum_value("VIEWER", description="Reads what is open, no drafts, and changes nothing.")


def _memberships(person: Row, membership: Row, today: given.Today) -> sa.ColumnElement[bool]:
    return sa.and_(membership.c.person_id == person.c.id, people.is_held(membership, today))


def _past_memberships(person: Row, membership: Row, today: given.Today) -> sa.ColumnElement[bool]:
    return sa.and_(membership.c.person_id == person.c.id, membership.c.valid_to <= today)


@selection.type(people.people, description="Somebody who signs in. A person has roles and a name, and no results.")
class Person(Node):
    id: strawberry.ID = selection.global_id()
    name: str = selection.column(description="As the identity provider says it.")
    memberships: list[links.Membership] = selection.to_many(_memberships, description="The roles held today.")
    past_memberships: list[links.Membership] = selection.to_many(
        _past_memberships,
        order=lambda membership: [membership.c.valid_to.desc(), membership.c.id],
        description="The roles held before, the latest to end first.",
    )
    is_administrator: bool = selection.column(
        lambda person: people.administers(person.c.id), description="Whether the person administers the organisation."
    )
    has_left: bool = selection.column(
        lambda person: person.c.left_at.is_not(None), description="Whether the organisation no longer lets them in."
    )


@selection.type(people.memberships, description="A role that a person holds in a unit, from a day to a day.")
class Membership(Node):
    id: strawberry.ID = selection.global_id()
    person: links.Person = selection.to_one(
        lambda membership, person: person.c.id == membership.c.person_id, description="Who holds it."
    )
    unit_id: strawberry.ID = selection.global_id(
        "unit_id",
        of="Unit",
        description="The id of the unit; not a link, because nothing leads from a person to results.",
    )
    unit_name: str = selection.column(
        lambda membership: units.name_of(membership.c.unit_id), description="What the unit is called today."
    )
    role: Role = selection.column(description="What the person is in the unit.")
    valid_from: dt.date = selection.column(description="The first day.")
    valid_to: dt.date | None = selection.column(description="The day on which it ended; null while it lasts.")
    is_by_group: bool = selection.column(
        lambda membership: membership.c.source == sa.literal_column("'GROUP'"),
        description="Whether a group of the identity provider gives it, so that it can't be ended here.",
    )
