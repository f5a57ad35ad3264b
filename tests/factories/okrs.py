"""The OKRs of the small company of :mod:`tests.factories.companies`, with links in every state and drafts among them."""

import dataclasses
import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from samsvar.domain import results
from samsvar.persistence import (
    audit,
    check_ins,
    contribution_requests,
    contributions,
    cycles,
    dependencies,
    directions,
    initiatives,
    key_results,
    metrics,
    moals,
    objectives,
    okr_sets,
)
from samsvar.persistence.database import Database
from tests.factories import companies
from tests.factories.companies import NOW, Company

CYCLES: Mapping[str, tuple[dt.date, dt.date, str]] = {
    "2025 T3": (dt.date(2025, 9, 1), dt.date(2025, 12, 31), "CLOSED"),
    "2026 T1": (dt.date(2026, 1, 1), dt.date(2026, 4, 30), "RUNNING"),
    "2026 T2": (dt.date(2026, 5, 1), dt.date(2026, 8, 31), "PLANNING"),
}
SETS: Mapping[tuple[str, str], str] = {
    ("Nordlys", "2026 T1"): "COMMITTED",
    ("Privat", "2026 T1"): "COMMITTED",
    ("Bedrift", "2026 T1"): "ALIGNED",
    ("Kort", "2026 T1"): "COMMITTED",
    ("Konto", "2026 T1"): "PROPOSED",
    ("Lån", "2026 T1"): "DRAFT",
    ("Kort", "2025 T3"): "CLOSED",
    ("Kort", "2026 T2"): "DRAFT",
}
NOW_CYCLE = "2026 T1"

OBJECTIVES: Mapping[str, tuple[str, str, str]] = {
    "Kundene velger oss igjen": ("Nordlys", NOW_CYCLE, "Uten dem er det ingen bank."),
    "Betaling uten omveier": ("Privat", NOW_CYCLE, "Hver omvei koster tillit."),
    "Zahlungen ohne Umwege": ("Bedrift", NOW_CYCLE, ""),
    "Kortet virker overalt": ("Kort", NOW_CYCLE, ""),
    "A card team that learns": ("Kort", NOW_CYCLE, "Nobody above asked, we do."),
    "Opening an account takes minutes": ("Konto", NOW_CYCLE, ""),
    "Boliglån på én dag": ("Lån", NOW_CYCLE, "Hemmelig til vi er enige."),
    "Færre avviste kort": ("Kort", "2025 T3", ""),
    "Kort på klokken": ("Kort", "2026 T2", ""),
}

KEY_RESULTS: Mapping[str, dict[str, Any]] = {
    "Andel som blir": {
        "of": "Kundene velger oss igjen",
        "kind": "INCREASE",
        "baseline": 80,
        "target": 90,
        "current": 85,
    },
    "Klager": {"of": "Kundene velger oss igjen", "kind": "DECREASE", "baseline": 200, "target": 100, "weight": 2},
    "Betalinger som stopper": {
        "of": "Betaling uten omveier",
        "kind": "DECREASE",
        "baseline": 8,
        "target": 5,
        "current": Decimal("6.5"),
        "metric": "Avviste betalinger",
    },
    "Durchlaufzeit": {"of": "Zahlungen ohne Umwege", "kind": "DECREASE", "baseline": 72, "target": 24, "current": 80},
    "Kort godtatt ved første forsøk": {
        "of": "Kortet virker overalt",
        "kind": "MAINTAIN",
        "band": (98, 100),
        "current": 99,
        "metric": "Godtatte kort",
        "stretch": None,
    },
    "Avviste kort": {
        "of": "Kortet virker overalt",
        "kind": "DECREASE",
        "baseline": 8,
        "target": 5,
        "stretch": 4,
        "current": 4,
        "metric": "Avviste betalinger",
        "caretaker": "Konto",
    },
    "Retrospectives held": {
        "of": "A card team that learns",
        "kind": "MILESTONE",
        "steps": [
            {"title": "First", "share": 0.4, "reached": True},
            {"title": "Second", "share": 0.6, "reached": False},
        ],
        "current": Decimal("0.4"),
    },
    "Learning time": {"of": "A card team that learns", "kind": "BASELINE"},
    "Minutes to open": {"of": "Opening an account takes minutes", "kind": "DECREASE", "baseline": 40, "target": 10},
    "Søknader ferdig samme dag": {
        "of": "Boliglån på én dag",
        "kind": "INCREASE",
        "baseline": 0,
        "target": 60,
        "current": 3,
    },
    "Avviste kort i fjor": {"of": "Færre avviste kort", "kind": "DECREASE", "baseline": 12, "target": 8, "current": 8},
}

