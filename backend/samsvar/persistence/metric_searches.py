"""Metrics that a unit may mean: its own first, then those nearest to it, found in spite of a wrong letter."""

from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy import Integer, Numeric, Text
from sqlalchemy.dialects.postgresql import ARRAY, distinct_on

from samsvar.persistence import units
from samsvar.persistence.cycles import cycles
from samsvar.persistence.key_results import key_results
from samsvar.persistence.metrics import is_superseded, measurements, metrics
from samsvar.persistence.organisations import organisations

Value = sa.ColumnElement[Any]

MOST: Final = 50
LEAST_LIKENESS: Final = 0.5
"""The share of a text's pairs of letters that a name has to have; lower, and most names are like any text."""

_MARKED: Final = "åäâàáæöøôòóüûùúéèêëíìîïñç"
_PLAIN: Final = "aaaaaaooooouuuueeeeiiiinc"


def suggested(unit_id: Value, text: Value, at_most: Value) -> sa.Select[Any]:
    """
    Return metrics that a unit may mean by a text, the likeliest first.

    Args:
        unit_id: The unit that asks.
        text: What somebody typed; all that may be meant when it is empty.
        at_most: How many; never more than 50.

    Returns:
        A select of metrics with ``place``. Names with all words of the text come before those that are only like it;
        among either the unit's own come first, then those of the units above it and below it, then those that most
        key results use. Of another unit only what a key result uses that the reader may see: a draft's stay its own.
    """
    typed = _typed(text)
    mine = sa.select(units.path_of(unit_id).label("path")).cte("asking")
    owner = units.units.alias("owner")
    nearness = sa.case(
        (metrics.c.owner_unit_id == unit_id, 0),
        (units.is_below(mine.c.path, owner.c.path), 1),
        (units.is_below(owner.c.path, mine.c.path), 2),
        else_=3,
    )
    # Computed once for each metric, not once for each comparison.
    named = _kept(
        sa.select(metrics, _folded(metrics.c.name).label("plain"), nearness.label("nearness"))
        .join_from(metrics, owner, owner.c.id == metrics.c.owner_unit_id)
        .join(mine, sa.true()),
        "named",
    )
    word = _each(typed.c.words, "word")
    has_all = sa.not_(sa.exists(sa.select(1).select_from(word).where(sa.func.strpos(named.c.plain, word.c.text) == 0)))
    compared = _kept(
        sa.select(
            named,
            has_all.label("has_all"),
            sa.case((has_all, 1), else_=_likeness(named.c.plain, typed.c.pairs)).label("likeness"),
        ).join_from(named, typed, sa.true()),
        "compared",
    )
    user = key_results.alias("user")
    uses = sa.select(sa.func.count()).where(user.c.metric_id == compared.c.id).scalar_subquery()
    found = sa.select(compared, uses.label("uses")).where(compared.c.likeness >= LEAST_LIKENESS).subquery("found")
    order = [
        found.c.has_all.desc(),
        found.c.nearness,
        found.c.likeness.desc(),
        found.c.uses.desc(),
        found.c.name,
        found.c.id,
    ]
    return (
        sa.select(
            *(found.c[column.name] for column in metrics.c), sa.func.row_number().over(order_by=order).label("place")
        )
        .where(sa.or_(found.c.nearness == 0, found.c.uses > 0))
        .order_by(*order)
        .limit(sa.func.least(sa.func.greatest(at_most, 0), MOST))
    )


def reached(metric_id: Value) -> sa.Select[Any]:
    """
    Return what a metric had come to at the end of each cycle (or so far), in the organisation's time zone.

    Returns:
        A select of ``cycle_id``, ``starts_on``, ``value`` and ``measured_at``; cycles without a value are left out.
    """
    value, cycle, organisation = measurements.alias("value"), cycles.alias("spanned"), organisations.alias("home")
    day = sa.cast(sa.func.timezone(organisation.c.timezone, value.c.measured_at), sa.Date)
    return (
        sa.select(
            cycle.c.id.label("cycle_id"),
            cycle.c.starts_on.label("starts_on"),
            value.c.value.label("value"),
            value.c.measured_at.label("measured_at"),
        )
        .ext(distinct_on(cycle.c.id))
        .select_from(value)
        .join(organisation, organisation.c.id == value.c.organisation_id)
        .join(cycle, sa.and_(cycle.c.starts_on <= day, day <= cycle.c.ends_on))
        .where(value.c.metric_id == metric_id, sa.not_(is_superseded(value.c.id)))
        .order_by(cycle.c.id, value.c.measured_at.desc(), value.c.id.desc())
    )


def _words(text: str) -> Value:
    return sa.literal_column("'" + text + "'", Text())


def _folded(text: Value) -> Value:
    """Return a text in small letters without marks, so that a missing ø or é finds the word, too."""
    return sa.func.translate(sa.func.lower(sa.cast(text, Text)), _words(_MARKED), _words(_PLAIN))


def _typed(text: Value) -> sa.CTE:
    """Return the words of a text, and all their pairs of letters."""
    spaced = sa.func.regexp_replace(_folded(text), _words(r"\s+"), _words(" "), _words("g"))
    split = sa.func.string_to_array(sa.func.btrim(spaced), _words(" "), type_=ARRAY(Text))
    words = sa.select(split.label("words")).cte("typed_words")
    word = _each(words.c.words, "typed_word")
    places = sa.func.generate_series(1, sa.func.length(word.c.text) - 1).table_valued(sa.column("place", Integer))
    place = places.render_derived(name="place")  # A function may refer to what stands before it.
    pair = sa.func.substr(word.c.text, place.c.place, 2)
    pairs = sa.select(sa.func.array_agg(pair, type_=ARRAY(Text))).select_from(word.join(place, sa.true()))
    return _kept(sa.select(words.c.words, pairs.scalar_subquery().label("pairs")), "typed")


def _kept(select: sa.Select[Any], name: str) -> sa.CTE:
    return select.cte(name).prefix_with("MATERIALIZED")


def _each(words: Value, name: str) -> sa.TableValuedAlias:
    return sa.func.unnest(words).table_valued(sa.column("text", Text), name=name).render_derived()


def _likeness(name: Value, pairs: Value) -> Value:
    """Return the share of the pairs of letters that are in the name; 0 without any."""
    pair = _each(pairs, "pair")
    shared = sa.func.avg(sa.case((sa.func.strpos(name, pair.c.text) > 0, 1), else_=0))
    return sa.func.coalesce(sa.select(shared).select_from(pair).scalar_subquery(), 0, type_=Numeric())
