"""What the lines of an OKR file come to."""

import json
from typing import Any

from samsvar.domain import okr_plans


def line(external_id: str, team: str, *, level: str = "team", parent: str | None = None, **more: Any) -> str:
    record = {"id": external_id, "org": "Nordlys", "cycle": "2026-Q1", "team": team, "level": level, "parent": parent}
    return json.dumps(record | {"objective": f"Mål {external_id}", "key_results": ["Ferdig"]} | more)


def codes(reading: okr_plans.Reading) -> list[str]:
    return [remark.code for remark in reading.remarks]


class TestRead:
    def test_puts_teams_under_the_teams_that_their_objectives_name(self) -> None:
        reading = okr_plans.read(
            [
                line("1", "Ledelsen", level="company"),
                line("2", "Salg", level="function", parent="1"),
                line("3", "Kasse", parent="2"),
                line("4", "Kasse", parent="2"),
                line("5", "Kasse", parent="1"),
            ]
        )
        (plan,) = reading.organisations
        assert [(unit.name, unit.kind, unit.parent) for unit in plan.units] == [
            ("Nordlys", "COMPANY", None),
            ("Salg", "DIVISION", "Ledelsen"),
            ("Kasse", "TEAM", "Salg"),
        ]
        assert plan.company_team == "Ledelsen"
        assert codes(reading) == ["SEVERAL_PARENT_TEAMS"]

    def test_leaves_out_a_parent_that_would_close_a_circle_and_keeps_the_line(self) -> None:
        reading = okr_plans.read([line("1", "A", parent="2"), line("2", "B", parent="1")])
        (cycle,) = reading.organisations[0].cycles
        assert [each.parent for each in cycle.lines] == ["2", None]
        assert codes(reading) == ["CIRCLE"]

    def test_keeps_teams_in_a_tree_when_their_objectives_support_each_other_both_ways(self) -> None:
        reading = okr_plans.read(
            [line("1", "A"), line("2", "B"), line("3", "A", parent="2"), line("4", "B", parent="1")]
        )
        parents = {unit.name: unit.parent for unit in reading.organisations[0].units}
        assert parents == {"Nordlys": None, "A": "B", "B": "Nordlys"}

    def test_leaves_out_parents_that_are_unknown_or_of_another_cycle(self) -> None:
        reading = okr_plans.read([line("1", "A", parent="9"), line("2", "B", parent="1", cycle="2026-Q2")])
        assert codes(reading) == ["PARENT_UNKNOWN", "PARENT_ELSEWHERE"]
        assert all(each.parent is None for cycle in reading.organisations[0].cycles for each in cycle.lines)

    def test_leaves_out_a_second_line_with_the_same_id(self) -> None:
        reading = okr_plans.read([line("1", "A"), line("1", "B")])
        assert codes(reading) == ["ID_TWICE"]
        assert [unit.name for unit in reading.organisations[0].units] == ["Nordlys", "A"]

    def test_leaves_out_cycles_on_the_same_days(self) -> None:
        reading = okr_plans.read([line("1", "A"), line("2", "A", cycle="2026-T1")])
        assert [(remark.code, remark.is_left_out) for remark in reading.remarks] == [("CYCLES_OVERLAP", True)]
        assert [cycle.name for cycle in reading.organisations[0].cycles] == ["2026-Q1"]

    def test_goes_on_after_a_line_that_cannot_be_used(self) -> None:
        reading = okr_plans.read(["{", "", line("1", "A")])
        assert [(remark.line, remark.code) for remark in reading.remarks] == [(1, "NOT_JSON")]
        assert len(reading.organisations[0].cycles[0].lines) == 1
        assert reading.lines == 2