# From (an objective or key result), to, state, direction, who proposed.
CONTRIBUTIONS: Mapping[str, tuple[str, str, str, str, str]] = {
    "agreed": ("Betaling uten omveier", "Kundene velger oss igjen", "AGREED", "BOTTOM_UP", "Privat"),
    "by a key result": ("Avviste kort", "Betaling uten omveier", "AGREED", "BOTTOM_UP", "Kort"),
    "to a key result": ("Zahlungen ohne Umwege", "Klager", "PROPOSED", "BOTTOM_UP", "Bedrift"),
    "asked from above": (
        "Opening an account takes minutes",
        "Zahlungen ohne Umwege",
        "PROPOSED",
        "TOP_DOWN",
        "Bedrift",
    ),
    "lateral": ("Opening an account takes minutes", "Avviste kort", "AGREED", "LATERAL", "Konto"),
    "to a Moal": ("Kundene velger oss igjen", "Kunder for livet", "AGREED", "BOTTOM_UP", "Nordlys"),
    "to another Moal": ("A card team that learns", "Eine lernende Bank", "AGREED", "BOTTOM_UP", "Kort"),
    "declined": ("Opening an account takes minutes", "Betaling uten omveier", "DECLINED", "LATERAL", "Konto"),
    "withdrawn": ("Kortet virker overalt", "Klager", "WITHDRAWN", "BOTTOM_UP", "Kort"),
    "from a draft": ("Boliglån på én dag", "Betaling uten omveier", "PROPOSED", "BOTTOM_UP", "Lån"),
    "to a draft": ("Opening an account takes minutes", "Søknader ferdig samme dag", "PROPOSED", "LATERAL", "Konto"),
}

# What is asked to be helped, who is asked, state, and by which contribution it was answered.
REQUESTS: Mapping[str, tuple[str, str, str, str | None]] = {
    "of a team": ("Betaling uten omveier", "Kort", "ASKED", None),
    "about a key result": ("Klager", "Bedrift", "ASKED", None),
    "for a Moal": ("Eine lernende Bank", "Lån", "DECLINED", None),
    "answered": ("Zahlungen ohne Umwege", "Konto", "ANSWERED", "asked from above"),
    "about a draft": ("Boliglån på én dag", "Konto", "ASKED", None),
}

# Consumer, provider's unit, provider (an objective or key result), kind, state, needed by.
DEPENDENCIES: Mapping[str, tuple[str, str, str | None, str, str, dt.date]] = {
    "gating": ("Avviste kort", "Konto", "Minutes to open", "GATES", "ACCEPTED", dt.date(2026, 4, 1)),
    "further": (
        "Opening an account takes minutes",
        "Bedrift",
        "Zahlungen ohne Umwege",
        "SLOWS",
        "ACCEPTED",
        dt.date(2026, 2, 1),
    ),
    "unanswered": ("Zahlungen ohne Umwege", "Privat", None, "GATES", "REQUESTED", dt.date(2026, 4, 15)),
    "countered": ("Kortet virker overalt", "Privat", None, "INFORMS", "COUNTERED", dt.date(2026, 3, 15)),
    "delivered": ("Betaling uten omveier", "Kort", "Kortet virker overalt", "SLOWS", "DELIVERED", dt.date(2026, 2, 1)),
    "on a draft": ("Zahlungen ohne Umwege", "Lån", "Boliglån på én dag", "INFORMS", "ACCEPTED", dt.date(2026, 4, 2)),
    "of a draft": ("Boliglån på én dag", "Kort", "Kortet virker overalt", "GATES", "REQUESTED", dt.date(2026, 4, 3)),
}

Ids = Mapping[str, UUID]


