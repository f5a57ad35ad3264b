"""The sample company's OKRs of all cycles, with the measurements and check-ins of their weeks."""

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from samsvar.domain import key_results as rules
from samsvar.operations.samples.cases import Cases
from samsvar.operations.samples.histories import Histories
from samsvar.operations.samples.links import Links, Place
from samsvar.operations.samples.worlds import Cycle, World
from samsvar.persistence import (
    batches,
    check_ins,
    initiatives,
    key_results,
    metrics,
    objectives,
    okr_sets,
)


class Okrs:
    """Writes sets, objectives, key results and what hangs on them."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.places: dict[str, Place] = {}
        self.metric_ids: dict[str, uuid.UUID] = {}
        self.values: dict[uuid.UUID, list[tuple[dt.datetime, Decimal]]] = {}

    def rows(self) -> batches.Batch:
        """Return the OKRs of all cycles with their links, measurements and check-ins."""
        batch = batches.Batch(self.world.organisation_id)
        written = [
            *((self.world.cycles[each["cycle"]], each, "CLOSED") for each in self.world.files.closed["objective"]),
            *((self.world.cycles["running"], each, "COMMITTED") for each in self.world.files.running["objective"]),
            *((self.world.cycles["coming"], each, each["state"]) for each in self.world.files.coming["objective"]),
        ]
        sets: set[uuid.UUID] = set()
        positions: Counter[uuid.UUID] = Counter()
        for cycle, objective, state in written:
            okr_set_id = self.world.id_of("okr_set", f"{objective['unit']}:{cycle.starts_on}")
            if okr_set_id not in sets:
                sets.add(okr_set_id)
                batch.add(
                    okr_sets.okr_sets,
                    id=okr_set_id,
                    unit_id=self.world.id_of("unit", objective["unit"]),
                    cycle_id=cycle.id,
                    state=state,
                    committed_at=self.world.at(cycle.starts_on + dt.timedelta(days=9))
                    if state in ("COMMITTED", "CLOSED")
                    else None,
                )
            self._add_objective(batch, cycle, objective, okr_set_id, state, positions[okr_set_id])
            positions[okr_set_id] += 1
        self._add_histories(batch, written)
        linking = Links(self.world, self.places)
        for cycle, objective, _ in written:
            for place, link in enumerate(objective.get("contributes", ())):
                linking.add_contribution(batch, cycle, objective["key"], place, link)
        for place, dependency in enumerate(self.world.files.running["dependency"]):
            linking.add_dependency(batch, self.world.cycles["running"], place, dependency)
        for name, file in (("running", self.world.files.running), ("coming", self.world.files.coming)):
            for place, request in enumerate(file.get("request", ())):
                linking.add_request(batch, self.world.cycles[name], place, request)
        Cases(self.world, self.places).add_all(batch)
        return batch

    def _add_histories(self, batch: batches.Batch, written: Sequence[tuple[Cycle, Mapping[str, Any], str]]) -> None:
        """Add lines through the cycles, the older ones first, and what was changed after commitments."""
        histories = Histories(self.world, self.places, {objective["key"]: cycle for cycle, objective, _ in written})
        committed: dict[uuid.UUID, tuple[Cycle, str]] = {}
        for cycle, objective, state in sorted(written, key=lambda each: each[0].starts_on):
            if "carried_over" in objective:
                histories.add_carry_over(batch, objective["key"], objective["carried_over"])
            if state in ("COMMITTED", "CLOSED"):
                committed[self.places[objective["key"]].okr_set_id] = (cycle, objective["unit"])
        for okr_set_id, (cycle, unit) in committed.items():
            histories.add_commitment(batch, cycle, unit, okr_set_id)
        for cycle, objective, _ in written:
            for number, key_result in enumerate(objective["key_results"]):
                if "changed" in key_result:
                    histories.add_change(batch, cycle, objective["key"], number, key_result)

    def _add_objective(
        self,
        batch: batches.Batch,
        cycle: Cycle,
        objective: Mapping[str, Any],
        okr_set_id: uuid.UUID,
        state: str,
        position: int,
    ) -> None:
        key = objective["key"]
        place = Place(
            unit=objective["unit"],
            objective_id=self.world.id_of("objective", key),
            okr_set_id=okr_set_id,
            is_open=state != "DRAFT",
            key_result_ids=[
                self.world.id_of("key_result", f"{key}/{n}") for n in range(1, len(objective["key_results"]) + 1)
            ],
        )
        self.places[key] = place
        home: dict[str, Any] = {
            "okr_set_id": okr_set_id,
            "unit_id": self.world.id_of("unit", place.unit),
            "cycle_id": cycle.id,
            "is_open": place.is_open,
            "created_at": self.world.at(min(cycle.starts_on, self.world.today)),
        }
        batch.add(
            objectives.objectives,
            id=place.objective_id,
            title=objective["title"],
            why=objective.get("why", ""),
            kind=objective["kind"],
            position=position,
            stands_alone_reason=objective.get("stands_alone"),
            **home,
        )
        for number, key_result in enumerate(objective["key_results"]):
            self._add_key_result(batch, cycle, place, number, key_result, home)
        for number, initiative in enumerate(objective.get("initiatives", ())):
            initiative_id = self.world.id_of("initiative", f"{key}/{number}")
            batch.add(
                initiatives.initiatives,
                id=initiative_id,
                unit_id=home["unit_id"],
                title=initiative["title"],
                state=initiative["state"],
                due_on=cycle.starts_on + dt.timedelta(weeks=initiative["due_week"]),
            )
            for moved in initiative["moves"]:
                batch.add(
                    initiatives.initiative_key_results,
                    initiative_id=initiative_id,
                    key_result_id=place.key_result_ids[moved - 1],
                )

    def _add_key_result(
        self,
        batch: batches.Batch,
        cycle: Cycle,
        place: Place,
        number: int,
        key_result: Mapping[str, Any],
        home: dict[str, Any],
    ) -> None:
        key_result_id = place.key_result_ids[number]
        metric_id = self._metric(batch, place.unit, key_result) if "steps" not in key_result else None
        definition = _definition(key_result, metric_id)
        history = list(self._history(cycle, definition, key_result))
        for at, value in history:
            if metric_id is not None and value is not None and at not in dict(self.values[metric_id]):
                self.values[metric_id].append((at, value))
                batch.add(
                    metrics.measurements,
                    id=self.world.id_of("measurement", f"{metric_id}:{at}"),
                    metric_id=metric_id,
                    measured_at=at,
                    value=value,
                    source="CHECK_IN",
                )
        newest = self._newest(metric_id, cycle)
        if metric_id is None and history:
            newest = (history[-1][0], None)
        reading = rules.Reading(
            value=newest[1] if newest else None,
            measured_at=newest[0] if newest else None,
        )
        confidences = self._confidences(history, key_result)
        batch.add(
            key_results.key_results,
            id=key_result_id,
            objective_id=place.objective_id,
            metric_id=metric_id,
            title=key_result["title"],
            kind=definition.kind,
            baseline=definition.baseline,
            target=definition.target,
            stretch=definition.stretch,
            band_low=definition.band_low,
            band_high=definition.band_high,
            steps=[{"title": step.title, "share": step.share, "reached": step.reached} for step in definition.steps]
            or None,
            position=number,
            current_value=reading.value,
            progress=rules.progress_of(definition, reading),
            confidence=confidences[-1] if confidences else None,
            measured_at=reading.measured_at,
            checked_in_at=history[-1][0] if history else None,
            **home,
        )
        reached = [number for number, step in enumerate(definition.steps) if step.reached] or None
        last_words = {name: key_result.get(name, "") for name in ("what_changed", "obstacle", "next_step")}
        for place_in_time, ((at, value), confidence) in enumerate(zip(history, confidences, strict=True)):
            words = last_words if place_in_time == len(history) - 1 else dict.fromkeys(last_words, "")
            batch.add(
                check_ins.check_ins,
                id=self.world.id_of("check_in", f"{key_result_id}:{at}"),
                key_result_id=key_result_id,
                objective_id=place.objective_id,
                at=at,
                measurement_id=self.world.id_of("measurement", f"{metric_id}:{at}") if value is not None else None,
                value=value,
                progress=rules.progress_of(definition, rules.Reading(value=value, measured_at=at)),
                confidence=confidence,
                reached_steps=reached if place_in_time == len(history) - 1 else None,
                **words,
                **home | {"created_at": at},
            )

    def _metric(self, batch: batches.Batch, unit: str, key_result: Mapping[str, Any]) -> uuid.UUID:
        name = key_result.get("metric", key_result["title"])
        if name not in self.metric_ids:
            self.metric_ids[name] = self.world.id_of("metric", name)
            self.values[self.metric_ids[name]] = []
            falls = key_result.get("target", 0) < key_result.get("baseline", 0)
            batch.add(
                metrics.metrics,
                id=self.metric_ids[name],
                owner_unit_id=self.world.id_of("unit", unit),
                name=name,
                measure=key_result["measure"],
                good_direction="STEADY" if "band" in key_result else "DOWN" if falls else "UP",
            )
        return self.metric_ids[name]

    def _history(
        self, cycle: Cycle, definition: rules.Definition, key_result: Mapping[str, Any]
    ) -> Sequence[tuple[dt.datetime, Decimal | None]]:
        """Return the moments of the check-ins, oldest first, with the values that were told then."""
        values = key_result.get("values", ())
        if cycle.state == "CLOSED":
            days = (cycle.ends_on - cycle.starts_on).days - 2
            whens = [cycle.starts_on + dt.timedelta(days=days * (n + 1) // len(values)) for n in range(len(values))]
        elif cycle.state == "RUNNING":
            count = len(values) or len(key_result.get("confidence", ()))
            newest = self.world.today - dt.timedelta(days=key_result["days_ago"])
            whens = [newest - dt.timedelta(weeks=count - 1 - n) for n in range(count)]
        else:
            return []
        told = [None if value == "-" else Decimal(str(value)) for value in values] or [None] * len(whens)
        if definition.kind is rules.KeyResultKind.MILESTONE or not values:
            return [(self.world.at(when), None) for when in whens if when >= cycle.starts_on]
        return [
            (self.world.at(when), value)
            for when, value in zip(whens, told, strict=True)
            if when >= cycle.starts_on and value is not None
        ]

    def _newest(self, metric_id: uuid.UUID | None, cycle: Cycle) -> tuple[dt.datetime, Decimal | None] | None:
        """Return a metric's newest measurement within a cycle."""
        within = [
            (at, value)
            for at, value in (self.values.get(metric_id, ()) if metric_id else ())
            if cycle.starts_on <= at.astimezone(self.world.zone).date() <= cycle.ends_on
        ]
        return max(within, default=None)

    def _confidences(
        self,
        history: Sequence[tuple[dt.datetime, Decimal | None]],
        key_result: Mapping[str, Any],
    ) -> list[int]:
        """Return a confidence for each check-in; the ones before those that are stated are the first stated one."""
        stated: list[int] = list(key_result.get("confidence", ()))
        if not stated:
            return [5] * len(history)
        return ([stated[0]] * len(history) + stated)[-len(history) :] if history else []


