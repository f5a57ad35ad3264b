"""
OKRs made up by chance, believable in shape: what the units of a made-up organisation write in a cycle.

All chance comes from one generator, in one order, so that the same seed gives the same OKRs.
"""

import dataclasses
import datetime as dt
import random
import uuid
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from samsvar.domain import key_results as rules
from samsvar.domain import results as domain
from samsvar.persistence import (
    batches,
    check_ins,
    contributions,
    dependencies,
    key_results,
    metrics,
    objectives,
    okr_sets,
)

OBJECTIVES: Final = 4
KEY_RESULTS: Final = (4, 4, 3, 3)
"""How many key results the objectives of a team have, in turn: 14 in all."""
CHECK_INS_RUNNING: Final = 4
CHECK_INS_CLOSED: Final = 2

AIMS: Final = (
    "Kundene slipper å vente på {}",
    "{} virker uten at noen passer på",
    "Alle finner frem i {}",
    "Vi kan stole på {}",
    "Det er lett å bytte til {}",
    "Ingen mister noe i {}",
    "Nye kolleger forstår {} den første uken",
    "{} koster ikke mer enn det smaker",
)
MATTERS: Final = (
    "betaling",
    "søknader",
    "fakturaer",
    "leveransene",
    "varslene",
    "rapportene",
    "kundeservice",
    "nettbutikken",
    "lageret",
    "ruteplanen",
    "avtalene",
    "opplæringen",
    "sikkerheten",
    "dataene",
    "bestillinger",
    "reklamasjoner",
)
MEASURES: Final = (
    ("Andel uten feil i {}", "%", 40, 95),
    ("Tid til svar om {}", "timer", 48, 8),
    ("Henvendelser om {} per uke", "saker", 120, 40),
    ("Fornøyde brukere av {}", "%", 55, 85),
    ("Avbrudd i {} per måned", "avbrudd", 14, 3),
    ("Team som bruker {}", "team", 2, 12),
)


@dataclasses.dataclass(frozen=True)
class Unit:
    """A unit that was made up."""

    id: uuid.UUID
    kind: str
    name: str
    parent: "Unit | None"


@dataclasses.dataclass(frozen=True)
class Cycle:
    """A cycle that was made up."""

    id: uuid.UUID
    name: str
    starts_on: dt.date
    ends_on: dt.date
    state: str


@dataclasses.dataclass(frozen=True)
class MadeObjective:
    """What links need to know of an objective that was made up."""

    id: uuid.UUID
    unit: Unit
    okr_set_id: uuid.UUID
    key_result_ids: Sequence[uuid.UUID]


