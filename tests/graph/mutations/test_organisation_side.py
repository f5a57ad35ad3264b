"""Every deed of the organisation's side, said through the API by somebody who may: it happens, and the payload shows it."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from samsvar.domain.rights import Role
from samsvar.operations import people
from samsvar.operations.scopes import Scope
from tests.factories.companies import NOW, Company
from tests.factories.okrs import NOW_CYCLE
from tests.graph.mutations.conftest import World, gid

Inputs = Mapping[str, Any]

INPUTS: Mapping[str, Callable[[World], Inputs]] = {
    "changeOrganisationSettings": lambda _: {"name": "Nordlys bank", "expected_version": 1},
    "foundUnit": lambda world: {"parent": world.unit("Privat"), "kind": "TEAM", "name": "Sparing"},
    "renameUnit": lambda world: {"unit": world.unit("Kort"), "name": "Betaling", "expected_version": 1},
    "moveUnit": lambda world: {
        "unit": world.unit("Kort"),
        "parent": world.unit("Bedrift"),
        "reason": "reorganised",
        "expected_version": 1,
    },
    "endUnit": lambda world: {
        "unit": world.unit("Kort"),
        "on": "2026-04-01",
        "reason": "merged",
        "expected_version": 1,
    },
    "grantMembership": lambda world: {
        "person": gid("Person", world.ours.company.people["Nils"]),
        "unit": world.unit("Kort"),
        "role": "MEMBER",
    },
    "endMembership": lambda world: {"membership": gid("Membership", world.ours.company.memberships["Mia"])},
    "appointAdministrator": lambda world: {"person": gid("Person", world.ours.company.people["Nils"])},
    "dismissAdministrator": lambda world: {"person": gid("Person", world.ours.company.people["Bodil"])},
    "choosePersonalSettings": lambda _: {"locale": "de"},
    "createApiClient": lambda world: {"name": "Kasse", "unit": world.unit("Kort"), "scopes": ["okr:read"]},
    "revokeApiClient": lambda world: {"api_client": gid("ApiClient", world.api_client), "reason": "lost"},
    "stateDirection": lambda _: {"kind": "STRATEGY", "title": "Enkel bank"},
    "reviseDirection": lambda world: {
        "direction": gid("Direction", world.ours.directions["Enklest"]),
        "title": "Aller enklest",
        "reason": "sharper",
        "expected_version": 2,
    },
    "retireDirection": lambda world: {
        "direction": gid("Direction", world.ours.directions["Enklest"]),
        "reason": "done",
        "expected_version": 2,
    },
    "proposeMoal": lambda world: {
        "unit": world.unit("Nordlys"),
        "proposed_by": world.unit("Kort"),
        "year": 2026,
        "title": "Kundene klarer seg selv",
    },
    "reviseMoal": lambda world: {
        "moal": gid("Moal", world.ours.moals["Flere kort"]),
        "title": "Mange kort",
        "expected_version": 1,
    },
    "agreeMoal": lambda world: {"moal": gid("Moal", world.ours.moals["Flere kort"]), "expected_version": 1},
    "achieveMoal": lambda world: {"moal": gid("Moal", world.ours.moals["Kunder for livet"]), "expected_version": 1},
    "dropMoal": lambda world: {
        "moal": gid("Moal", world.ours.moals["Flere kort"]),
        "reason": "covered",
        "expected_version": 1,
    },
    "planCycle": lambda _: {"name": "2026 T3", "starts_on": "2026-09-01", "ends_on": "2026-12-31"},
    "rescheduleCycle": lambda world: {
        "cycle": gid("Cycle", world.ours.cycles[NOW_CYCLE]),
        "ends_on": "2026-04-24",
        "expected_version": 1,
    },
    "advanceCycle": lambda world: {
        "cycle": gid("Cycle", world.ours.cycles[NOW_CYCLE]),
        "to": "REVIEWING",
        "expected_version": 1,
    },
}

RECORDS: Mapping[str, str] = {
    "Membership": "membership { role validTo }",
    "Administrator": "person { name }",
    "PersonalSettings": "person { name }",
    "OrganisationSettings": "organisation { name version }",
    "ApiClient": "apiClient { name revokedAt }",
    "Direction": "direction { title version validTo }",
    "Moal": "moal { title state version }",
    "Cycle": "cycle { name state version }",
    "Unit": "unit { name version }",
}


async def mighty(company: Company) -> Scope:
    """Return the scope of somebody who may do everything in a company."""
    astrid = await company.scope("Astrid")
    await people.appoint_administrator(astrid, people.AppointAdministrator(person=company.people["Bodil"]), now=NOW)
    for unit in company.units.values():
        draft = people.GrantMembership(person=company.people["Astrid"], unit=unit, role=Role.LEAD)
        await people.grant_membership(astrid, draft, now=NOW)
    return await company.scope("Astrid")


@pytest.mark.parametrize("name", INPUTS)
async def test_what_is_allowed_happens_and_the_payload_holds_the_record(fresh_world: World, name: str) -> None:
    record = next(selected for kind, selected in RECORDS.items() if name.endswith(kind))
    answer = await fresh_world.do(name, await mighty(fresh_world.ours.company), record, **INPUTS[name](fresh_world))
    assert answer.pop("problems") == []
    assert None not in answer.values()


async def test_a_secret_is_shown_once(world: World) -> None:
    draft = {"name": "Kasse", "unit": world.unit("Kort"), "scopes": ["okr:read"]}
    answers = [
        await world.do("createApiClient", "Astrid", "secret apiClient { id }", key="once", **draft) for _ in range(2)
    ]
    assert answers[0]["secret"]
    assert answers[1]["secret"] is None
    assert answers[0]["apiClient"] == answers[1]["apiClient"]


async def test_problems_come_in_the_language_that_the_caller_chose(world: World) -> None:
    await world.do("choosePersonalSettings", "Nils", locale="de")
    answer = await world.do("planCycle", "Nils", name="T3", starts_on="2026-09-01", ends_on="2026-12-31")
    assert answer["problems"][0]["message"] == "Ihnen fehlt das Recht: Zyklen verwalten."
