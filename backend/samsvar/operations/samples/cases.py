"""The sample company's alignment cases: one with a counter-proposal, one agreed, one about no OKRs."""

import datetime as dt
import uuid
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from samsvar.domain.alignment_case_effects import FIELDS
from samsvar.operations.samples.links import Place
from samsvar.operations.samples.worlds import World
from samsvar.persistence import alignment_case_turns as turns
from samsvar.persistence import alignment_cases, batches

_NOTHING_CHANGED: Final[Mapping[str, list[str]]] = {"sets": [], "follows": []}


class Cases:
    """Writes cases about objectives whose places are known, with what was said in them."""

    def __init__(self, world: World, places: Mapping[str, Place]) -> None:
        self.world, self.places = world, places
        self.cycle = world.cycles["running"]

    def add_all(self, batch: batches.Batch) -> None:
        """Add all cases of the files."""
        for case in self.world.files.cases["case"]:
            self._add(batch, case)

    def _add(self, batch: batches.Batch, case: Mapping[str, Any]) -> None:
        own_id = self.world.id_of("alignment_case", case["key"])
        said = case.get("turn", ())
        proposals = [(place, each) for place, each in enumerate(said) if "outcome" in each]
        place, proposal = proposals[-1] if proposals else (None, {})
        agreed = proposal.get("agreed_days_ago")
        look_again = proposal.get("look_again_in_days")
        batch.add(
            alignment_cases.alignment_cases,
            id=own_id,
            cycle_id=self.cycle.id,
            title=case["title"],
            question=case["question"],
            state="OPEN" if agreed is None else "AGREED",
            opened_by_unit_id=self.world.id_of("unit", case["opened_by"]),
            opened_by_name=case["name"],
            opened_at=self._at(case["days_ago"]),
            proposal_id=None if place is None else self._turn_id(case, place),
            outcome=None if agreed is None else proposal["outcome"],
            look_again_on=None if agreed is None or look_again is None else self._in(look_again),
            decided_at=None if agreed is None else self._at(agreed),
            changes=None if agreed is None else _NOTHING_CHANGED,
            version=1 + len(proposals) + (agreed is not None),
        )
        self._add_about(batch, case, own_id)
        for number, turn in enumerate(said):
            self._add_turn(batch, case, own_id, number, turn)

    def _add_about(self, batch: batches.Batch, case: Mapping[str, Any], own_id: uuid.UUID) -> None:
        objectives = [(key, self.places[key]) for key in case.get("objectives", ())]
        units = dict.fromkeys((case["opened_by"], *(place.unit for _, place in objectives), *case.get("units", ())))
        for unit in units:
            batch.add(
                alignment_cases.alignment_case_participants,
                case_id=own_id,
                unit_id=self.world.id_of("unit", unit),
                is_asked=True,
                asked_by_unit_id=self.world.id_of("unit", case["opened_by"]),
                since=self._at(case["days_ago"]),
            )
        titles = {each["key"]: each["title"] for each in self.world.files.running["objective"]}
        for key, place in objectives:
            batch.add(
                alignment_cases.alignment_case_objectives,
                id=self.world.id_of("alignment_case_objective", f"{case['key']}:{key}"),
                case_id=own_id,
                objective_id=place.objective_id,
                okr_set_id=place.okr_set_id,
                unit_id=self.world.id_of("unit", place.unit),
                cycle_id=self.cycle.id,
                is_open=place.is_open,
                title=titles[key],
                is_subject=True,
            )

    def _add_turn(
        self, batch: batches.Batch, case: Mapping[str, Any], case_id: uuid.UUID, number: int, turn: Mapping[str, Any]
    ) -> None:
        own_id = self._turn_id(case, number)
        look_again = turn.get("look_again_in_days")
        batch.add(
            turns.alignment_case_turns,
            id=own_id,
            case_id=case_id,
            number=number + 1,
            kind=turn["kind"],
            unit_id=self.world.id_of("unit", turn["unit"]),
            author_name=turn["name"],
            said=turn["said"],
            outcome=turn.get("outcome"),
            look_again_on=None if look_again is None else self._in(look_again),
            at=self._at(turn["days_ago"]),
        )
        for place, effect in enumerate(turn.get("effects", ())):
            batch.add(
                turns.alignment_case_effects,
                id=self.world.id_of("alignment_case_effect", f"{case['key']}:{number}:{place}"),
                case_id=case_id,
                turn_id=own_id,
                position=place,
                **self._effect(effect),
            )
        for signature in turn.get("signed", ()):
            batch.add(
                turns.alignment_case_signatures,
                id=self.world.id_of("alignment_case_signature", f"{case['key']}:{number}:{signature['unit']}"),
                case_id=case_id,
                turn_id=own_id,
                unit_id=self.world.id_of("unit", signature["unit"]),
                signed_by_name=signature["name"],
                signed_at=self._at(signature["days_ago"]),
            )

    def _effect(self, effect: Mapping[str, Any]) -> dict[str, Any]:
        said = dict(effect)
        row: dict[str, Any] = dict.fromkeys(FIELDS)
        running = {each["key"]: each for each in self.world.files.running["objective"]}
        seen: dict[str, int] = {}
        for name in ("objective", "to_objective"):
            if name in said:
                row[f"{name}_id"] = self.places[said[name]].objective_id
        about = running[said["objective"]]["title"] if "objective" in said else ""
        if "key_result" in said:
            key, _, number = said["key_result"].partition("/")
            row["key_result_id"] = self.places[key].key_result_ids[int(number) - 1]
            about = running[key]["key_results"][int(number) - 1]["title"]
            seen[str(row["key_result_id"])] = 1
        if "in_days" in said:
            row["needed_by"] = self._in(said["in_days"])
        row |= {name: value for name, value in said.items() if name in FIELDS}
        row |= {name: Decimal(str(value)) for name, value in row.items() if isinstance(value, float)}
        row.pop("clears", None)
        return row | {"about": about, "seen": seen}

    def _turn_id(self, case: Mapping[str, Any], number: int) -> uuid.UUID:
        return self.world.id_of("case_turn", f"{case['key']}:{number}")

    def _at(self, days_ago: int) -> dt.datetime:
        return self.world.at(self.world.today - dt.timedelta(days=days_ago))

    def _in(self, days: int) -> dt.date:
        return self.world.today + dt.timedelta(days=days)
