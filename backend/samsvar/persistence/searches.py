"""Search: the function of the database that does it, since full text reaches no index under row level security."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

Value = sa.ColumnElement[Any]


def found(text: Value, kinds: Value | None, cycle_id: Value | None, at_most: Value) -> sa.Select[Any]:
    """
    Return what the reader may see of what fits a text.

    Args:
        text: What somebody typed.
        kinds: Array of UNIT, MOAL, OBJECTIVE, KEY_RESULT, METRIC; None for all.
        cycle_id: Only objectives and key results of this cycle; None for all.
        at_most: How many, the best ones.

    Returns:
        A select of ``kind``, ``subject_id`` and ``rank``.
    """
    hits = sa.func.samsvar.search(
        text,
        sa.null() if kinds is None else sa.cast(kinds, ARRAY(sa.Text)),
        sa.null() if cycle_id is None else cycle_id,
        at_most,
    ).table_valued(
        sa.column("kind", sa.Text), sa.column("subject_id", sa.Uuid), sa.column("rank", sa.Float), name="hit"
    )
    return sa.select(hits.c.kind, hits.c.subject_id, hits.c.rank)