class RandomOkrs:
    """Makes the rows of cycles, one after the other."""

    def __init__(
        self,
        chance: random.Random,
        *,
        organisation_id: uuid.UUID,
        units: Sequence[Unit],
        moal_ids: Sequence[uuid.UUID],
        today: dt.date,
    ) -> None:
        """
        Say for whom they are made.

        Args:
            chance: The one generator.
            units: The company first, each after the one above it.
            moal_ids: What the company's objectives contribute to.
            today: Where the running cycle has come.
        """
        self.chance, self.organisation_id, self.units = chance, organisation_id, units
        self.moal_ids, self.today = moal_ids, today

    def _id(self) -> uuid.UUID:
        return fresh_id(self.chance)

    def of_cycle(self, cycle: Cycle) -> batches.Batch:
        """Return a cycle's OKRs with their links and check-ins."""
        batch = batches.Batch(self.organisation_id)
        written: dict[uuid.UUID, list[MadeObjective]] = {}
        for unit in self.units:
            okr_set_id = self._id()
            batch.add(
                okr_sets.okr_sets,
                id=okr_set_id,
                unit_id=unit.id,
                cycle_id=cycle.id,
                state="COMMITTED" if cycle.state == "RUNNING" else "CLOSED",
                committed_at=self._at(cycle.starts_on + dt.timedelta(days=7)),
            )
            written[unit.id] = [
                self._add_objective(batch, cycle, unit, okr_set_id, position) for position in range(OBJECTIVES)
            ]
        flat = [each for own in written.values() for each in own]
        for number, each in enumerate(flat):
            if each.unit.parent is None:
                self._add_contribution(batch, cycle, each, None)
                continue
            for target in self.chance.sample(written[each.unit.parent.id], self.chance.choice((1, 1, 2))):
                self._add_contribution(batch, cycle, each, target)
            if each.unit.kind == "TEAM" and self.chance.random() < 0.4:
                self._add_dependency(batch, cycle, each, flat[self.chance.randrange(number)])
        return batch

    def _add_objective(
        self,
        batch: batches.Batch,
        cycle: Cycle,
        unit: Unit,
        okr_set_id: uuid.UUID,
        position: int,
    ) -> MadeObjective:
        objective_id = self._id()
        home = {
            "okr_set_id": okr_set_id,
            "unit_id": unit.id,
            "cycle_id": cycle.id,
            "is_open": True,
            "created_at": self._at(cycle.starts_on),
        }
        title = _sentence(self.chance.choice(AIMS).format(self.chance.choice(MATTERS)))
        kind = self.chance.choice(("COMMITTED", "ASPIRATIONAL"))
        proofs = [
            self._add_key_result(batch, cycle, objective_id, place, home)
            for place in range(KEY_RESULTS[position % len(KEY_RESULTS)])
        ]
        # Reading 58,000 key results back to count them would take as long as all the rest.
        own = domain.own_result(proofs)
        batch.add(
            objectives.objectives,
            id=objective_id,
            title=title,
            kind=kind,
            position=position,
            own_result=own.explanation.value,
            own_coverage=own.explanation.coverage,
            own_terms=own.explanation.as_json(),
            confidence=own.confidence,
            measured_at=own.measured_at,
            **home,
        )
        return MadeObjective(objective_id, unit, okr_set_id, [each.id for each in proofs])

    def _add_key_result(
        self,
        batch: batches.Batch,
        cycle: Cycle,
        objective_id: uuid.UUID,
        place: int,
        home: dict[str, Any],
    ) -> domain.KeyResultStanding:
        """Add a key result with its metric and check-ins; return where the newest of them leaves it."""
        key_result_id, metric_id = self._id(), self._id()
        words, measure, low, high = self.chance.choice(MEASURES)
        title = _sentence(words.format(self.chance.choice(MATTERS)))
        baseline = Decimal(low + self.chance.randrange(-5, 6) / 10).quantize(Decimal("0.1"))
        definition = rules.Definition(
            kind=rules.KeyResultKind.INCREASE if high > low else rules.KeyResultKind.DECREASE,
            metric_id=metric_id,
            baseline=baseline,
            target=Decimal(high),
        )
        batch.add(
            metrics.metrics,
            id=metric_id,
            owner_unit_id=home["unit_id"],
            name=title,
            measure=measure,
            good_direction="UP" if high > low else "DOWN",
        )
        pace, told = self.chance.uniform(0.05, 1.2), []
        for at, share in self._moments(cycle):
            value = (baseline + (Decimal(high) - baseline) * Decimal(pace * share)).quantize(Decimal("0.1"))
            told.append((at, value, self.chance.randrange(3, 10)))
        at, value, confidence = told[-1]
        stands = domain.KeyResultStanding(
            id=key_result_id,
            title=title,
            weight=Decimal(1),
            progress=rules.progress_of(definition, rules.Reading(value=value, measured_at=at)),
            reason=None,
            confidence=confidence,
            measured_at=at,
        )
        batch.add(
            key_results.key_results,
            id=key_result_id,
            objective_id=objective_id,
            metric_id=metric_id,
            title=title,
            kind=definition.kind,
            baseline=baseline,
            target=high,
            position=place,
            current_value=value,
            progress=stands.progress,
            confidence=confidence,
            measured_at=at,
            checked_in_at=at,
            **home,
        )
        for at, value, confidence in told:
            measurement_id = self._id()
            batch.add(
                metrics.measurements,
                id=measurement_id,
                metric_id=metric_id,
                measured_at=at,
                value=value,
                source="CHECK_IN",
            )
            batch.add(
                check_ins.check_ins,
                id=self._id(),
                key_result_id=key_result_id,
                objective_id=objective_id,
                at=at,
                measurement_id=measurement_id,
                value=value,
                progress=rules.progress_of(definition, rules.Reading(value=value, measured_at=at)),
                confidence=confidence,
                **home | {"created_at": at},
            )
        return stands

    def _moments(self, cycle: Cycle) -> list[tuple[dt.datetime, float]]:
        """Return when a key result was looked at, and which share of the cycle had passed."""
        days = (cycle.ends_on - cycle.starts_on).days
        if cycle.state == "CLOSED":
            passed = [days * (number + 1) // CHECK_INS_CLOSED - 2 for number in range(CHECK_INS_CLOSED)]
        else:
            newest = (self.today - cycle.starts_on).days - self.chance.choice((1, 2, 3, 5, 8, 20))
            passed = [newest - 7 * (CHECK_INS_RUNNING - 1 - number) for number in range(CHECK_INS_RUNNING)]
        return [(self._at(cycle.starts_on + dt.timedelta(days=day)), day / days) for day in passed]

    def _at(self, day: dt.date) -> dt.datetime:
        return dt.datetime.combine(day, dt.time(8), dt.UTC)

    def _add_contribution(
        self,
        batch: batches.Batch,
        cycle: Cycle,
        source: MadeObjective,
        target: MadeObjective | None,
    ) -> None:
        at = self._at(cycle.starts_on + dt.timedelta(days=5))
        is_agreed = target is None or self.chance.random() < 0.9
        to_key_result = target is not None and self.chance.random() < 0.3
        company = self.units[0]
        batch.add(
            contributions.contributions,
            id=self._id(),
            cycle_id=cycle.id,
            from_unit_id=source.unit.id,
            from_okr_set_id=source.okr_set_id,
            from_is_open=True,
            from_objective_id=source.id,
            to_unit_id=target.unit.id if target else company.id,
            to_okr_set_id=target.okr_set_id if target else None,
            to_is_open=True if target else None,
            to_objective_id=target.id if target else None,
            to_key_result_id=self.chance.choice(target.key_result_ids) if target and to_key_result else None,
            to_moal_id=None if target else self.chance.choice(self.moal_ids),
            weight=self.chance.choice((1, 1, 2)),
            direction="BOTTOM_UP",
            state="AGREED" if is_agreed else "PROPOSED",
            proposed_by_unit_id=source.unit.id,
            from_consented_at=at,
            to_consented_at=at if is_agreed else None,
        )

    def _add_dependency(
        self,
        batch: batches.Batch,
        cycle: Cycle,
        consumer: MadeObjective,
        provider: MadeObjective,
    ) -> None:
        """Add a dependency on an objective made earlier, so that no circle can close."""
        batch.add(
            dependencies.dependencies,
            id=self._id(),
            cycle_id=cycle.id,
            consumer_unit_id=consumer.unit.id,
            consumer_okr_set_id=consumer.okr_set_id,
            consumer_is_open=True,
            consumer_objective_id=consumer.id,
            provider_unit_id=provider.unit.id,
            provider_okr_set_id=provider.okr_set_id,
            provider_is_open=True,
            provider_objective_id=provider.id,
            what=_sentence(f"tall fra {self.chance.choice(MATTERS)}"),
            needed_by=cycle.starts_on + dt.timedelta(days=self.chance.randrange(20, 110)),
            kind=self.chance.choice(("GATES", "SLOWS", "INFORMS")),
            state=self.chance.choice(("ACCEPTED", "ACCEPTED", "REQUESTED", "DELIVERED")),
        )


def fresh_id(chance: random.Random) -> uuid.UUID:
    """Return an id by chance."""
    return uuid.UUID(int=chance.getrandbits(128), version=4)


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:]
