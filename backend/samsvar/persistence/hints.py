"""Hints on wording, kept beside the words of objectives and key results: statements."""

import dataclasses
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.domain.wording import TITLE, WHY, Hint, Subject, Words
from samsvar.domain.wording_rules import Rule
from samsvar.persistence.key_results import key_results
from samsvar.persistence.objectives import objectives
from samsvar.persistence.people import people
from samsvar.persistence.schema import Row
from samsvar.persistence.statements import Statement
from samsvar.persistence.units import units

_TABLES: Final = {Subject.OBJECTIVE: objectives, Subject.KEY_RESULT: key_results}


@dataclasses.dataclass(frozen=True, slots=True)
class Worded:
    """The words of an objective or key result, with the hints on them."""

    subject: Subject
    id: UUID
    texts: Mapping[str, str]
    shows_steps: bool
    hints: Sequence[Hint]


def as_stored(hints: Iterable[Hint]) -> list[dict[str, Any]]:
    """Return hints as they are kept: ``[{"rule", "code", "dismissed", "words": [{"field", "start", "end", "text"}]}]``."""
    return [
        {
            "rule": hint.rule.value,
            "code": hint.concern.value,
            "dismissed": hint.is_dismissed,
            "words": [dataclasses.asdict(words) for words in hint.words],
        }
        for hint in hints
    ]


def _as_read(stored: Iterable[Mapping[str, Any]]) -> list[Hint]:
    return [
        Hint(Rule(hint["rule"]), [Words(**words) for words in hint["words"]], is_dismissed=hint["dismissed"])
        for hint in stored
        # A rule that this code doesn't know is another version's; it finds its own again.
        if hint["rule"] in Rule.__members__
    ]


async def load(connection: AsyncConnection, organisation_id: UUID, subject: Subject, own_id: UUID) -> Worded | None:
    """Return the words of a record and the hints on them, held; None when it isn't there."""
    table = _TABLES[subject]
    row = (
        await connection.execute(
            sa.select(table)
            .where(table.c.organisation_id == organisation_id, table.c.id == own_id)
            .with_for_update(key_share=True)
        )
    ).one_or_none()
    if row is None:
        return None
    is_objective = subject is Subject.OBJECTIVE
    texts = {TITLE: row.title, WHY: row.why} if is_objective else {TITLE: row.title}
    return Worded(subject, own_id, texts, not is_objective and row.kind == "MILESTONE", _as_read(row.hints))


async def store(
    connection: AsyncConnection, organisation_id: UUID, subject: Subject, own_id: UUID, hints: Iterable[Hint]
) -> None:
    """Store the hints on a record's words. Its version stays: the words are the same."""
    table = _TABLES[subject]
    await connection.execute(
        sa.update(table)
        .where(table.c.organisation_id == organisation_id, table.c.id == own_id)
        .values(hints=as_stored(hints))
    )


_NAME = sa.func.unnest(sa.bindparam("names", type_=postgresql.ARRAY(sa.Text))).column_valued("asked")
_FOLDED = sa.func.lower(_NAME)
_CALLED: Final = Statement(
    sa.select(_NAME).where(
        sa.exists().where(
            people.c.organisation_id == sa.bindparam("organisation_id", type_=sa.Uuid()),
            people.c.left_at.is_(None),
            sa.or_(
                sa.func.lower(people.c.name) == _FOLDED,
                sa.func.lower(sa.func.split_part(people.c.name, " ", 1)) == _FOLDED,
            ),
        ),
        # A unit may be called like a person, and owns objectives all right.
        ~sa.exists().where(
            units.c.organisation_id == sa.bindparam("organisation_id", type_=sa.Uuid()),
            sa.func.lower(units.c.name) == _FOLDED,
        ),
    )
)


async def called_so(connection: AsyncConnection, organisation_id: UUID, names: Collection[str]) -> list[str]:
    """Return those names that somebody in the organisation bears, whole or as a first name, and no unit."""
    if not names:
        return []
    found = await _CALLED.rows(connection, organisation_id=organisation_id, names=list(names))
    return [row.asked for row in found]


def shown(record: Row, *, dismissed_too: bool) -> sa.ColumnElement[Any]:
    """Return a record's hints as JSON; those that were dismissed only when they are asked for."""
    if dismissed_too:
        kept: sa.ColumnElement[Any] = record.c.hints
        return kept
    return sa.func.jsonb_path_query_array(
        record.c.hints, sa.cast(sa.literal_column("'$[*] ? (@.dismissed == false)'"), postgresql.JSONPATH), type_=JSONB
    )
