"""An organisation's size grows what statements carry, never how many parameters they have: PostgreSQL takes 32,767."""

import contextlib
import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from samsvar.operations import contributions, okr_imports, okr_sets, results, supports, verification
from samsvar.operations.contributions import EndKind, EndRef, ProposeContribution
from samsvar.operations.okr_sets import ReopenOkrSet, TurnOkrSet
from samsvar.persistence.database import Database
from tests import conftest
from tests.factories.companies import NOW
from tests.factories.plans import Plans


@contextlib.contextmanager
def widest() -> Iterator[dict[str, int]]:
    """Yield the statements that are sent meanwhile, each with the most parameters that it had."""
    seen: dict[str, int] = {}

    def note(*sent: Any) -> None:
        _, _, statement, parameters, _, executes_many = sent
        given = parameters[0] if executes_many else parameters
        seen[str(statement)] = max(seen.get(str(statement), 0), len(given))

    sa.event.listen(sa.engine.Engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        sa.event.remove(sa.engine.Engine, "before_cursor_execute", note)


async def _grow(plans: Plans, okr_set: object, above: object, *, by: int) -> None:
    """Add objectives to a set, each measured, and contributing to one above."""
    for number in range(by):
        objective = await plans.objective(okr_set, f"Objective {number}")  # type: ignore[arg-type]
        proof = await plans.key_result(objective, f"Proof {number}")
        await plans.contribution(objective, above)  # type: ignore[arg-type]
        await plans.check_in(proof, 40)


async def _look_at_everything(plans: Plans, okr_set: object) -> dict[str, int]:
    """Do what touches all objectives of a set, a cycle or the organisation at once; return how wide statements were."""
    database, company = plans.company.database, plans.company.id
    version = (await plans.row("okr_sets", okr_set))["version"]  # type: ignore[arg-type]
    with widest() as seen:
        await supports.settle(database, company, now=NOW)
        async with database.transaction(await plans.company.samsvar()) as connection:
            await results.recompute_cycle(connection, company, plans.cycles["running"])
        assert (await verification.verify(database, company)).differences == ()
        await okr_sets.align_okr_set(await plans.by(None), TurnOkrSet(okr_set, version), now=NOW)  # type: ignore[arg-type]
        await okr_sets.reopen_okr_set(await plans.by(None), ReopenOkrSet(okr_set, version + 1), now=NOW)  # type: ignore[arg-type]
    return seen


async def test_more_objectives_are_not_more_parameters(plans: Plans) -> None:
    above, _ = await plans.proven("Privat", "Above")
    to_moal = ProposeContribution(EndRef(EndKind.OBJECTIVE, above), EndRef(EndKind.MOAL, plans.moal))
    await contributions.propose_contribution(await plans.by("Liv"), to_moal, now=NOW)
    okr_set = await plans.okr_set("Kort", state="PROPOSED")
    await _grow(plans, okr_set, above, by=2)
    few = await _look_at_everything(plans, okr_set)
    await _grow(plans, okr_set, above, by=7)
    many = await _look_at_everything(plans, okr_set)
    assert many == few


async def test_longer_files_are_not_more_parameters(fresh_database: conftest.Database) -> None:
    def line(organisation: str, number: int) -> str:
        return json.dumps(
            {
                "id": str(number),
                "org": organisation,
                "cycle": "2026-Q4",
                "team": f"Lag {number}",
                "level": "team",
                "parent": str(number - 1) if number else None,
                "objective": f"Mål {number}",
                "key_results": ["Feil fra 8% til 5%"],
            }
        )

    database, now = Database(fresh_database.url), dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
    try:
        with widest() as few:
            await okr_imports.import_okrs(database, [line("Nordlys", number) for number in range(3)], now=now)
        with widest() as many:
            await okr_imports.import_okrs(database, [line("Sørlys", number) for number in range(12)], now=now)
    finally:
        await database.close()
    assert many == few