@dataclasses.dataclass(frozen=True, repr=False)
class Okrs:
    """
    Nordlys on 2 March 2026, in the middle of its running cycle; ids by title, name or by the keys of the tables above.

    A mission, a vision and a strategy in its second version lead to two agreed Moals; a third is only proposed. Kort has
    a closed cycle behind it, and a draft for the next one. Lån's set of the running cycle is still a draft: it is seen
    in Lån, Privat and Nordlys alone, as are the two contributions, the request for one, the two dependencies, the
    check-in, the initiative's link and the audit entry that touch it.
    """

    company: Company
    cycles: Ids
    sets: Mapping[tuple[str, str], UUID]
    objectives: Ids
    key_results: Ids
    moals: Ids
    directions: Ids
    metrics: Ids
    contributions: Ids
    requests: Ids
    dependencies: Ids
    check_ins: Ids
    initiatives: Ids

    DRAFT_WORDS = ("Boliglån", "Hemmelig", "Søknader", "samme dag", "klokken")
    """What stands in drafts alone."""


async def made(database: Database) -> Okrs:
    """Found Nordlys with its OKRs."""
    company = await companies.found(database)
    async with database.transaction(await company.samsvar()) as connection:
        return await _Maker(connection, company).made()


class _Maker:
    """Inserts rows of one organisation."""

    def __init__(self, connection: AsyncConnection, company: Company) -> None:
        self._connection = connection
        self._company = company

    async def made(self) -> Okrs:
        cycle_ids = {
            name: await self._insert(cycles.cycles, name=name, starts_on=starts_on, ends_on=ends_on, state=state)
            for name, (starts_on, ends_on, state) in CYCLES.items()
        }
        set_ids = {
            (unit, cycle): await self._insert(
                okr_sets.okr_sets,
                unit_id=self._company.units[unit],
                cycle_id=cycle_ids[cycle],
                state=state,
                capacity_note="Fire av fem uker.",
            )
            for (unit, cycle), state in SETS.items()
        }
        direction_ids = await self._directions()
        moal_ids = await self._moals(direction_ids)
        metric_ids = {
            name: await self._insert(
                metrics.metrics, owner_unit_id=self._company.units[owner], name=name, measure="%", good_direction=good
            )
            for name, owner, good in (("Avviste betalinger", "Privat", "DOWN"), ("Godtatte kort", "Kort", "UP"))
        }
        places = {
            title: (self._company.units[unit], cycle_ids[cycle], set_ids[unit, cycle], SETS[unit, cycle] != "DRAFT")
            for title, (unit, cycle, _) in OBJECTIVES.items()
        }
        objective_ids = await self._objectives(places)
        key_result_ids = await self._key_results(places, objective_ids, metric_ids)
        ends = _Ends(places, objective_ids, key_result_ids, moal_ids)
        contribution_ids = await self._contributions(ends)
        made = Okrs(
            company=self._company,
            cycles=cycle_ids,
            sets=set_ids,
            objectives=objective_ids,
            key_results=key_result_ids,
            moals=moal_ids,
            directions=direction_ids,
            metrics=metric_ids,
            contributions=contribution_ids,
            requests=await self._requests(ends, cycle_ids, contribution_ids),
            dependencies=await self._dependencies(ends),
            check_ins=await self._check_ins(ends, metric_ids),
            initiatives=await self._initiatives(key_result_ids),
        )
        await self._audit(made)
        await self._explanations(made)
        return made

    async def _directions(self) -> Ids:
        table, since = directions.directions, dt.date(2024, 1, 1)
        kept: dict[str, UUID] = {}
        for title, kind, position in (
            ("En bank for alle", "MISSION", 0),
            ("Nærmest", "VISION", 0),
            ("Enkelt", "STRATEGY", 0),
        ):
            own_id = (await self._connection.execute(sa.select(sa.func.uuidv7()))).scalar_one()
            kept[title] = await self._insert(
                table,
                id=own_id,
                kind=kind,
                title=title,
                horizon_years=7,
                lineage_id=own_id,
                version=1,
                position=position,
                valid_from=since,
                valid_to=dt.date(2026, 1, 1) if kind == "STRATEGY" else None,
            )
        kept["Enklest"] = await self._insert(
            table,
            kind="STRATEGY",
            title="Enklest",
            horizon_years=7,
            lineage_id=kept["Enkelt"],
            version=2,
            supersedes_id=kept["Enkelt"],
            change_reason="Enkelt var ikke nok.",
            valid_from=dt.date(2026, 1, 1),
        )
        return kept

    async def _moals(self, direction_ids: Ids) -> Ids:
        kept = {
            title: await self._insert(
                moals.moals,
                year=2026,
                unit_id=self._company.units["Nordlys"],
                title=title,
                proposed_by_unit_id=self._company.units[by],
                state=state,
                position=position,
            )
            for position, (title, by, state) in enumerate(
                (
                    ("Kunder for livet", "Nordlys", "AGREED"),
                    ("Eine lernende Bank", "Bedrift", "AGREED"),
                    ("Flere kort", "Kort", "PROPOSED"),
                )
            )
        }
        for moal, direction in (
            ("Kunder for livet", "En bank for alle"),
            ("Kunder for livet", "Enklest"),
            ("Eine lernende Bank", "Nærmest"),
        ):
            await self._connection.execute(
                sa.insert(moals.moal_directions).values(
                    organisation_id=self._company.id, moal_id=kept[moal], direction_id=direction_ids[direction]
                )
            )
        return kept

    async def _objectives(self, places: Mapping[str, tuple[UUID, UUID, UUID, bool]]) -> Ids:
        kept = {}
        for position, (title, (_, _, why)) in enumerate(OBJECTIVES.items()):
            unit_id, cycle_id, set_id, is_open = places[title]
            kept[title] = await self._insert(
                objectives.objectives,
                okr_set_id=set_id,
                unit_id=unit_id,
                cycle_id=cycle_id,
                is_open=is_open,
                title=title,
                why=why,
                kind="ASPIRATIONAL" if title.startswith("A card") else "COMMITTED",
                position=position,
                stands_alone_reason="Opplæring." if title.startswith("A card") else None,
            )
        for unit, share in (("Lån", Decimal("0.25")), ("Konto", Decimal("0.5"))):
            await self._connection.execute(
                sa.insert(objectives.objective_owners).values(
                    organisation_id=self._company.id,
                    objective_id=kept["Betaling uten omveier"],
                    unit_id=self._company.units[unit],
                    share=share,
                )
            )
        return kept

    async def _key_results(
        self, places: Mapping[str, tuple[UUID, UUID, UUID, bool]], objective_ids: Ids, metric_ids: Ids
    ) -> Ids:
        kept = {}
        for position, (title, stated) in enumerate(KEY_RESULTS.items()):
            unit_id, cycle_id, set_id, is_open = places[stated["of"]]
            low, high = stated.get("band", (None, None))
            kept[title] = await self._insert(
                key_results.key_results,
                objective_id=objective_ids[stated["of"]],
                okr_set_id=set_id,
                unit_id=unit_id,
                cycle_id=cycle_id,
                is_open=is_open,
                title=title,
                kind=stated["kind"],
                metric_id=metric_ids.get(stated.get("metric", "")),
                baseline=stated.get("baseline"),
                target=stated.get("target"),
                stretch=stated.get("stretch"),
                band_low=low,
                band_high=high,
                steps=stated.get("steps", sa.null()),
                weight=stated.get("weight", 1),
                caretaker_unit_id=self._company.units.get(stated.get("caretaker", "")),
                position=position,
                current_value=stated.get("current"),
                progress=_progress(stated),
                confidence=7 if "current" in stated else None,
                measured_at=NOW - dt.timedelta(days=5) if "current" in stated else None,
                checked_in_at=NOW - dt.timedelta(days=5) if "current" in stated else None,
            )
        return kept

    async def _contributions(self, ends: "_Ends") -> Ids:
        kept = {}
        for number, (name, (source, target, state, direction, proposer)) in enumerate(CONTRIBUTIONS.items()):
            from_end, to_end = ends.of(source), ends.of(target)
            to_unit_id = to_end.get("unit_id", self._company.units["Nordlys"])
            by = self._company.units[proposer]
            consented = {"AGREED": (NOW, NOW)}.get(state, (NOW, None) if by == from_end["unit_id"] else (None, NOW))
            kept[name] = await self._insert(
                contributions.contributions,
                cycle_id=from_end["cycle_id"],
                from_unit_id=from_end["unit_id"],
                from_okr_set_id=from_end["okr_set_id"],
                from_is_open=from_end["is_open"],
                from_objective_id=from_end["objective_id"],
                from_key_result_id=from_end.get("key_result_id"),
                to_unit_id=to_unit_id,
                to_okr_set_id=to_end.get("okr_set_id"),
                to_is_open=to_end.get("is_open"),
                to_objective_id=to_end.get("objective_id"),
                to_key_result_id=to_end.get("key_result_id"),
                to_moal_id=to_end.get("moal_id"),
                weight=1 + number % 3,
                rationale=f"Because of {source}.",
                direction=direction,
                state=state,
                proposed_by_unit_id=by,
                from_consented_at=consented[0],
                to_consented_at=consented[1],
                decline_reason="Not this cycle." if state == "DECLINED" else None,
            )
        return kept

    async def _requests(self, ends: "_Ends", cycle_ids: Ids, contribution_ids: Ids) -> Ids:
        kept = {}
        for name, (target, unit, state, answer) in REQUESTS.items():
            end = ends.of(target)
            kept[name] = await self._insert(
                contribution_requests.contribution_requests,
                cycle_id=end.get("cycle_id", cycle_ids[NOW_CYCLE]),
                asking_unit_id=end.get("unit_id", self._company.units["Nordlys"]),
                asked_unit_id=self._company.units[unit],
                target_okr_set_id=end.get("okr_set_id"),
                target_is_open=end.get("is_open"),
                target_objective_id=end.get("objective_id"),
                target_key_result_id=end.get("key_result_id"),
                target_moal_id=end.get("moal_id"),
                rationale=f"For {target}.",
                state=state,
                decline_reason="Not this cycle." if state == "DECLINED" else None,
                contribution_id=answer and contribution_ids[answer],
            )
        for number, contribution in enumerate(("asked from above", "to a draft")):
            await self._insert(
                contributions.contribution_turns,
                contribution_id=contribution_ids[contribution],
                number=number,
                unit_id=self._company.units["Bedrift"],
                source_title="Opening an account",
                target_title="Zahlungen" if number == 0 else "Søknader",
                weight=2,
                reason="So far.",
                at=NOW,
            )
        return kept

    async def _dependencies(self, ends: "_Ends") -> Ids:
        kept = {}
        for name, (consumer, unit, provider, kind, state, needed_by) in DEPENDENCIES.items():
            near, far = ends.of(consumer), ends.of(provider) if provider else {}
            kept[name] = await self._insert(
                dependencies.dependencies,
                cycle_id=near["cycle_id"],
                consumer_unit_id=near["unit_id"],
                consumer_okr_set_id=near["okr_set_id"],
                consumer_is_open=near["is_open"],
                consumer_objective_id=near["objective_id"],
                consumer_key_result_id=near.get("key_result_id"),
                provider_unit_id=self._company.units[unit],
                provider_okr_set_id=far.get("okr_set_id"),
                provider_is_open=far.get("is_open"),
                provider_objective_id=far.get("objective_id"),
                provider_key_result_id=far.get("key_result_id"),
                what=f"What {consumer} needs.",
                needed_by=needed_by,
                kind=kind,
                state=state,
                counter_needed_by=needed_by + dt.timedelta(weeks=2) if state == "COUNTERED" else None,
                delivered_at=NOW if state == "DELIVERED" else None,
            )
        return kept

    async def _check_ins(self, ends: "_Ends", metric_ids: Ids) -> Ids:
        kept: dict[str, UUID] = {}
        for name, key_result, weeks, value, corrects in (
            ("first", "Avviste kort", 3, 7, None),
            ("mistaken", "Avviste kort", 2, 60, None),
            ("corrected", "Avviste kort", 2, 6, "mistaken"),
            ("latest", "Avviste kort", 1, 4, None),
            ("of a draft", "Søknader ferdig samme dag", 1, 3, None),
            ("words alone", "Learning time", 1, None, None),
        ):
            at = NOW - dt.timedelta(weeks=weeks)
            metric = KEY_RESULTS[key_result].get("metric")
            measurement_id = None
            if metric is not None:
                measurement_id = await self._insert(
                    metrics.measurements,
                    metric_id=metric_ids[metric],
                    measured_at=at,
                    value=value,
                    source="CHECK_IN",
                    recorded_by_id=self._company.people["Mia"],
                    supersedes_id=kept.get(f"measured {corrects}"),
                )
                kept[f"measured {name}"] = measurement_id
            end = ends.of(key_result)
            kept[name] = await self._insert(
                check_ins.check_ins,
                **end,
                at=at,
                measurement_id=measurement_id,
                value=value,
                progress=None if value is None else Decimal(8 - value) / 3,
                confidence=7,
                what_changed="Ny terminal.",
                recorded_by_id=self._company.people["Mia"],
                supersedes_id=kept.get(corrects) if corrects else None,
            )
        return {name: own_id for name, own_id in kept.items() if not name.startswith("measured")}

    async def _initiatives(self, key_result_ids: Ids) -> Ids:
        kept = {
            title: await self._insert(
                initiatives.initiatives, unit_id=self._company.units["Kort"], title=title, state=state, due_on=due_on
            )
            for title, state, due_on in (
                ("Bytte terminaler", "ACTIVE", dt.date(2026, 3, 31)),
                ("Spørre kundene", "PLANNED", None),
            )
        }
        for title, key_result in (
            ("Bytte terminaler", "Avviste kort"),
            ("Bytte terminaler", "Søknader ferdig samme dag"),
        ):
            await self._connection.execute(
                sa.insert(initiatives.initiative_key_results).values(
                    organisation_id=self._company.id,
                    initiative_id=kept[title],
                    key_result_id=key_result_ids[key_result],
                )
            )
        return kept

    async def _audit(self, made: Okrs) -> None:
        for node_type, node_id, unit, set_of in (
            ("Objective", made.objectives["Kortet virker overalt"], "Kort", ("Kort", NOW_CYCLE)),
            ("Objective", made.objectives["Boliglån på én dag"], "Lån", ("Lån", NOW_CYCLE)),
            ("Moal", made.moals["Kunder for livet"], "Nordlys", None),
        ):
            await self._insert(
                audit.audit_entries,
                at=NOW,
                person_id=self._company.people["Mia"],
                deed="reviseObjective",
                node_type=node_type,
                node_id=node_id,
                unit_id=self._company.units[unit],
                okr_set_id=made.sets[set_of] if set_of else None,
                before={"title": "Boliglån raskt", "version": 1},
                after={"title": "Hemmelig" if unit == "Lån" else "Kortet virker overalt", "version": 2},
                why="Klarere.",
            )

    async def _explanations(self, made: Okrs) -> None:
        term = results.Term(
            "key_result", made.key_results["Avviste kort"], "Avviste kort", Decimal(1), Decimal("1.333333")
        )
        left_out = results.Term(
            "key_result", made.key_results["Klager"], "Klager", Decimal(2), None, results.NOT_MEASURED
        )
        explanation = results.weighted_mean([term, left_out])
        figures = {"support": explanation.value, "support_coverage": explanation.coverage}
        for table, own_id in (
            (objectives.objectives, made.objectives["Betaling uten omveier"]),
            (key_results.key_results, made.key_results["Klager"]),
            (moals.moals, made.moals["Kunder for livet"]),
        ):
            await self._connection.execute(
                sa.update(table).where(table.c.id == own_id).values(support_terms=explanation.as_json(), **figures)
            )
        await self._connection.execute(
            sa.update(objectives.objectives)
            .where(objectives.objectives.c.id == made.objectives["Kortet virker overalt"])
            .values(
                own_result=explanation.value,
                own_coverage=explanation.coverage,
                own_terms=explanation.as_json(),
                confidence=7,
                measured_at=NOW - dt.timedelta(days=5),
            )
        )

    async def _insert(self, table: sa.Table, **values: Any) -> UUID:
        statement = sa.insert(table).values(organisation_id=self._company.id, **values).returning(table.c.id)
        inserted: UUID = (await self._connection.execute(statement)).scalar_one()
        return inserted


@dataclasses.dataclass(frozen=True)
class _Ends:
    """Where links start and end: the columns that a link carries of an objective, a key result or a Moal."""

    places: Mapping[str, tuple[UUID, UUID, UUID, bool]]
    objectives: Ids
    key_results: Ids
    moals: Ids

    def of(self, title: str) -> dict[str, Any]:
        if title in self.moals:
            return {"moal_id": self.moals[title]}
        objective = KEY_RESULTS[title]["of"] if title in self.key_results else title
        unit_id, cycle_id, set_id, is_open = self.places[objective]
        end = {
            "objective_id": self.objectives[objective],
            "okr_set_id": set_id,
            "unit_id": unit_id,
            "cycle_id": cycle_id,
            "is_open": is_open,
        }
        return {**end, "key_result_id": self.key_results[title]} if title in self.key_results else end


def _progress(stated: Mapping[str, Any]) -> Decimal | None:
    if "current" not in stated:
        return None
    if stated["kind"] == "MAINTAIN":
        return Decimal(1)
    if stated["kind"] == "MILESTONE":
        return Decimal("0.4")
    baseline, target, current = (Decimal(stated[key]) for key in ("baseline", "target", "current"))
    return (current - baseline) / (target - baseline)
