"""
A shipping company that two divisions run: what the journey of an alignment begins with.

Emil leads Maskin (of the division Skip), Klara leads Terminal (of the division Land). Each has shown its OKRs of a cycle
in which they align, and both promise the same thing, one in bokmål and one in English.
"""

import dataclasses
import datetime as dt
from decimal import Decimal
from typing import Final
from uuid import UUID

from samsvar.connectors import embedded_postgres
from samsvar.domain.cycles import CycleState
from samsvar.domain.key_results import KeyResultKind
from samsvar.domain.metrics import GoodDirection
from samsvar.domain.rights import Role
from samsvar.domain.units import UnitKind
from samsvar.operations import (
    admissions,
    cycles,
    invitations,
    key_results,
    metrics,
    objectives,
    okr_sets,
    organisations,
    scopes,
    units,
)
from samsvar.operations.scopes import Scope
from samsvar.persistence.database import Database
from tests.e2e.stages import Stage

SLUG: Final = "fjordferjene"
COMPANY, SHIPS, SHORE = "Fjordferjene", "Skip", "Land"
ENGINES, TERMINAL = "Maskin", "Terminal"
EMIL, KLARA = "Emil Brekke", "Klara Vogt"
_ADDRESSES: Final = {EMIL: "emil.brekke@seljeverk.example", KLARA: "klara.vogt@seljeverk.example"}

METRIC = "Utslipp ved kai"
OF_ENGINES, OF_TERMINAL = "Ved kai er det stille og rent", "Ships at our quay burn no diesel"
CLEAN_AIR, NO_ENGINES = "Lavere utslipp ved kai", "Lower emissions at the quay"
OTHER_OF_ENGINES, OTHER_OF_TERMINAL = "Maskinene går når de skal", "Nobody waits in the rain"


@dataclasses.dataclass(frozen=True)
class Ferries:
    """Global ids of what was made."""

    company: str
    cycle: str


async def made(stage: Stage) -> Ferries:
    """Found the company, invite its people, and let both teams show what they want."""
    database = Database(stage.postgres.url(embedded_postgres.APP_ROLE, embedded_postgres.DATABASE))
    try:
        return await _made(database, stage.execute("select distinct issuer from samsvar.organisation_issuers"))
    finally:
        await database.close()


async def _made(database: Database, issuer: str) -> Ferries:
    now = dt.datetime.now(dt.UTC)
    began_on = now.date() - dt.timedelta(days=400)
    organisation_id = await organisations.found_organisation(
        database, organisations.FoundOrganisation(name=COMPANY, slug=SLUG, on=began_on), now=now
    )
    samsvar = await scopes.of_samsvar(database, organisation_id)
    company = next(iter(samsvar.reader_units))
    await admissions.admit(samsvar, admissions.Admit(issuer=issuer), now=now)
    teams = {}
    for division, team, who in ((SHIPS, ENGINES, EMIL), (SHORE, TERMINAL, KLARA)):
        above = await units.found_unit(
            samsvar, units.FoundUnit(company, UnitKind.DIVISION, division, began_on), now=now
        )
        teams[team] = await units.found_unit(samsvar, units.FoundUnit(above, UnitKind.TEAM, team, began_on), now=now)
        invitation = invitations.InvitePerson(_ADDRESSES[who], teams[team], Role.LEAD, issuer=issuer)
        await invitations.invite_person(samsvar, invitation, now=now)
    samsvar = await scopes.of_samsvar(database, organisation_id)  # It reads for the units that there are now.
    cycle_id = await _cycle(samsvar, now)
    metric = metrics.DefineMetric(company, METRIC, "kg", GoodDirection.DOWN)
    quay = await metrics.define_metric(samsvar, metric, now=now)
    await _show(
        samsvar,
        await _drafted(samsvar, teams[ENGINES], cycle_id, now),
        {OF_ENGINES: (CLEAN_AIR, quay, 900, 300), OTHER_OF_ENGINES: ("Stopp underveis", None, 14, 3)},
        now,
    )
    await _show(
        samsvar,
        await _drafted(samsvar, teams[TERMINAL], cycle_id, now),
        {OF_TERMINAL: (NO_ENGINES, quay, 900, 400), OTHER_OF_TERMINAL: ("Minutes in the queue", None, 25, 8)},
        now,
    )
    return Ferries(f"unit_{company}", f"cycle_{cycle_id}")


async def _cycle(samsvar: Scope, now: dt.datetime) -> UUID:
    """Plan a cycle, and bring it to where teams align."""
    first = now.date() - dt.timedelta(days=7)
    plan = cycles.PlanCycle("Vårferjene", first, first + dt.timedelta(days=110))
    cycle_id = await cycles.plan_cycle(samsvar, plan, now=now)
    for version, state in enumerate((CycleState.PLANNING, CycleState.ALIGNING), start=1):
        await cycles.advance_cycle(samsvar, cycles.AdvanceCycle(cycle_id, state, version), now=now)
    return cycle_id


async def _drafted(samsvar: Scope, unit_id: UUID, cycle_id: UUID, now: dt.datetime) -> UUID:
    return await okr_sets.open_okr_set(samsvar, okr_sets.OpenOkrSet(unit_id, cycle_id), now=now)


async def _show(
    samsvar: Scope, okr_set_id: UUID, wanted: dict[str, tuple[str, UUID | None, int, int]], now: dt.datetime
) -> None:
    """Write objectives with a key result each into a draft, and show it to all."""
    for title, (key_result, metric, baseline, target) in wanted.items():
        objective = await objectives.draft_objective(samsvar, objectives.DraftObjective(okr_set_id, title), now=now)
        measured = key_results.Measured(
            kind=KeyResultKind.DECREASE,
            metric=metric,
            new_metric=None if metric else key_results.NewMetric(key_result, "", GoodDirection.DOWN),
            baseline=Decimal(baseline),
            target=Decimal(target),
        )
        await key_results.draft_key_result(
            samsvar, key_results.DraftKeyResult(objective=objective, title=key_result, measured=measured), now=now
        )
    await okr_sets.propose_okr_set(samsvar, okr_sets.TurnOkrSet(okr_set_id, expected_version=1), now=now)
