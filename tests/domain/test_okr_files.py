"""What one line of an OKR file says."""

import datetime as dt
import json
from typing import Any

import pytest

from samsvar.domain import okr_files

LINE: dict[str, Any] = {
    "id": "a-1",
    "org": "Nordlys",
    "cycle": "2026-Q3",
    "team": "Kasse",
    "level": "team",
    "objective": "Kassen husker deg",
    "key_results": ["Lagret betalingsmåte fra 35% til 60%"],
    "parent": None,
}


def read(**changes: Any) -> tuple[okr_files.ObjectiveLine, list[okr_files.Remark]]:
    remarks: list[okr_files.Remark] = []
    return okr_files.read_line(7, json.dumps(LINE | changes), 2, remarks), remarks


class TestReadLine:
    def test_keeps_what_the_line_says(self) -> None:
        line, remarks = read()
        assert (line.external_id, line.team, line.title) == ("a-1", "Kasse", "Kassen husker deg")
        assert line.cycle_dates == (dt.date(2026, 7, 1), dt.date(2026, 9, 30))
        assert remarks == []

    @pytest.mark.parametrize(
        ("code", "text"),
        [
            ("NOT_JSON", "{"),
            ("NOT_AN_OBJECT", "[]"),
            ("FIELD_MISSING", json.dumps(LINE | {"team": " "})),
            ("FIELD_MISSING", json.dumps(LINE | {"objective": None})),
            ("LEVEL_UNKNOWN", json.dumps(LINE | {"level": "person"})),
            ("KEY_RESULTS_UNREADABLE", json.dumps(LINE | {"key_results": [1]})),
            ("PARENT_UNREADABLE", json.dumps(LINE | {"parent": 4})),
            ("CYCLE_WITHOUT_DATES", json.dumps(LINE | {"cycle": "spring"})),
            (
                "CYCLE_WITHOUT_DATES",
                json.dumps(LINE | {"cycle_starts_on": "2026-02-30", "cycle_ends_on": "2026-05-30"}),
            ),
            ("CYCLE_LENGTH", json.dumps(LINE | {"cycle_starts_on": "2026-01-01", "cycle_ends_on": "2026-01-31"})),
        ],
    )
    def test_says_why_a_line_cannot_be_used(self, code: str, text: str) -> None:
        with pytest.raises(okr_files.Unusable) as refused:
            okr_files.read_line(1, text, 2, [])
        assert refused.value.args[0] == code

    def test_keeps_the_whole_of_a_long_objective(self) -> None:
        long = "Alle kunder " + "får hjelp " * 40
        line, remarks = read(objective=long)
        assert len(line.title) <= 300
        assert line.why == long.strip()
        assert [remark.code for remark in remarks] == ["TITLE_SHORTENED"]

    def test_remarks_on_key_results_that_say_nothing(self) -> None:
        line, remarks = read(key_results=["", "  "])
        assert line.key_results == ()
        assert [remark.code for remark in remarks] == ["KEY_RESULT_EMPTY", "NO_KEY_RESULTS"]


class TestCycleDates:
    @pytest.mark.parametrize(
        ("name", "fiscal_year_starts", "first", "last"),
        [
            ("2018-Q4", 2, "2018-10-01", "2018-12-31"),
            ("2026-T2", 2, "2026-05-01", "2026-08-31"),
            ("FY20-Q1", 2, "2019-02-01", "2019-04-30"),
            ("FY20-Q4", 2, "2019-11-01", "2020-01-31"),
            ("FY2027 Q2", 1, "2027-04-01", "2027-06-30"),
            ("FY27-Q1", 7, "2026-07-01", "2026-09-30"),
        ],
    )
    def test_follow_from_the_name(self, name: str, fiscal_year_starts: int, first: str, last: str) -> None:
        dates = okr_files.cycle_dates({"cycle": name}, fiscal_year_starts=fiscal_year_starts)
        assert dates == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))

    def test_that_are_stated_win_over_the_name(self) -> None:
        stated = {"cycle": "2026-Q1", "cycle_starts_on": "2026-02-01", "cycle_ends_on": "2026-05-31"}
        assert okr_files.cycle_dates(stated, fiscal_year_starts=2) == (dt.date(2026, 2, 1), dt.date(2026, 5, 31))


class TestKeyResult:
    @pytest.mark.parametrize(
        ("text", "kind", "baseline", "target", "measure"),
        [
            ("Raise the rate from 8 to 10", "INCREASE", "8", "10", ""),
            ("Cut churn from 8.5% to 5%", "DECREASE", "8.5", "5", "%"),
            ("Revenue from $1,200 to $1,500", "INCREASE", "1200", "1500", ""),
            ("Pipeline from 72 minutes to 45 minutes", "DECREASE", "72", "45", "minutes"),
        ],
    )
    def test_with_both_ends_stated_is_a_metric(
        self, text: str, kind: str, baseline: str, target: str, measure: str
    ) -> None:
        stated = okr_files.key_result(text)
        assert (stated.kind, stated.baseline, stated.target, stated.measure) == (kind, baseline, target, measure)

    @pytest.mark.parametrize(
        "text",
        ["Hire 5 people", "Source 50 candidates: 105%", "Move from 3 to 3", "Grow from 5% to 8 days", "Ship it"],
    )
    def test_with_less_is_one_step_and_no_figure_is_made_up(self, text: str) -> None:
        stated = okr_files.key_result(text)
        assert (stated.kind, stated.baseline, stated.target, stated.title) == ("MILESTONE", None, None, text)
