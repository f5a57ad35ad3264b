"""The sample company's lines through the cycles, and what was changed after its sets were committed to."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from samsvar.operations.samples.links import Place
from samsvar.operations.samples.worlds import Cycle, World
from samsvar.persistence import audit, batches, carry_overs

COMMITTED_ON_DAY = 9


class Histories:
    """Writes what joins objectives to earlier ones, and the audit that tells how they came to be as they are."""

    def __init__(self, world: World, places: Mapping[str, Place], cycles: Mapping[str, Cycle]) -> None:
        self.world, self.places, self.cycles = world, places, cycles
        self.times: dict[str, int] = {}

    def add_carry_over(self, batch: batches.Batch, key: str, carried: Mapping[str, Any]) -> None:
        """Add from which earlier objective one came, with its key results: ``{from, rule, why_again, key_results}``."""
        source, copy = carried["from"], key
        old, new = self.places[source], self.places[copy]
        self.times[copy] = self.times.get(source, 0) + 1
        pairs = [(None, None)] + [
            (old.key_result_ids[before - 1], new.key_result_ids[now - 1]) for before, now in carried["key_results"]
        ]
        for number, (before_id, now_id) in enumerate(pairs):
            batch.add(
                carry_overs.carry_overs,
                id=self.world.id_of("carry_over", f"{copy}:{number}"),
                unit_id=self.world.id_of("unit", new.unit),
                from_cycle_id=self.cycles[source].id,
                from_okr_set_id=old.okr_set_id,
                from_is_open=old.is_open,
                from_objective_id=old.objective_id,
                from_key_result_id=before_id,
                to_cycle_id=self.cycles[copy].id,
                to_okr_set_id=new.okr_set_id,
                to_is_open=new.is_open,
                to_objective_id=new.objective_id,
                to_key_result_id=now_id,
                baseline_rule=carried.get("rule", "RESTART_AT_CURRENT"),
                times=self.times[copy],
                why_again=carried.get("why_again", ""),
                created_at=self.world.at(self.cycles[copy].starts_on),
            )

    def add_commitment(self, batch: batches.Batch, cycle: Cycle, unit: str, okr_set_id: uuid.UUID) -> None:
        """Add that a unit committed to its set."""
        self._add_entry(
            batch,
            unit=unit,
            okr_set_id=okr_set_id,
            at=self.world.at(cycle.starts_on + dt.timedelta(days=COMMITTED_ON_DAY)),
            deed="commitOkrSet",
            node=("OkrSet", okr_set_id),
            before={"state": "ALIGNED"},
            after={"state": "COMMITTED"},
            why=None,
        )

    def add_change(
        self, batch: batches.Batch, cycle: Cycle, key: str, number: int, key_result: Mapping[str, Any]
    ) -> None:
        """Add that a target was another one when the unit committed to it: ``{target, week, why}``."""
        place, changed = self.places[key], key_result["changed"]
        self._add_entry(
            batch,
            unit=place.unit,
            okr_set_id=place.okr_set_id,
            at=self.world.at(cycle.starts_on + dt.timedelta(weeks=changed["week"])),
            deed="reviseKeyResult",
            node=("KeyResult", place.key_result_ids[number]),
            before={"target": str(changed["target"])},
            after={"target": str(key_result["target"])},
            why=changed["why"],
        )

    def _add_entry(
        self,
        batch: batches.Batch,
        *,
        unit: str,
        okr_set_id: uuid.UUID,
        at: dt.datetime,
        deed: str,
        node: tuple[str, uuid.UUID],
        before: Mapping[str, str],
        after: Mapping[str, str],
        why: str | None,
    ) -> None:
        node_type, node_id = node
        batch.add(
            audit.audit_entries,
            id=self.world.id_of("audit_entry", f"{node_id}:{deed}:{at}"),
            at=at,
            deed=deed,
            node_type=node_type,
            node_id=node_id,
            unit_id=self.world.id_of("unit", unit),
            okr_set_id=okr_set_id,
            before=before,
            after=after,
            why=why,
        )
