"""The sample company's links between OKRs: contributions, requests for them, and dependencies."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from samsvar.operations.samples.worlds import Cycle, World
from samsvar.persistence import batches, contribution_requests, contributions, dependencies


@dataclasses.dataclass(frozen=True)
class Place:
    """Where an objective stands: what its links have to name."""

    unit: str
    objective_id: uuid.UUID
    okr_set_id: uuid.UUID
    is_open: bool
    key_result_ids: Sequence[uuid.UUID]


class Links:
    """Writes links between objectives whose places are known."""

    def __init__(self, world: World, places: Mapping[str, Place]) -> None:
        self.world, self.places = world, places

    def _end(self, reference: str) -> tuple[Place, uuid.UUID | None]:
        key, _, number = reference.partition("/")
        place = self.places[key]
        return place, place.key_result_ids[int(number) - 1] if number else None

    def _target(self, reference: str) -> tuple[str, dict[str, Any]]:
        """Return the unit of a Moal, an objective or a key result, and the columns that name it."""
        names = ("okr_set_id", "is_open", "objective_id", "key_result_id", "moal_id")
        target: dict[str, Any] = dict.fromkeys(names)
        if reference.startswith("moal:"):
            moal = next(each for each in self.world.files.company["moal"] if f"moal:{each['key']}" == reference)
            return moal["unit"], target | {"moal_id": self.world.id_of("moal", moal["key"])}
        end, key_result_id = self._end(reference)
        return end.unit, target | {
            "okr_set_id": end.okr_set_id,
            "is_open": end.is_open,
            "objective_id": end.objective_id,
            "key_result_id": key_result_id,
        }

    def add_contribution(
        self,
        batch: batches.Batch,
        cycle: Cycle,
        source: str,
        number: int,
        link: Mapping[str, Any],
    ) -> None:
        """Add what an objective contributes to: another one, one of its key results, or a Moal."""
        start, _ = self._end(source)
        state = link.get("state", "AGREED")
        at = self.world.at(cycle.starts_on + dt.timedelta(days=5))
        to_unit, target = self._target(link["to"])
        batch.add(
            contributions.contributions,
            id=self.world.id_of("contribution", f"{source}:{number}"),
            cycle_id=cycle.id,
            from_unit_id=self.world.id_of("unit", start.unit),
            from_okr_set_id=start.okr_set_id,
            from_is_open=start.is_open,
            from_objective_id=start.objective_id,
            to_unit_id=self.world.id_of("unit", to_unit),
            weight=link.get("weight", 1),
            rationale=link.get("rationale", ""),
            direction=link.get("direction") or ("BOTTOM_UP" if to_unit in self.world.above(start.unit) else "LATERAL"),
            state=state,
            proposed_by_unit_id=self.world.id_of("unit", start.unit),
            from_consented_at=at,
            to_consented_at=at if state == "AGREED" else None,
            decline_reason=link.get("reason"),
            **{f"to_{name}": value for name, value in target.items()},
        )

    def add_request(self, batch: batches.Batch, cycle: Cycle, number: int, request: Mapping[str, Any]) -> None:
        """Add what a unit is asked to contribute to."""
        asking_unit, target = self._target(request["to"])
        batch.add(
            contribution_requests.contribution_requests,
            id=self.world.id_of("contribution_request", f"{cycle.starts_on}:{number}"),
            cycle_id=cycle.id,
            asking_unit_id=self.world.id_of("unit", asking_unit),
            asked_unit_id=self.world.id_of("unit", request["unit"]),
            weight=request.get("weight", 1),
            rationale=request.get("rationale", ""),
            state=request.get("state", "ASKED"),
            decline_reason=request.get("reason"),
            **{f"target_{name}": value for name, value in target.items()},
        )

    def add_dependency(
        self,
        batch: batches.Batch,
        cycle: Cycle,
        number: int,
        dependency: Mapping[str, Any],
    ) -> None:
        """Add what an objective, or one of its key results, needs of another unit."""
        start, key_result_id = self._end(dependency["consumer"])
        end, provider_key_result_id = self._end(dependency["provider"]) if "provider" in dependency else (None, None)
        needed_by = self.world.today + dt.timedelta(days=dependency["needed_in_days"])
        counter = dependency.get("counter_in_days")
        batch.add(
            dependencies.dependencies,
            id=self.world.id_of("dependency", str(number)),
            cycle_id=cycle.id,
            consumer_unit_id=self.world.id_of("unit", start.unit),
            consumer_okr_set_id=start.okr_set_id,
            consumer_is_open=start.is_open,
            consumer_objective_id=start.objective_id,
            consumer_key_result_id=key_result_id,
            provider_unit_id=self.world.id_of("unit", end.unit if end else dependency["provider_unit"]),
            provider_okr_set_id=end.okr_set_id if end else None,
            provider_is_open=end.is_open if end else None,
            provider_objective_id=end.objective_id if end else None,
            provider_key_result_id=provider_key_result_id,
            what=dependency["what"],
            needed_by=needed_by,
            kind=dependency["kind"],
            state=dependency["state"],
            fallback=dependency.get("fallback", ""),
            answer=dependency.get("answer", ""),
            counter_needed_by=self.world.today + dt.timedelta(days=counter) if counter else None,
            delivered_at=self.world.at(needed_by - dt.timedelta(days=2))
            if dependency["state"] == "DELIVERED"
            else None,
        )
