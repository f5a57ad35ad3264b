"""A small company that tests act in."""

import dataclasses
import datetime as dt
import itertools
from collections.abc import Mapping, Sequence
from uuid import UUID

import sqlalchemy as sa

from samsvar.domain.rights import Role
from samsvar.domain.units import UnitKind
from samsvar.operations import organisations, scopes, units
from samsvar.operations.scopes import Scope
from samsvar.persistence import people
from samsvar.persistence.database import Database

NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
TODAY = NOW.date()
BEGAN_ON = dt.date(2024, 1, 1)

_numbers = itertools.count(1)

UNITS: Mapping[str, tuple[UnitKind, str]] = {
    "Privat": (UnitKind.DIVISION, "Nordlys"),
    "Bedrift": (UnitKind.DIVISION, "Nordlys"),
    "Kort": (UnitKind.TEAM, "Privat"),
    "Lån": (UnitKind.TEAM, "Privat"),
    "Konto": (UnitKind.TEAM, "Bedrift"),
}
PEOPLE: Mapping[str, Sequence[tuple[str, Role]]] = {
    "Astrid": [],
    "Liv": [("Nordlys", Role.LEAD)],
    "Per": [("Privat", Role.LEAD)],
    "Bodil": [("Bedrift", Role.LEAD)],
    "Odd": [("Kort", Role.OKR_MASTER)],
    "Mia": [("Kort", Role.MEMBER)],
    "Lars": [("Lån", Role.LEAD)],
    "Kim": [("Konto", Role.LEAD)],
    "Vidar": [("Kort", Role.VIEWER)],
    "Nils": [],
}


@dataclasses.dataclass(frozen=True)
class Company:
    """
    Nordlys, founded in 2024: the divisions Privat (teams Kort and Lån) and Bedrift (team Konto).

    Astrid administers it. Liv leads the company, Per Privat, Bodil Bedrift, Lars Lån, Kim Konto. Odd is OKR master and
    Mia a member of Kort, where Vidar is a viewer. Nils has no role.
    """

    database: Database
    id: UUID
    units: Mapping[str, UUID]
    people: Mapping[str, UUID]
    memberships: Mapping[str, UUID]
    """By person; of those who have one."""

    async def scope(self, name: str, *, now: dt.datetime = NOW) -> Scope:
        """Return the scope of somebody by name."""
        return await scopes.of_person(self.database, self.id, self.people[name], now=now)

    async def samsvar(self) -> Scope:
        """Return the scope of Samsvar itself."""
        return await scopes.of_samsvar(self.database, self.id)


async def found(database: Database) -> Company:
    """Found Nordlys, under a slug of its own so that a database can hold several."""
    number = next(_numbers)
    draft = organisations.FoundOrganisation(name="Nordlys", slug=f"nordlys-{number}", on=BEGAN_ON)
    organisation_id = await organisations.found_organisation(database, draft, now=NOW)
    samsvar = await scopes.of_samsvar(database, organisation_id)
    ids = {"Nordlys": next(iter(samsvar.reader_units))}
    for name, (kind, parent) in UNITS.items():
        founding = units.FoundUnit(parent=ids[parent], kind=kind, name=name, on=BEGAN_ON)
        ids[name] = await units.found_unit(samsvar, founding, now=NOW)
    async with database.transaction(samsvar) as connection:
        persons = {
            name: (
                await connection.execute(
                    sa.insert(people.people)
                    .values(
                        organisation_id=organisation_id, issuer="https://id.test", subject=f"{name}-{number}", name=name
                    )
                    .returning(people.people.c.id)
                )
            ).scalar_one()
            for name in PEOPLE
        }
        held = {
            name: (
                await connection.execute(
                    sa.insert(people.memberships)
                    .values(
                        organisation_id=organisation_id,
                        person_id=persons[name],
                        unit_id=ids[unit],
                        role=role,
                        source="ADMINISTRATOR",
                        valid_from=BEGAN_ON,
                    )
                    .returning(people.memberships.c.id)
                )
            ).scalar_one()
            for name, roles in PEOPLE.items()
            for unit, role in roles
        }
        await connection.execute(
            sa.insert(people.administrators).values(
                organisation_id=organisation_id, person_id=persons["Astrid"], source="ADMINISTRATOR"
            )
        )
    return Company(database, organisation_id, ids, persons, held)
