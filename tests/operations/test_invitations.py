"""Invitations: made by administrators, accepted by whoever has the address, at the issuer that verified it."""

import asyncio
import dataclasses
import datetime as dt
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from samsvar.domain import invitations as domain
from samsvar.domain import people as people_domain
from samsvar.domain import refusals, rights, sign_ins
from samsvar.domain.rights import Role
from samsvar.operations import admissions, invitations, sign_in_sessions, units
from samsvar.operations import sign_ins as operations
from tests.factories.companies import NOW, Company

ISSUER = "https://id.test"
LATER = NOW + dt.timedelta(days=3)
GURO = sign_ins.Identity(
    issuer=ISSUER,
    subject="guro",
    name="Guro",
    email="Guro@Nordlys.test",
    locale=None,
    groups=frozenset(),
    is_email_verified=True,
)


@pytest.fixture
async def admitting(company: Company) -> Company:
    """The company, whose provider lets in nobody but those invited."""
    await admissions.admit(await company.samsvar(), admissions.Admit(ISSUER), now=NOW)
    return company


async def invite(company: Company, by: str = "Astrid", **stated: Any) -> UUID:
    draft = invitations.InvitePerson(**{"email": " guro@nordlys.test ", **stated})
    return await invitations.invite_person(await company.scope(by), draft, now=NOW)


async def sign_in(company: Company, identity: sign_ins.Identity, *, now: dt.datetime = LATER) -> None:
    """Sign somebody in to the company, or raise NotAdmitted."""
    key = identity.subject.encode().ljust(32, b"-")[:32]
    session = sign_in_sessions.NewSession(key, b"", None, now + dt.timedelta(hours=1), None)
    async with company.database.transaction(await company.samsvar()) as connection:
        slug = (await connection.execute(sa.text("select slug from samsvar.organisations"))).scalar_one()
        await connection.execute(sa.text("delete from samsvar.sign_in_sessions"))
    await operations.sign_in(company.database, identity, session, organisation=slug, now=now)


async def held(company: Company, subject: str) -> tuple[list[tuple[str, str]], bool]:
    """Return roles in units, and whether somebody administers."""
    async with company.database.transaction(await company.samsvar()) as connection:
        roles = await connection.execute(
            sa.text(
                "select u.name, m.role from samsvar.memberships m join samsvar.people p on p.id = m.person_id"
                " join samsvar.units u on u.id = m.unit_id where p.subject = :subject and m.valid_to is null"
            ),
            {"subject": subject},
        )
        office = await connection.execute(
            sa.text(
                "select count(*) from samsvar.administrators a join samsvar.people p on p.id = a.person_id"
                " where p.subject = :subject"
            ),
            {"subject": subject},
        )
        return [(row[0], row[1]) for row in roles], bool(office.scalar_one())


async def test_who_is_invited_is_a_member_at_the_first_sign_in_and_stays_one(admitting: Company) -> None:
    await invite(admitting, unit=admitting.units["Kort"], role=Role.OKR_MASTER)
    await sign_in(admitting, GURO)
    assert await held(admitting, "guro") == ([("Kort", "OKR_MASTER")], False)
    moved_away = dataclasses.replace(GURO, email="guro@elsewhere.test")
    await sign_in(admitting, moved_away, now=LATER + dt.timedelta(days=60))
    assert await held(admitting, "guro") == ([("Kort", "OKR_MASTER")], False)


async def test_a_unit_that_has_ended_since_gives_no_role_and_keeps_nobody_out(admitting: Company) -> None:
    await invite(admitting, unit=admitting.units["Kort"], role=Role.MEMBER)
    end = units.EndUnit(unit=admitting.units["Kort"], on=LATER.date(), reason="merged", expected_version=1)
    await units.end_unit(await admitting.samsvar(), end, now=NOW)
    await sign_in(admitting, GURO)
    assert await held(admitting, "guro") == ([], False)


async def test_who_is_invited_to_administer_does(admitting: Company) -> None:
    await invite(admitting, is_administrator=True)
    await sign_in(admitting, GURO)
    assert await held(admitting, "guro") == ([], True)


