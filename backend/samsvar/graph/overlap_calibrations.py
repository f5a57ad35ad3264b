"""Thresholds of an organisation in the graph: what is shipped, and how far people's decisions have moved it."""

import datetime as dt
from typing import Any

import sqlalchemy as sa

from samsvar.domain import overlap_calibrations as domain
from samsvar.domain.overlaps.strengths import SHIPPED
from samsvar.graph import selection
from samsvar.graph.selection import Row
from samsvar.persistence import overlap_calibrations


def present() -> sa.Select[Any]:
    """Return the organisation's calibration."""
    return overlap_calibrations.present()


def _shift(calibration: Row) -> sa.ColumnElement[float]:
    return sa.case((calibration.c.is_on, calibration.c.learned_shift), else_=_figure(0.0))


def _possible(calibration: Row) -> sa.ColumnElement[float]:
    return _figure(SHIPPED.possible) + _shift(calibration)


def _likely(calibration: Row) -> sa.ColumnElement[float]:
    return _figure(SHIPPED.likely) + _shift(calibration)


def _strong(calibration: Row) -> sa.ColumnElement[float]:
    return _figure(SHIPPED.strong) + _shift(calibration)


def _figure(value: float) -> sa.ColumnElement[float]:
    return sa.literal_column(f"{value}::float8", sa.Double())


@selection.type(
    description="The likeness from which texts count as overlapping here. What people confirm and dismiss moves it a little; it can"
    " be switched off and forgotten."
)
class OverlapCalibration:
    possible: float = selection.column(_possible, description="Least likeness of a POSSIBLE finding.")
    likely: float = selection.column(_likely, description="Least likeness of a LIKELY finding.")
    strong: float = selection.column(_strong, description="Least likeness of a STRONG finding.")
    shipped_possible: float = selection.column(
        lambda calibration: _figure(SHIPPED.possible), description="The same as the product has it."
    )
    shipped_likely: float = selection.column(
        lambda calibration: _figure(SHIPPED.likely), description="The same as the product has it."
    )
    shipped_strong: float = selection.column(
        lambda calibration: _figure(SHIPPED.strong), description="The same as the product has it."
    )
    confirmed: int = selection.column(description="How many findings by text people confirmed, as far as they count.")
    dismissed: int = selection.column(description="How many they dismissed, as far as they count.")
    shift: float = selection.column(_shift, description="How far the thresholds are moved now; 0 while it is off.")
    learned_shift: float = selection.column(description="How far the decisions would move them.")
    furthest: float = selection.column(
        lambda calibration: _figure(domain.FURTHEST), description="The most that they move, up or down."
    )
    fewest: int = selection.column(
        lambda calibration: sa.literal_column(str(domain.FEWEST), sa.Integer()),
        description="With fewer decisions nothing moves.",
    )
    is_on: bool = selection.column(description="Whether the thresholds follow the decisions.")
    is_reset: bool = selection.column(description="Whether the last reset can be taken back.")
    counts_from: dt.datetime | None = selection.column(
        description="Decisions from then on count; null when none were ever forgotten."
    )
    version: int = selection.column(
        description="Counts how often it was switched or reset; a mutation states the version that it was based on."
    )
