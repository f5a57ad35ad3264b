"""Admission: which sign-ins an organisation lets in, and what the provider's groups mean there."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import Final
from uuid import UUID

from samsvar.domain import admissions as domain
from samsvar.domain import people as people_domain
from samsvar.domain import refusals, rights, texts
from samsvar.operations import deeds, scopes, units
from samsvar.persistence import admissions, people, sign_ins
from samsvar.persistence import database as database_module
from samsvar.persistence import units as units_stored

EVERYONE: Final = "EVERYONE"
MAPPED_GROUPS: Final = "MAPPED_GROUPS"
ADMINISTRATOR: Final = "ADMIN"
ROLES: Final = ("MEMBER", "LEAD", "OKR_MASTER", "VIEWER", ADMINISTRATOR)


class UnitUnclear(Exception):
    """No unit of today is called so, or more than one is; the message is the name."""


@dataclasses.dataclass(frozen=True, slots=True)
class GroupMeaning:
    """What a group of the provider means: a role in a unit, or administration of the whole."""

    group: str
    role: str
    unit: str | None = None
    """By its name; None for the company."""


@dataclasses.dataclass(frozen=True, slots=True)
class Admit:
    """
    Whom to let in by an issuer's word.

    Attributes:
        issuer: Of an OpenID Provider, exactly as it names itself.
        is_for_everyone: Let in everybody whom it knows; if not, only those of groups that mean something here.
        meanings: What groups mean, in addition to what is known already.
    """

    issuer: str
    is_for_everyone: bool = False
    meanings: Sequence[GroupMeaning] = ()


@deeds.deed
async def admit(deed: deeds.Deed, draft: Admit) -> UUID:
    """
    Let people in from their next sign-in on. Nobody is shut out by it: an organisation open to everyone stays so.

    Raises:
        Forbidden: The actor doesn't administer the organisation.
        UnitUnclear: A group is to mean something in a unit that there isn't.
    """
    root = await units_stored.company(deed.connection, deed.organisation_id)
    deed.rights.require(rights.Right.MANAGE_ORGANISATION, at=root.path)
    before = await admissions.admission_of(deed.connection, draft.issuer)
    after = EVERYONE if draft.is_for_everyone else before or MAPPED_GROUPS
    if after != before:
        await admissions.set_admission(deed.connection, deed.organisation_id, issuer=draft.issuer, admission=after)
        deed.wrote(
            "Organisation",
            deed.organisation_id,
            before={"issuer": None, "admission": before},
            after={"issuer": draft.issuer, "admission": after},
        )
    for meaning in draft.meanings:
        await _map_group(deed, draft.issuer, meaning)
    return deed.organisation_id


@dataclasses.dataclass(frozen=True, slots=True)
class ChangeAdmission:
    """Whether an issuer's word suffices for everybody whom it knows, or only for groups and those invited."""

    issuer: str
    is_for_everyone: bool


@dataclasses.dataclass(frozen=True, slots=True)
class MapGroup:
    """What a group of an issuer that is let in means: a role in a unit, or without one administration."""

    issuer: str
    group: str
    role: str
    unit: UUID | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class UnmapGroup:
    """A meaning of a group that it has no more."""

    meaning: UUID


@deeds.deed
async def change_admission(deed: deeds.Deed, draft: ChangeAdmission) -> UUID:
    """
    Let everybody of an issuer in, or only groups that mean something and those invited, from the next sign-in on.

    Whoever does that is let in by name from now on, so that nobody shuts themselves out.
    """
    await _require_administration(deed)
    before = await admissions.admission_of(deed.connection, draft.issuer)
    if before is None:
        raise domain.IssuerUnknown(field="issuer", issuer=draft.issuer)
    after = EVERYONE if draft.is_for_everyone else MAPPED_GROUPS
    if after != before:
        await admissions.set_admission(deed.connection, deed.organisation_id, issuer=draft.issuer, admission=after)
        if deed.scope.actor.person_id is not None:
            await sign_ins.admit_by_name(deed.connection, deed.scope.actor.person_id, now=deed.now)
        deed.wrote(
            "Organisation",
            deed.organisation_id,
            before={"issuer": draft.issuer, "admission": before},
            after={"issuer": draft.issuer, "admission": after},
        )
    return deed.organisation_id


