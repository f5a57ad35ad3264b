"""What is done with invitations: made, withdrawn, and accepted by signing in."""

import dataclasses
import datetime as dt
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.domain import invitations as domain
from samsvar.domain import people as people_domain
from samsvar.domain import refusals
from samsvar.domain.invitations import Invitation
from samsvar.domain.rights import Right, Role
from samsvar.domain.sign_ins import Identity
from samsvar.operations import deeds, units
from samsvar.operations.deeds import Deed
from samsvar.persistence import audit, invitations, people, sign_ins
from samsvar.persistence import units as persisted_units


@dataclasses.dataclass(frozen=True)
class InvitePerson:
    """Somebody who may come in by their address, and as what; ``issuer`` is the inviter's own unless named."""

    email: str
    unit: UUID | None = None
    role: Role | None = None
    is_administrator: bool = False
    issuer: str | None = None


@dataclasses.dataclass(frozen=True)
class WithdrawInvitation:
    """An invitation by which nobody shall come."""

    invitation: UUID


@deeds.deed
async def invite_person(deed: Deed, draft: InvitePerson) -> UUID:
    """
    Let somebody in by an e-mail address, from their next sign-in on.

    It counts for whoever comes first with that address verified by the issuer, and for nobody after them.
    """
    await _require_administration(deed)
    email = domain.address(draft.email)
    issuer = draft.issuer or await _own_issuer(deed)
    unit = None if draft.unit is None else await units.load(deed, draft.unit, field="unit")
    if unit is not None:
        unit.require_living(deed.today, field="unit")
    if (unit is None) != (draft.role is None) or draft.role is Role.INTEGRATION:
        raise people_domain.RoleNotGranted(field="role")
    await deed.lock("invitations")
    present = await invitations.open_for(deed.connection, deed.organisation_id, issuer=issuer, email=email)
    if present is not None:
        if present.counts(deed.now):
            raise domain.InvitedAlready(field="email", email=email)
        await invitations.store(deed.connection, deed.organisation_id, present.withdrawn(now=deed.now))
    invitation = Invitation(
        id=await invitations.new_id(deed.connection),
        issuer=issuer,
        email=email,
        unit_id=None if unit is None else unit.id,
        role=draft.role,
        is_administrator=draft.is_administrator,
        invited_by_id=deed.scope.actor.person_id,
        expires_at=deed.now + domain.LASTS,
    )
    await invitations.insert(deed.connection, deed.organisation_id, invitation)
    deed.wrote("Invitation", invitation.id, after=_told(invitation), unit_id=invitation.unit_id)
    return invitation.id


@deeds.deed
async def withdraw_invitation(deed: Deed, draft: WithdrawInvitation) -> UUID:
    """Let nobody come by an invitation any more."""
    await _require_administration(deed)
    invitation = await invitations.locked(deed.connection, deed.organisation_id, draft.invitation)
    if invitation is None:
        raise refusals.NotFound(field="invitation", kind="Invitation")
    withdrawn = invitation.withdrawn(now=deed.now)
    await invitations.store(deed.connection, deed.organisation_id, withdrawn)
    deed.wrote("Invitation", invitation.id, before={"withdrawnAt": None}, after={"withdrawnAt": deed.now})
    return invitation.id


async def accept(
    connection: AsyncConnection,
    organisation_id: UUID,
    person_id: UUID,
    identity: Identity,
    *,
    today: dt.date,
    now: dt.datetime,
) -> None:
    """Let somebody who signs in have what they were invited to, in the transaction that lets them in."""
    email = identity.verified_email
    if email is None:
        return
    invitation = await invitations.open_for(connection, organisation_id, issuer=identity.issuer, email=email)
    if invitation is None or not invitation.counts(now):
        return
    await invitations.store(connection, organisation_id, invitation.accepted(person_id, now=now))
    await sign_ins.admit_by_name(connection, person_id, now=now)
    traces = [
        audit.Entry(
            "Invitation",
            invitation.id,
            before={"acceptedAt": None},
            after={"acceptedAt": now, "acceptedById": person_id},
        )
    ]
    unit = None
    if invitation.unit_id is not None:
        unit = await persisted_units.load(connection, organisation_id, invitation.unit_id)
    # A unit may have ended since: who was invited to it is let in all the same, without a role.
    if unit is not None and invitation.role is not None and (unit.valid_to is None or unit.valid_to > today):
        held = await people.memberships_lasting(connection, organisation_id, person_id, unit.id, on=today)
        if all(each.role is not invitation.role for each in held):
            membership = await people.insert_membership(
                connection,
                organisation_id,
                person_id=person_id,
                unit_id=unit.id,
                role=invitation.role,
                on=today,
            )
            given = {"role": membership.role, "personId": person_id}
            traces.append(audit.Entry("Membership", membership.id, unit_id=membership.unit_id, after=given))
    if invitation.is_administrator:
        among = await people.all_administrators(connection, organisation_id)
        if person_id not in {one.person_id for one in among}:
            await people.insert_administrator(connection, organisation_id, person_id)
            changed = {"isAdministrator": True}
            traces.append(audit.Entry("Person", person_id, before={"isAdministrator": False}, after=changed))
    await audit.store(
        connection,
        traces,
        organisation_id=organisation_id,
        deed="acceptInvitation",
        person_id=person_id,
        api_client_id=None,
        at=now,
    )


def _told(invitation: Invitation) -> dict[str, object]:
    """Return what the audit, which everybody may read, says of an invitation: not the address."""
    return {"unitId": invitation.unit_id, "role": invitation.role, "isAdministrator": invitation.is_administrator}


async def _own_issuer(deed: Deed) -> str:
    if deed.scope.actor.person_id is None:
        raise people_domain.NotAPerson
    return await people.issuer_of(deed.connection, deed.organisation_id, deed.scope.actor.person_id)


async def _require_administration(deed: Deed) -> None:
    company = await persisted_units.company(deed.connection, deed.organisation_id)
    deed.rights.require(Right.MANAGE_ORGANISATION, at=company.path)