@pytest.mark.parametrize(
    "lie",
    [
        {"is_email_verified": False},
        {"email": None},
        {"email": "guro@nordlys.test.evil.example"},
        {"issuer": "https://other.test"},
    ],
)
async def test_an_address_that_nobody_verified_opens_nothing(admitting: Company, lie: dict[str, Any]) -> None:
    await admissions.admit(await admitting.samsvar(), admissions.Admit("https://other.test"), now=NOW)
    await invite(admitting, unit=admitting.units["Kort"], role=Role.MEMBER)
    with pytest.raises(sign_ins.NotAdmitted):
        await sign_in(admitting, dataclasses.replace(GURO, **lie))
    assert await held(admitting, "guro") == ([], False)


async def test_one_comes_by_an_invitation_and_nobody_after(admitting: Company) -> None:
    await invite(admitting, unit=admitting.units["Kort"], role=Role.MEMBER)
    await sign_in(admitting, GURO)
    with pytest.raises(sign_ins.NotAdmitted):
        await sign_in(admitting, dataclasses.replace(GURO, subject="heir of the address"))


async def test_of_two_at_once_with_one_address_one_comes_in(admitting: Company) -> None:
    await invite(admitting, unit=admitting.units["Kort"], role=Role.MEMBER)
    twins = [dataclasses.replace(GURO, subject=f"twin {number}") for number in range(4)]
    done = await asyncio.gather(*(sign_in(admitting, each) for each in twins), return_exceptions=True)
    assert sorted(type(each).__name__ for each in done) == ["NoneType", *["NotAdmitted"] * 3]
    async with admitting.database.transaction(await admitting.samsvar()) as connection:
        known = await connection.execute(sa.text("select count(*) from samsvar.people where subject like 'twin%'"))
        assert known.scalar_one() == 1


async def test_an_invitation_ends_after_thirty_days_and_can_be_made_anew(admitting: Company) -> None:
    await invite(admitting)
    with pytest.raises(domain.InvitedAlready):
        await invite(admitting)
    late = NOW + domain.LASTS
    with pytest.raises(sign_ins.NotAdmitted):
        await sign_in(admitting, GURO, now=late)
    draft = invitations.InvitePerson(email="guro@nordlys.test")
    await invitations.invite_person(await admitting.scope("Astrid"), draft, now=late)
    await sign_in(admitting, GURO, now=late + dt.timedelta(days=1))


async def test_who_was_invited_does_not_come_after_it_was_withdrawn(admitting: Company) -> None:
    invitation = await invite(admitting)
    withdrawal = invitations.WithdrawInvitation(invitation)
    await invitations.withdraw_invitation(await admitting.scope("Astrid"), withdrawal, now=NOW)
    with pytest.raises(sign_ins.NotAdmitted):
        await sign_in(admitting, GURO)
    with pytest.raises(domain.InvitationDecided):
        await invitations.withdraw_invitation(await admitting.scope("Astrid"), withdrawal, now=NOW)


async def test_who_does_not_administer_neither_invites_nor_withdraws(admitting: Company) -> None:
    invitation = await invite(admitting)
    for name in ("Liv", "Per", "Mia"):
        with pytest.raises(rights.Forbidden):
            await invite(admitting, by=name)
        with pytest.raises(rights.Forbidden):
            await invitations.withdraw_invitation(
                await admitting.scope(name), invitations.WithdrawInvitation(invitation), now=NOW
            )


async def test_what_is_no_invitation_is_refused(admitting: Company) -> None:
    with pytest.raises(domain.EmailUnusable):
        await invite(admitting, email="guro at nordlys")
    with pytest.raises(people_domain.RoleNotGranted):
        await invite(admitting, unit=admitting.units["Kort"])
    with pytest.raises(people_domain.RoleNotGranted):
        await invite(admitting, unit=admitting.units["Kort"], role=Role.INTEGRATION)
    with pytest.raises(refusals.NotFound):
        await invitations.withdraw_invitation(
            await admitting.scope("Astrid"), invitations.WithdrawInvitation(admitting.id), now=NOW
        )


async def test_the_audit_which_all_may_read_does_not_keep_the_address(admitting: Company) -> None:
    await invite(admitting, unit=admitting.units["Kort"], role=Role.MEMBER)
    await sign_in(admitting, GURO)
    async with admitting.database.transaction(await admitting.samsvar()) as connection:
        kept = await connection.execute(
            sa.text("select deed from samsvar.audit_entries where concat(before, after, why) ilike '%guro@%'")
        )
        assert list(kept.scalars()) == []
