"""Organisations in the graph."""

import enum

import strawberry

from samsvar.graph import links, selection
from samsvar.graph.nodes import Node
from samsvar.graph.units import UnitKind
from samsvar.persistence import organisations


@strawberry.enum(description="A language that the product speaks.")
class Locale(enum.Enum):
    nb = strawberry.enum_value("nb", description="Norwegian bokmål.")
    en = strawberry.enum_value("en", description="English.")
    de = strawberry.enum_value("de", description="German.")


@selection.type(
    organisations.organisations,
    description="The company or body that works with OKRs here; nothing is shared between two.",
)
class Organisation(Node):
    id: strawberry.ID = selection.global_id()
    name: str = selection.column(description="What it is called.")
    slug: str = selection.column(description="Its name in addresses: lower case, without spaces.")
    locale: Locale = selection.column(description="The language of those who chose none.")
    timezone: str = selection.column(description="IANA name of the time zone that says which day it is.")
    cycle_months: int = selection.column(description="How long its cycles are: 3 or 4 months.")
    check_in_weeks: int = selection.column(description="How often it checks in: every week (1) or every second (2).")
    levels: list[UnitKind] = selection.column(description="The levels that have OKRs of their own.")
    version: int = selection.column(description="Counts the edits; a mutation states the version that it was based on.")
    company: links.Unit = selection.to_one(
        lambda _organisation, unit: unit.c.parent_id.is_(None), description="The root of the unit tree."
    )
