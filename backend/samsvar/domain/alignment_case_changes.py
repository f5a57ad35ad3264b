"""What a proposal changes, said set by set: lines before and after, as the app draws them and a case keeps them."""

import dataclasses
import enum
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final
from uuid import UUID


class LineChange(enum.StrEnum):
    """What happens to a line."""

    SAME = "SAME"
    CHANGED = "CHANGED"
    ADDED = "ADDED"
    REMOVED = "REMOVED"
    MOVED_AWAY = "MOVED_AWAY"
    MOVED_HERE = "MOVED_HERE"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An objective or a key result as it stands in a set, for people to read; figures are left out."""

    id: UUID
    kind: str
    objective_id: UUID
    unit_id: UUID
    unit_name: str
    title: str
    why: str = ""
    objective_kind: str | None = None
    key_result_kind: str | None = None
    metric_name: str = ""
    measure: str = ""
    baseline: Decimal | None = None
    target: Decimal | None = None
    stretch: Decimal | None = None
    band_low: Decimal | None = None
    band_high: Decimal | None = None
    co_owners: tuple[tuple[str, Decimal], ...] = ()


_COMPARED: Final = (
    "title",
    "why",
    "objective_kind",
    "key_result_kind",
    "metric_name",
    "measure",
    "baseline",
    "target",
    "stretch",
    "band_low",
    "band_high",
    "co_owners",
)
_NODE: Final = {"OBJECTIVE": "objective", "KEY_RESULT": "key_result"}


def compared(before: Sequence[Line], after: Sequence[Line], *, is_new_named: bool) -> list[dict[str, Any]]:
    """
    Return what changes, as JSON: ``[{"unitId", "unitName", "lines": [{"nodeId", "kind", "change", "before", "after"}]}]``.

    Lines come in the order of the set as it is then; what goes or moves away stands where it was.

    Args:
        before, after: All lines of the sets concerned, each objective before its key results.
        is_new_named: Whether new records are there to be found: not in a preview, which undoes them.
    """
    old, new = {each.id: each for each in before}, {each.id: each for each in after}
    units = {each.unit_id: each.unit_name for each in (*before, *after)}
    return [
        {
            "unitId": str(unit_id),
            "unitName": name,
            "lines": [
                _line(each, old.get(each.id), new.get(each.id), is_new_named=is_new_named)
                for each in _merged(
                    [each for each in before if each.unit_id == unit_id],
                    [each for each in after if each.unit_id == unit_id],
                )
            ],
        }
        for unit_id, name in units.items()
    ]


def _merged(before: Sequence[Line], after: Sequence[Line]) -> list[Line]:
    """Return a set's lines as they are then, and between them those that are here no more, after what they came after."""
    here = {(each.id, each.objective_id) for each in after}
    merged, gone_after = list(after), list(before)
    for place, each in enumerate(gone_after):
        if (each.id, each.objective_id) in here:
            continue
        previous = gone_after[place - 1] if place else None
        at = 0
        if previous is not None:
            at = next((n + 1 for n, one in enumerate(merged) if one.id == previous.id), len(merged))
        merged.insert(at, each)
    return merged


def _line(own: Line, before: Line | None, after: Line | None, *, is_new_named: bool) -> dict[str, Any]:
    was_here = before is not None and _place(before) == _place(own)
    is_here = after is not None and _place(after) == _place(own)
    if was_here and is_here:
        assert before is not None
        assert after is not None
        is_same = all(getattr(before, name) == getattr(after, name) for name in _COMPARED)
        change = LineChange.SAME if is_same else LineChange.CHANGED
    elif is_here:
        change = LineChange.ADDED if before is None else LineChange.MOVED_HERE
    else:
        change = LineChange.REMOVED if after is None else LineChange.MOVED_AWAY
    return {
        "nodeId": None if before is None and not is_new_named else f"{_NODE[own.kind]}_{own.id}",
        "kind": own.kind,
        "change": change.value,
        "before": None if before is None else _said(before),
        "after": None if after is None else _said(after),
    }


def _place(line: Line) -> tuple[UUID, UUID]:
    return line.unit_id, line.objective_id


def _said(line: Line) -> Mapping[str, Any]:
    return {
        "title": line.title,
        "why": line.why,
        "keyResultKind": line.key_result_kind,
        "metricName": line.metric_name,
        "measure": line.measure,
        "baseline": _number(line.baseline),
        "target": _number(line.target),
        "coOwners": [{"unitName": name, "share": float(share)} for name, share in line.co_owners],
    }


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
