"""Admission: which sign-ins an organisation lets in, and what the provider's groups mean there."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import Final
from uuid import UUID

from samsvar.domain import rights
from samsvar.operations import deeds, scopes
from samsvar.persistence import admissions, sign_ins
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
