"""An OKR set as tables, in the reader's language: what is asked of the graph, and what becomes of the answer."""

from __future__ import annotations

import datetime as dt
import functools
import importlib.resources
import tomllib
import zoneinfo
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from samsvar.connectors.spreadsheets import Column, Dialect, Kind, Sheet, Value
from samsvar.graph import messages

QUERY: Final = """
query ExportedOkrSet($id: ID!) {
  node(id: $id) {
    ... on OkrSet {
      state
      capacityNote
      unit { name }
      cycle { name }
      objectives {
        title why kind standsAloneReason ownResult support state
        coOwners { share unit { name } }
        contributesTo(states: [AGREED, PROPOSED]) { ...Upward }
        keyResults {
          title kind measure baseline target stretch bandLow bandHigh weight currentValue measuredAt progress confidence state
          metric { name }
          steps { title share isReached }
          caretaker { name }
        }
      }
    }
  }
}
fragment Upward on Contribution {
  state weight
  toUnit { name }
  source { __typename ... on Objective { title } ... on KeyResult { title } }
  target { __typename ... on Moal { title } ... on Objective { title } ... on KeyResult { title } }
}
"""

DIALECTS: Final = {"nb": Dialect(";", ","), "de": Dialect(";", ","), "en": Dialect(",", ".")}
"""Where a comma parts whole numbers from fractions, Excel parts columns by semicolons."""

Fields = Mapping[str, Any]
_Cell = Callable[[Fields, Fields, "_Reader"], Value]


class _Reader:
    """Who reads: in which language, and on which day something was measured there."""

    def __init__(self, locale: str, time_zone: str) -> None:
        self.locale = locale
        self._zone = zoneinfo.ZoneInfo(time_zone)

    def heading(self, name: str) -> str:
        return str(texts()["headings"][name][self.locale])

    def word(self, name: str) -> str:
        own = texts()["words"].get(name)
        return str((own or messages.words()[name])[self.locale])

    def of(self, enum: str, value: str) -> str:
        return self.word(f"{enum}.{value}")

    def day(self, instant: str | None) -> dt.date | None:
        return None if instant is None else dt.datetime.fromisoformat(instant).astimezone(self._zone).date()

    def number(self, value: float) -> str:
        return f"{value:.15g}".replace(".", DIALECTS[self.locale].decimal_sign)

    def percent(self, share: float) -> str:
        return f"{share:.0%}" if self.locale == "en" else f"{share * 100:.0f}\u00a0%"


@functools.cache
def texts() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """Return what exports say: ``texts()["headings"]["unit"]["nb"]``."""
    return tomllib.loads((importlib.resources.files("samsvar.web") / "exports.toml").read_text(encoding="utf-8"))


def _upward(objective: Fields, reader: _Reader) -> str:
    return "\n".join(
        f"{link['target']['title']} ({link['toUnit']['name']})"
        + ("" if link["state"] == "AGREED" else f" – {reader.of('ContributionState', link['state'])}")
        for link in objective["contributesTo"]
    )


def _owners(objective: Fields, reader: _Reader) -> str:
    return ", ".join(f"{each['unit']['name']} {reader.percent(each['share'])}" for each in objective["coOwners"])


def _steps(key_result: Fields, reader: _Reader) -> str:
    return "\n".join(
        f"{step['title']} ({reader.percent(step['share'])}{', ' + reader.word('reached') if step['isReached'] else ''})"
        for step in key_result.get("steps") or ()
    )


def _of_objective(field: str) -> _Cell:
    return lambda objective, _key_result, _reader: objective[field]


def _of_key_result(field: str) -> _Cell:
    return lambda _objective, key_result, _reader: key_result.get(field)


def _named(field: str) -> _Cell:
    return lambda _objective, key_result, _reader: (key_result.get(field) or {}).get("name")


def _key_result_word(enum: str, field: str) -> _Cell:
    return lambda _objective, key_result, reader: reader.of(enum, key_result[field]) if key_result else None