@deeds.deed
async def map_group(deed: deeds.Deed, draft: MapGroup) -> UUID:
    """Let a group mean something from its people's next sign-in on; who is in it is let in."""
    await _require_administration(deed)
    if await admissions.admission_of(deed.connection, draft.issuer) is None:
        raise domain.IssuerUnknown(field="issuer", issuer=draft.issuer)
    if draft.role not in ROLES or (draft.role == ADMINISTRATOR) != (draft.unit is None):
        raise people_domain.RoleNotGranted(field="role")
    group = texts.line(draft.group, field="group")
    if draft.unit is not None:
        unit = await units.load(deed, draft.unit, field="unit")
        unit.require_living(deed.today, field="unit")
    if await admissions.map_group(
        deed.connection, deed.organisation_id, issuer=draft.issuer, group=group, role=draft.role, unit_id=draft.unit
    ):
        deed.wrote(
            "Organisation",
            deed.organisation_id,
            before={"group": None, "role": None, "unitId": None},
            after={"group": group, "role": draft.role, "unitId": draft.unit},
            unit_id=draft.unit,
        )
    return deed.organisation_id


@deeds.deed
async def unmap_group(deed: deeds.Deed, draft: UnmapGroup) -> UUID:
    """Let a group mean something no more; its people lose the role at their next sign-in."""
    await _require_administration(deed)
    meaning = await admissions.meaning(deed.connection, deed.organisation_id, draft.meaning)
    if meaning is None:
        raise refusals.NotFound(field="meaning", kind="GroupMeaning")
    if meaning.role == ADMINISTRATOR:
        among = await people.all_administrators(deed.connection, deed.organisation_id)
        if all(one.source is people_domain.Source.GROUP for one in among):
            raise domain.AdministratorsByGroupOnly(field="meaning", group=meaning.group)
    await admissions.unmap_group(deed.connection, deed.organisation_id, meaning.id)
    deed.wrote(
        "Organisation",
        deed.organisation_id,
        before={"group": meaning.group, "role": meaning.role, "unitId": meaning.unit_id},
        after={"group": None, "role": None, "unitId": None},
        unit_id=meaning.unit_id,
    )
    return deed.organisation_id


async def _require_administration(deed: deeds.Deed) -> None:
    company = await units_stored.company(deed.connection, deed.organisation_id)
    deed.rights.require(rights.Right.MANAGE_ORGANISATION, at=company.path)
    # One at a time: the last two ways to the administration could be taken away together.
    await deed.lock("administrators")


async def organisation_by_slug(database: database_module.Database, slug: str) -> UUID | None:
    """Return the organisation of that name in addresses; None when there is none."""
    async with database.entered(sign_ins.nowhere()) as (connection, _):
        return await admissions.organisation_by_slug(connection, slug)


async def admit_by_slug(database: database_module.Database, slug: str, draft: Admit, *, now: dt.datetime) -> bool:
    """Do the same as Samsvar itself, for the command line; False when there is no such organisation."""
    organisation_id = await organisation_by_slug(database, slug)
    if organisation_id is None:
        return False
    await admit(await scopes.of_samsvar(database, organisation_id), draft, now=now)
    return True


async def _map_group(deed: deeds.Deed, issuer: str, meaning: GroupMeaning) -> None:
    unit_id = None
    if meaning.role != ADMINISTRATOR:
        found = await admissions.units_named(deed.connection, meaning.unit, today=deed.today)
        if len(found) != 1:
            raise UnitUnclear(meaning.unit or "")
        unit_id = found[0]
    if await admissions.map_group(
        deed.connection,
        deed.organisation_id,
        issuer=issuer,
        group=meaning.group,
        role=meaning.role,
        unit_id=unit_id,
    ):
        deed.wrote(
            "Organisation",
            deed.organisation_id,
            before={"group": None, "role": None, "unitId": None},
            after={"group": meaning.group, "role": meaning.role, "unitId": unit_id},
            unit_id=unit_id,
        )
