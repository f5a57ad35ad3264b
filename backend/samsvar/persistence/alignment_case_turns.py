"""What units say in alignment cases, what they propose and what they sign: tables and statements."""

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import Column, Date, DateTime, Index, Integer, Numeric, Table, Text, UniqueConstraint, Uuid, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.domain import alignment_case_effects as domain
from samsvar.domain.alignment_case_effects import FIELDS, CaseEffectKind, Done, Effect
from samsvar.domain.alignment_cases import CaseOutcome, CaseTurnKind
from samsvar.persistence import alignment_cases, records, schema

# Append-only: what was said stays.
alignment_case_turns = Table(
    "alignment_case_turns",
    schema.metadata,
    schema.organisation_id(),
    schema.own_id(),
    Column("case_id", Uuid, nullable=False),
    Column("number", Integer, nullable=False),
    schema.words("kind"),
    Column("unit_id", Uuid, nullable=False),
    schema.words("author_name"),
    Column("said", Text, nullable=False, server_default=""),
    Column("outcome", Text),
    Column("look_again_on", Date),
    Column("at", DateTime(timezone=True), nullable=False),
    schema.within_organisation(["case_id"], "alignment_cases"),
    schema.within_organisation(["unit_id"], "units"),
    schema.one_of("kind", ("PROPOSAL", "COUNTER_PROPOSAL", "REMARK", "ESCALATION")),
    schema.one_of("outcome", alignment_cases.OUTCOMES),
    UniqueConstraint("organisation_id", "case_id", "number", name="alignment_case_turns_number_key"),
)

# One row for each thing that a proposal changes, with what is said anew in typed columns. Objectives, key results and
# links may be gone when the case is read, so that they are ids, with the title that they had. `seen` holds the versions
# that the proposal was based on: {id: version}. `result_id` and `former` are written once, when it happens.
alignment_case_effects = Table(
    "alignment_case_effects",
    schema.metadata,
    schema.organisation_id(),
    schema.own_id(),
    Column("case_id", Uuid, nullable=False),
    Column("turn_id", Uuid, nullable=False),
    Column("position", Integer, nullable=False),
    schema.words("kind"),
    Column("objective_id", Uuid),
    Column("key_result_id", Uuid),
    Column("unit_id", Uuid),
    Column("to_objective_id", Uuid),
    Column("to_key_result_id", Uuid),
    Column("to_moal_id", Uuid),
    Column("dependency_id", Uuid),
    Column("contribution_id", Uuid),
    Column("metric_id", Uuid),
    Column("title", Text),
    Column("why", Text),
    Column("objective_kind", Text),
    Column("key_result_kind", Text),
    Column("measure", Text),
    Column("baseline", Numeric),
    Column("target", Numeric),
    Column("stretch", Numeric),
    Column("band_low", Numeric),
    Column("band_high", Numeric),
    Column("weight", Numeric),
    Column("share", Numeric),
    Column("what", Text),
    Column("needed_by", Date),
    Column("dependency_kind", Text),
    Column("fallback", Text),
    Column("rationale", Text),
    Column("clears", ARRAY(Text), nullable=False, server_default=text("'{}'")),
    Column("about", Text, nullable=False, server_default=""),
    Column("seen", JSONB, nullable=False, server_default=text("'{}'")),
    Column("result_id", Uuid),
    Column("former", JSONB),
    schema.within_organisation(["case_id"], "alignment_cases"),
    schema.within_organisation(["turn_id"], "alignment_case_turns"),
    schema.within_organisation(["unit_id"], "units"),
    schema.within_organisation(["metric_id"], "metrics"),
    schema.one_of("kind", [kind.value for kind in CaseEffectKind]),
    schema.one_of("objective_kind", ("COMMITTED", "ASPIRATIONAL")),
    schema.one_of("key_result_kind", ("INCREASE", "DECREASE", "MAINTAIN", "MILESTONE", "BASELINE")),
    schema.one_of("dependency_kind", ("GATES", "SLOWS", "INFORMS")),
    *schema.finite("baseline", "target", "stretch", "band_low", "band_high", "weight", "share"),
    UniqueConstraint("organisation_id", "turn_id", "position", name="alignment_case_effects_position_key"),
    Index("alignment_case_effects_case_idx", "organisation_id", "case_id"),
    Index("alignment_case_effects_objective_idx", "organisation_id", "objective_id"),
)

