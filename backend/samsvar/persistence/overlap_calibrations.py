"""What people's decisions on overlaps have come to: tables and statements."""

import datetime as dt
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import Boolean, CheckConstraint, Column, DateTime, Double, Index, Integer, Table, Uuid, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.domain.overlap_calibrations import FURTHEST, LATEST, Calibration, Decision
from samsvar.domain.overlap_findings import BY_TEXT
from samsvar.persistence import graphs, literals, records, schema
from samsvar.persistence.overlaps import overlap_findings

# One row for each organisation, made when somebody first decides on something.
overlap_calibrations = Table(
    "overlap_calibrations",
    schema.metadata,
    schema.organisation_id(),
    Column("id", Uuid, nullable=False, server_default=text("uuidv7()")),
    Column("is_on", Boolean, nullable=False, server_default=text("true")),
    Column("learned_shift", Double, nullable=False, server_default=text("0")),
    Column("confirmed", Integer, nullable=False, server_default=text("0")),
    Column("dismissed", Integer, nullable=False, server_default=text("0")),
    Column("counts_from", DateTime(timezone=True)),
    Column("counted_from", DateTime(timezone=True)),
    Column("is_reset", Boolean, nullable=False, server_default=text("false")),
    Column("version", Integer, nullable=False, server_default=text("0")),
    CheckConstraint(f"learned_shift between -{FURTHEST} and {FURTHEST}", name="shift_bounded"),
)

# What people said of a finding, as long as they stand by it. It outlives the finding: what it says is of the thresholds, and names
# neither text nor person.
overlap_decisions = Table(
    "overlap_decisions",
    schema.metadata,
    schema.organisation_id(),
    Column("overlap_finding_id", Uuid, primary_key=True),
    Column("score", Double, nullable=False),
    Column("is_confirmed", Boolean, nullable=False),
    Column("decided_at", DateTime(timezone=True), nullable=False),
    CheckConstraint("score between -1000 and 1000", name="score_finite"),
    Index("overlap_decisions_decided_idx", "organisation_id", text("decided_at desc")),
)


def shift() -> sa.ColumnElement[float]:
    """Return what is added to the thresholds of the transaction's organisation: one value for the whole statement."""
    kept = overlap_calibrations.alias("calibration")
    learned = (
        sa.select(kept.c.learned_shift)
        .where(kept.c.organisation_id == graphs.current_organisation(), kept.c.is_on)
        .scalar_subquery()
    )
    return sa.func.coalesce(learned, sa.literal_column("0.0::float8"), type_=Double())


def present() -> sa.Select[Any]:
    """Return the one row of the transaction's organisation, as it is before anybody decided on anything if there is none."""
    kept = overlap_calibrations.alias("calibration")
    nothing: dict[str, Any] = {
        "is_on": sa.true(),
        "learned_shift": sa.literal_column("0.0::float8", Double()),
        "confirmed": literals.number(0),
        "dismissed": literals.number(0),
        "is_reset": sa.false(),
        "version": literals.number(0),
    }
    one = sa.select(graphs.current_organisation().label("organisation_id")).subquery("one")
    return sa.select(
        one.c.organisation_id,
        *(
            sa.func.coalesce(kept.c[name], usual, type_=kept.c[name].type).label(name)
            for name, usual in nothing.items()
        ),
        kept.c.counts_from,
    ).select_from(one.outerjoin(kept, kept.c.organisation_id == one.c.organisation_id))


async def locked(connection: AsyncConnection, organisation_id: UUID) -> Calibration:
    """Return the organisation's calibration, held until the transaction ends; it is made if there was none."""
    kept = overlap_calibrations
    await connection.execute(postgresql.insert(kept).values(organisation_id=organisation_id).on_conflict_do_nothing())
    found = await records.one(
        connection,
        Calibration,
        sa.select(*records.columns(kept, Calibration))
        .where(kept.c.organisation_id == organisation_id)
        .with_for_update(),
    )
    assert found is not None, "It was made above."
    return found


async def store(connection: AsyncConnection, organisation_id: UUID, calibration: Calibration) -> None:
    """Store a calibration that was read with :func:`locked`."""
    await connection.execute(
        sa.update(overlap_calibrations)
        .where(overlap_calibrations.c.organisation_id == organisation_id)
        .values(
            is_on=calibration.is_on,
            learned_shift=calibration.learned_shift,
            confirmed=calibration.confirmed,
            dismissed=calibration.dismissed,
            counts_from=calibration.counts_from,
            counted_from=calibration.counted_from,
            is_reset=calibration.is_reset,
            version=calibration.version,
        )
    )


async def remember(
    connection: AsyncConnection, organisation_id: UUID, finding_id: UUID, decision: Decision, *, at: dt.datetime
) -> None:
    """Keep what people said of a finding; what they said before of the same one no longer counts."""
    said = {"score": decision.score, "is_confirmed": decision.is_confirmed, "decided_at": at}
    await connection.execute(
        postgresql.insert(overlap_decisions)
        .values(organisation_id=organisation_id, overlap_finding_id=finding_id, **said)
        .on_conflict_do_update(index_elements=["organisation_id", "overlap_finding_id"], set_=said)
    )


async def forget(connection: AsyncConnection, organisation_id: UUID, finding_id: UUID) -> None:
    """Take back what people said of a finding."""
    said = overlap_decisions.c
    await connection.execute(
        sa.delete(overlap_decisions).where(
            said.organisation_id == organisation_id, said.overlap_finding_id == finding_id
        )
    )


async def decisions(connection: AsyncConnection, organisation_id: UUID, *, since: dt.datetime | None) -> list[Decision]:
    """
    Return the latest decisions that count, the latest first: as many as the rule looks at.

    What a case is about, or has settled, people hold to be so, although nobody confirmed it: it counts from the day on which it
    was found.
    """
    said, finding = overlap_decisions.c, overlap_findings.c
    told = sa.select(said.score, said.is_confirmed, said.decided_at.label("at")).where(
        said.organisation_id == organisation_id
    )
    in_cases = sa.select(finding.score, sa.true(), sa.func.coalesce(finding.decided_at, finding.detected_at)).where(
        finding.organisation_id == organisation_id,
        finding.state.in_(("IN_CASE", "RESOLVED")),
        finding.rule.in_(BY_TEXT),
        sa.not_(sa.exists().where(said.organisation_id == organisation_id, said.overlap_finding_id == finding.id)),
    )
    every = sa.union_all(told, in_cases).subquery("every")
    latest = sa.select(every.c.score, every.c.is_confirmed).order_by(every.c.at.desc(), every.c.score).limit(LATEST)
    if since is not None:
        latest = latest.where(every.c.at >= since)
    found = await connection.execute(latest)
    return [Decision(score, is_confirmed=is_confirmed) for score, is_confirmed in found]