_COLUMNS: Final[Sequence[tuple[str, Kind, int, _Cell]]] = (
    ("objective_number", Kind.NUMBER, 10, lambda objective, _, __: objective["number"]),
    ("objective", Kind.TEXT, 40, _of_objective("title")),
    ("why", Kind.TEXT, 30, _of_objective("why")),
    ("objective_kind", Kind.TEXT, 14, lambda objective, _, reader: reader.of("ObjectiveKind", objective["kind"])),
    ("own_result", Kind.SHARE, 10, _of_objective("ownResult")),
    ("support", Kind.SHARE, 10, _of_objective("support")),
    ("objective_state", Kind.TEXT, 13, lambda objective, _, reader: reader.of("ProgressState", objective["state"])),
    ("owners", Kind.TEXT, 16, lambda objective, _, reader: _owners(objective, reader)),
    ("contributes_to", Kind.TEXT, 36, lambda objective, _, reader: _upward(objective, reader)),
    ("stands_alone", Kind.TEXT, 20, _of_objective("standsAloneReason")),
    ("key_result_number", Kind.NUMBER, 12, _of_key_result("number")),
    ("key_result", Kind.TEXT, 40, _of_key_result("title")),
    ("kind", Kind.TEXT, 12, _key_result_word("KeyResultKind", "kind")),
    ("metric", Kind.TEXT, 24, _named("metric")),
    ("measure", Kind.TEXT, 10, _of_key_result("measure")),
    ("baseline", Kind.NUMBER, 11, _of_key_result("baseline")),
    ("target", Kind.NUMBER, 11, _of_key_result("target")),
    ("stretch", Kind.NUMBER, 11, _of_key_result("stretch")),
    ("band_low", Kind.NUMBER, 11, _of_key_result("bandLow")),
    ("band_high", Kind.NUMBER, 11, _of_key_result("bandHigh")),
    ("steps", Kind.TEXT, 24, lambda _, key_result, reader: _steps(key_result, reader)),
    ("weight", Kind.NUMBER, 8, _of_key_result("weight")),
    ("current", Kind.NUMBER, 11, _of_key_result("currentValue")),
    ("measured_on", Kind.DAY, 12, lambda _, key_result, reader: reader.day(key_result.get("measuredAt"))),
    ("progress", Kind.SHARE, 10, _of_key_result("progress")),
    ("confidence", Kind.NUMBER, 10, _of_key_result("confidence")),
    ("key_result_state", Kind.TEXT, 13, _key_result_word("ProgressState", "state")),
    ("caretaker", Kind.TEXT, 16, _named("caretaker")),
)


def okrs(okr_set: Fields, *, locale: str, time_zone: str, today: dt.date, in_each_row: bool) -> Sheet:
    """
    Return a set as a table with a row for each key result, and one for an objective that has none.

    Args:
        okr_set: As `QUERY` answers it.
        locale, time_zone: The reader's.
        today: Stands above the table.
        in_each_row: Whether unit and cycle are columns, for files of nothing but a table, or stand above it.
    """
    reader = _Reader(locale, time_zone)
    home = (okr_set["unit"]["name"], okr_set["cycle"]["name"])
    columns = [Column(reader.heading(name), kind, width) for name, kind, width, _ in _COLUMNS]
    rows = [
        [cell(objective, key_result, reader) for _, _, _, cell in _COLUMNS]
        for objective, key_result in _pairs(okr_set["objectives"])
    ]
    if in_each_row:
        columns = [Column(reader.heading("unit")), Column(reader.heading("cycle")), *columns]
        return Sheet("OKR", columns, [[*home, *row] for row in rows])
    above = [
        (reader.heading("unit"), home[0]),
        (reader.heading("cycle"), home[1]),
        (reader.heading("state"), reader.of("OkrSetState", okr_set["state"])),
        (reader.heading("capacity"), okr_set["capacityNote"]),
        (reader.heading("exported"), today.isoformat()),
    ]
    return Sheet("OKR", columns, rows, [line for line in above if line[1]])


def contributions(okr_set: Fields, *, locale: str) -> Sheet:
    """Return the set's links upward as a table."""
    reader = _Reader(locale, "UTC")
    headings = (
        ("source", Kind.TEXT, 44),
        ("target_kind", Kind.TEXT, 16),
        ("link_target", Kind.TEXT, 44),
        ("target_unit", Kind.TEXT, 20),
        ("weight", Kind.NUMBER, 8),
        ("link_state", Kind.TEXT, 14),
    )
    rows = [
        [
            link["source"]["title"],
            reader.word(link["target"]["__typename"]),
            link["target"]["title"],
            link["toUnit"]["name"],
            link["weight"],
            reader.of("ContributionState", link["state"]),
        ]
        for objective in okr_set["objectives"]
        for link in objective["contributesTo"]
    ]
    return Sheet(
        reader.word("contributions"),
        [Column(reader.heading(name), kind, width) for name, kind, width in headings],
        rows,
    )


def _pairs(objectives: Sequence[Fields]) -> Iterator[tuple[Fields, Fields]]:
    for number, objective in enumerate(objectives, start=1):
        numbered = {**objective, "number": number}
        for place, key_result in enumerate(objective["keyResults"], start=1):
            yield numbered, {**key_result, "number": place}
        if not objective["keyResults"]:
            yield numbered, {}
