"""
Words of the catalogue as expressions to read with a row: what a record says in the reader's language.

A statement of a selection has no Python below its root (ADR 10), so the sentences go into it, by code and language.
"""

import string
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from samsvar.graph import messages

Text = sa.ColumnElement[str]


def sentence(
    part: str, codes: Mapping[str, str], *, code: Text, locale: Text, parameters: Mapping[str, sa.ColumnElement[Any]]
) -> Text:
    """
    Return what is said of a row.

    Args:
        part: ``message`` or ``remedy``.
        codes: The codes that a row may have, each with the entry of the catalogue that says it.
        code: The row's.
        locale: The reader's.
        parameters: What the sentences may name, by placeholder; as they are to be said.
    """
    known = {**messages.catalogue(), **messages.of_coherence()}
    return sa.case(
        *(
            (
                sa.and_(code == _quoted(own), locale == _quoted(language)),
                _filled(known[entry][part][language], parameters),
            )
            for own, entry in codes.items()
            for language in messages.LOCALES
        ),
        else_=_quoted(""),
    )


def words(codes: sa.ColumnElement[Sequence[str]], names: Sequence[str], *, locale: Text) -> Text:
    """Return the words of an array of codes, in a list: "a metric, a target"."""
    each = sa.func.unnest(codes).table_valued("code", with_ordinality="place", name="named").render_derived()
    said = sa.case(
        *(
            (
                sa.and_(each.c.code == _quoted(name), locale == _quoted(language)),
                _quoted(messages.words()[name][language]),
            )
            for name in names
            for language in messages.LOCALES
        )
    )
    listed = sa.func.string_agg(said, postgresql.aggregate_order_by(_quoted(", "), each.c.place))
    return sa.func.coalesce(sa.select(listed).scalar_subquery(), _quoted(""), type_=sa.Text())


def _filled(template: str, parameters: Mapping[str, sa.ColumnElement[Any]]) -> Text:
    parts: list[sa.ColumnElement[Any]] = []
    for text, name, _, _ in string.Formatter().parse(template):
        parts.append(_quoted(text))
        if name is not None:
            parts.append(parameters[name])
    return sa.func.concat(*parts, type_=sa.Text())


def _quoted(text: str) -> Text:
    return sa.literal_column("'" + text.replace("'", "''") + "'", sa.Text())
