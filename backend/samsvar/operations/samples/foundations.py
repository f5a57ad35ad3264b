"""The sample company's organisation: units, sign-in, strategy, Moals and cycles."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from samsvar.operations.samples.worlds import World
from samsvar.persistence import batches, cycles, directions, invitations, moals, organisations, units


class Foundation:
    """Writes the organisation with its units, sign-in, strategy, Moals and cycles."""

    def __init__(self, world: World, issuer: str) -> None:
        self.world, self.issuer, self.files = world, issuer, world.files

    def rows(self) -> batches.Batch:
        """Return all of it."""
        batch = batches.Batch(self.world.organisation_id)
        batch.add(
            organisations.organisations,
            id=self.world.organisation_id,
            **self.files.company["organisation"],
        )
        batch.add(organisations.organisation_issuers, issuer=self.issuer, admission="MAPPED_GROUPS")
        self._add_units(batch)
        self._add_groups(batch)
        self._add_strategy(batch)
        for cycle in self.world.cycles.values():
            batch.add(cycles.cycles, **dataclasses.asdict(cycle))
        return batch

    def _add_units(self, batch: batches.Batch) -> None:
        founded_on = self.world.cycles["before_last"].starts_on - dt.timedelta(days=365)
        for key, unit in self.world.units.items():
            unit_id = self.world.id_of("unit", key)
            ended_with = unit.get("ended_with")
            facts = {
                "kind": unit["kind"],
                "name": unit["name"],
                "parent_id": self.world.id_of("unit", unit["parent"]) if "parent" in unit else None,
                "valid_from": founded_on,
                "valid_to": self.world.cycles[ended_with].starts_on if ended_with else None,
            }
            batch.add(units.units, id=unit_id, path=batches.unplaced(unit_id), **facts)
            batch.add(
                units.unit_versions,
                id=self.world.id_of("unit_version", key),
                unit_id=unit_id,
                reason=unit.get("reason"),
                **facts,
            )

    def _add_groups(self, batch: batches.Batch) -> None:
        slug = self.files.company["organisation"]["slug"]
        roles = {"": "MEMBER", "-lead": "LEAD", "-okr-master": "OKR_MASTER"}
        mapped = [(f"{slug}-{key}{suffix}", role, key) for key in self.world.units for suffix, role in roles.items()]
        mapped += [(group["name"], group["role"], group.get("unit")) for group in self.files.company["group"]]
        for name, role, unit in mapped:
            batch.add(
                organisations.group_mappings,
                id=self.world.id_of("group", name),
                issuer=self.issuer,
                group_name=name,
                role=role,
                unit_id=self.world.id_of("unit", unit) if unit else None,
            )

        for person in self.files.company["invited"]:
            batch.add(
                invitations.invitations,
                id=self.world.id_of("invitation", person["email"]),
                issuer=self.issuer,
                email=person["email"],
                is_administrator=False,
                # The sample is loaded once and looked at for long.
                expires_at=dt.datetime.combine(self.world.today, dt.time(), dt.UTC) + dt.timedelta(days=3650),
            )

    def _add_strategy(self, batch: batches.Batch) -> None:
        long_ago, changed_on = (
            dt.date(self.world.today.year - 2, 1, 1),
            dt.date(self.world.today.year, 1, 1),
        )
        for position, direction in enumerate(self.files.company["direction"]):
            lineage_id = self.world.id_of("direction", direction["key"])
            shared = {
                "kind": direction["kind"],
                "horizon_years": direction["horizon_years"],
                "lineage_id": lineage_id,
                "position": position,
            }
            earlier = direction.get("earlier_title")
            batch.add(
                directions.directions,
                id=lineage_id,
                title=earlier or direction["title"],
                text="" if earlier else direction["text"],
                version=1,
                supersedes_id=None,
                change_reason=None,
                valid_from=long_ago,
                valid_to=changed_on if earlier else None,
                **shared,
            )
            if earlier:
                batch.add(
                    directions.directions,
                    id=self._direction_id(direction),
                    title=direction["title"],
                    text=direction["text"],
                    version=2,
                    supersedes_id=lineage_id,
                    change_reason=direction["change_reason"],
                    valid_from=changed_on,
                    valid_to=None,
                    **shared,
                )
        by_key = {direction["key"]: direction for direction in self.files.company["direction"]}
        for position, moal in enumerate(self.files.company["moal"]):
            moal_id = self.world.id_of("moal", moal["key"])
            batch.add(
                moals.moals,
                id=moal_id,
                year=self.world.cycles["running"].starts_on.year,
                unit_id=self.world.id_of("unit", moal["unit"]),
                proposed_by_unit_id=self.world.id_of("unit", moal["proposed_by"]),
                title=moal["title"],
                why=moal["why"],
                state=moal["state"],
                position=position,
            )
            for key in moal["serves"]:
                batch.add(
                    moals.moal_directions,
                    moal_id=moal_id,
                    direction_id=self._direction_id(by_key[key]),
                )

    def _direction_id(self, direction: Mapping[str, Any]) -> uuid.UUID:
        key = direction["key"]
        return self.world.id_of("direction", f"{key}:2" if "earlier_title" in direction else key)