# A signature holds for exactly one turn. What is taken back stays, as taken back.
alignment_case_signatures = Table(
    "alignment_case_signatures",
    schema.metadata,
    schema.organisation_id(),
    schema.own_id(),
    Column("case_id", Uuid, nullable=False),
    Column("turn_id", Uuid, nullable=False),
    Column("unit_id", Uuid, nullable=False),
    schema.words("signed_by_name"),
    Column("signed_at", DateTime(timezone=True), nullable=False),
    Column("withdrawn_at", DateTime(timezone=True)),
    schema.within_organisation(["case_id"], "alignment_cases"),
    schema.within_organisation(["turn_id"], "alignment_case_turns"),
    schema.within_organisation(["unit_id"], "units"),
    Index(
        "alignment_case_signatures_key",
        "organisation_id",
        "turn_id",
        "unit_id",
        unique=True,
        postgresql_where=text("withdrawn_at is null"),
    ),
    Index("alignment_case_signatures_case_idx", "organisation_id", "case_id"),
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What a unit said or proposed."""

    id: UUID
    case_id: UUID
    kind: CaseTurnKind
    unit_id: UUID
    author_name: str
    said: str
    outcome: CaseOutcome | None
    look_again_on: dt.date | None
    at: dt.datetime


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class StoredEffect:
    """
    An effect as it was proposed.

    Attributes:
        about: The title of what it is about, as it was then.
        seen: The versions that it was based on, by record.
    """

    id: UUID
    effect: Effect
    about: str
    seen: Mapping[UUID, int]


async def add(connection: AsyncConnection, organisation_id: UUID, turn: Turn) -> None:
    """Append a turn; the case is held."""
    own = alignment_case_turns.c
    number = (
        sa.select(sa.func.coalesce(sa.func.max(own.number), 0) + 1)
        .where(own.organisation_id == organisation_id, own.case_id == turn.case_id)
        .scalar_subquery()
    )
    values = {name: getattr(turn, name) for name in _TURN}
    await connection.execute(
        sa.insert(alignment_case_turns).values(organisation_id=organisation_id, number=number, **values)
    )


async def load(connection: AsyncConnection, organisation_id: UUID, turn_id: UUID) -> Turn | None:
    """Return a turn."""
    own = alignment_case_turns.c
    return await records.one(
        connection,
        Turn,
        sa.select(*records.columns(alignment_case_turns, Turn)).where(
            own.organisation_id == organisation_id, own.id == turn_id
        ),
    )


async def add_effects(
    connection: AsyncConnection, organisation_id: UUID, turn: Turn, effects: Sequence[StoredEffect]
) -> None:
    """Store what a proposal would change."""
    if effects:
        await connection.execute(
            sa.insert(alignment_case_effects),
            [
                {
                    "organisation_id": organisation_id,
                    "id": each.id,
                    "case_id": turn.case_id,
                    "turn_id": turn.id,
                    "position": position,
                    **{name: getattr(each.effect, name) for name in FIELDS},
                    "clears": list(each.effect.clears),
                    "about": each.about,
                    "seen": {str(own_id): version for own_id, version in each.seen.items()},
                }
                for position, each in enumerate(effects)
            ],
        )


async def effects(connection: AsyncConnection, organisation_id: UUID, turn_id: UUID) -> list[StoredEffect]:
    """Return what a proposal would change, in order."""
    own = alignment_case_effects.c
    found = await connection.execute(
        sa.select(alignment_case_effects)
        .where(own.organisation_id == organisation_id, own.turn_id == turn_id)
        .order_by(own.position)
    )
    return [
        StoredEffect(
            id=row.id,
            effect=_effect(row),
            about=row.about,
            seen={UUID(own_id): version for own_id, version in row.seen.items()},
        )
        for row in found
    ]


async def store_done(connection: AsyncConnection, organisation_id: UUID, effect_id: UUID, done: Done) -> None:
    """Keep what an effect made, and what was there before."""
    own = alignment_case_effects.c
    await connection.execute(
        sa.update(alignment_case_effects)
        .where(own.organisation_id == organisation_id, own.id == effect_id)
        .values(result_id=done.result_id, former=done.former)
    )


async def done(connection: AsyncConnection, organisation_id: UUID, turn_id: UUID) -> list[tuple[Done, str]]:
    """Return what a proposal changed when it was agreed, in order, each with what it was about."""
    own = alignment_case_effects.c
    found = await connection.execute(
        sa.select(alignment_case_effects)
        .where(own.organisation_id == organisation_id, own.turn_id == turn_id, own.former.is_not(None))
        .order_by(own.position)
    )
    return [
        (Done(effect=_effect(row), result_id=row.result_id, former=domain.read_former(row.former)), row.about)
        for row in found
    ]


async def signed(connection: AsyncConnection, organisation_id: UUID, turn_id: UUID) -> set[UUID]:
    """Return the units whose signatures of a turn hold."""
    own = alignment_case_signatures.c
    found = await connection.execute(
        sa.select(own.unit_id).where(
            own.organisation_id == organisation_id, own.turn_id == turn_id, own.withdrawn_at.is_(None)
        )
    )
    return set(found.scalars())


async def sign(
    connection: AsyncConnection,
    organisation_id: UUID,
    *,
    case_id: UUID,
    turn_id: UUID,
    unit_id: UUID,
    name: str,
    at: dt.datetime,
) -> None:
    """Store a unit's signature; the case is held."""
    await connection.execute(
        sa.insert(alignment_case_signatures).values(
            organisation_id=organisation_id,
            case_id=case_id,
            turn_id=turn_id,
            unit_id=unit_id,
            signed_by_name=name,
            signed_at=at,
        )
    )


async def withdraw_signature(
    connection: AsyncConnection, organisation_id: UUID, *, turn_id: UUID, unit_id: UUID, at: dt.datetime
) -> None:
    """Let a unit's signature hold no more."""
    own = alignment_case_signatures.c
    await connection.execute(
        sa.update(alignment_case_signatures)
        .where(
            own.organisation_id == organisation_id,
            own.turn_id == turn_id,
            own.unit_id == unit_id,
            own.withdrawn_at.is_(None),
        )
        .values(withdrawn_at=at)
    )


def _effect(row: sa.Row[Any]) -> Effect:
    values = {name: getattr(row, name) for name in FIELDS}
    return Effect(**{**values, "kind": CaseEffectKind(row.kind), "clears": tuple(row.clears)})


_TURN: Final = tuple(field.name for field in dataclasses.fields(Turn))
