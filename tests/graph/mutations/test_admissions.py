"""Whom the organisation lets in, through the API: for its administrators, and for nobody else to see."""

from typing import Any

from samsvar.operations import admissions
from tests.factories.companies import NOW
from tests.graph.mutations.conftest import World

ISSUER = "https://id.test"
READ = """{
  admissions { issuer isForEveryone meanings { meaningId group role unitName } }
  invitations { invitationId email role unitName isAdministrator invitedBy }
}"""


async def test_invitations_and_meanings_are_made_and_withdrawn_and_seen_by_administrators_alone(
    fresh_world: World,
) -> None:
    world = fresh_world
    await admissions.admit(await world.ours.company.samsvar(), admissions.Admit(ISSUER), now=NOW)
    invited = await world.do(
        "invitePerson", "Astrid", "isDone", email="Guro@Nordlys.test", unit=world.unit("Kort"), role="LEAD"
    )
    assert invited == {"isDone": True, "problems": []}
    mapped = {"issuer": ISSUER, "group": "cards", "role": "MEMBER", "unit": world.unit("Kort")}
    assert (await world.do("mapGroup", "Astrid", "organisation { name }", **mapped))["problems"] == []
    opened: dict[str, Any] = {"issuer": ISSUER, "is_for_everyone": True}
    assert (await world.do("changeAdmission", "Astrid", "organisation { name }", **opened))["problems"] == []
    seen = await world.execute(READ, "Astrid")
    (admission,), (invitation,) = seen["admissions"], seen["invitations"]
    (meaning,) = admission["meanings"]
    assert (admission["isForEveryone"], meaning["group"], meaning["unitName"]) == (True, "cards", "Kort")
    assert (invitation["email"], invitation["invitedBy"]) == ("guro@nordlys.test", "Astrid")
    assert await world.execute(READ, "Liv") == {"admissions": [], "invitations": []}

    refused = await world.do("withdrawInvitation", "Liv", "isDone", invitation=invitation["invitationId"])
    assert [each["code"] for each in refused["problems"]] == ["FORBIDDEN"]
    await world.do("withdrawInvitation", "Astrid", "isDone", invitation=invitation["invitationId"])
    await world.do("unmapGroup", "Astrid", "organisation { name }", meaning=meaning["meaningId"])
    left = await world.execute(READ, "Astrid")
    assert (left["admissions"][0]["meanings"], left["invitations"]) == ([], [])


async def test_a_person_tells_past_roles_and_that_they_left(fresh_world: World) -> None:
    world = fresh_world
    ask = """{ people(text: "Mia") { nodes {
      id hasLeft isAdministrator memberships { role unitName isByGroup } pastMemberships { role unitName } } } }"""
    (mia,) = (await world.execute(ask, "Per"))["people"]["nodes"]
    assert mia["memberships"] == [{"role": "MEMBER", "unitName": "Kort", "isByGroup": False}]
    assert (mia["pastMemberships"], mia["hasLeft"], mia["isAdministrator"]) == ([], False, False)
    removed = await world.do("removePerson", "Astrid", "person { hasLeft }", person=mia["id"])
    assert removed["person"] == {"hasLeft": True}
    (mia,) = (await world.execute(ask, "Per"))["people"]["nodes"]
    assert (mia["memberships"], mia["pastMemberships"]) == ([], [{"role": "MEMBER", "unitName": "Kort"}])