def _definition(key_result: Mapping[str, Any], metric_id: uuid.UUID | None) -> rules.Definition:
    def number(name: str) -> Decimal | None:
        return Decimal(str(key_result[name])) if name in key_result else None

    kind = key_result.get("kind")
    if kind is None:
        kind = "INCREASE" if key_result["target"] > key_result["baseline"] else "DECREASE"
    titles = key_result.get("steps", ())
    band_low, band_high = (Decimal(str(end)) for end in key_result["band"]) if "band" in key_result else (None, None)
    shares = [Decimal(1) / len(titles)] * len(titles) if len(titles) in (1, 2, 4, 5) else _shares(len(titles))
    return rules.Definition(
        kind=rules.KeyResultKind(kind),
        metric_id=metric_id,
        baseline=number("baseline"),
        target=number("target"),
        stretch=number("stretch"),
        band_low=band_low,
        band_high=band_high,
        steps=tuple(
            rules.Step(title, share, place < key_result.get("reached", 0))
            for place, (title, share) in enumerate(zip(titles, shares, strict=True))
        ),
    )


def _shares(count: int) -> list[Decimal]:
    """Return shares in whole hundredths that add up to 1; the last takes what is left."""
    each = round(Decimal(1) / count, 2) if count else Decimal(0)
    return [each] * (count - 1) + [1 - each * (count - 1)] if count else []
