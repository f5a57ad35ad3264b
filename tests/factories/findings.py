"""A plan in which nothing is to be found, to change in one thing at a time."""

import datetime as dt
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from samsvar.domain.contributions import ContributionState
from samsvar.domain.dependencies import DependencyKind, DependencyState
from samsvar.domain.key_results import Definition, KeyResultKind
from samsvar.domain.moals import MoalState
from samsvar.domain.objectives import ObjectiveKind
from samsvar.domain.plans import Need, PastKeyResult, Plan, PlannedKeyResult, PlannedObjective, Upward

TODAY = dt.date(2026, 1, 10)
METRIC = UUID(int=1)
OBJECTIVE = UUID(int=2)


def defined(
    kind: str = "INCREASE", start: object = 0, end: object = 100, *, metric: UUID | None = None, **more: Any
) -> Definition:
    """Return a definition on the way from start to end, or with a band between them."""
    first, last = (None if each is None else Decimal(str(each)) for each in (start, end))
    ends = ("band_low", "band_high") if kind == "MAINTAIN" else ("baseline", "target")
    given: dict[str, Any] = {ends[0]: first, ends[1]: last, **more}
    return Definition(kind=KeyResultKind(kind), metric_id=metric or uuid4(), **given)


def key_result(definition: Definition | None = None, *, title: str = "Proof", **more: Any) -> PlannedKeyResult:
    """Return a key result; of a metric that nothing else uses unless its definition names one."""
    given: dict[str, Any] = {"objective_id": OBJECTIVE, "metric": "Churn", "measure": "%"}
    return PlannedKeyResult(id=uuid4(), title=title, definition=definition or defined(), **given | more)


def objective(*proofs: PlannedKeyResult, **more: Any) -> PlannedObjective:
    """Return an objective that contributes to an agreed Moal of the year, with two key results unless some are given."""
    given: dict[str, Any] = {
        "id": OBJECTIVE,
        "title": "Objective",
        "kind": ObjectiveKind.COMMITTED,
        "upward": (upward(),),
        "key_results": proofs or (key_result(), key_result()),
    }
    return PlannedObjective(**given | more)


def upward(state: str = "AGREED", **more: Any) -> Upward:
    """Return a contribution to an agreed Moal of the year."""
    moal: dict[str, Any] = {"title": "Moal", "moal_id": uuid4(), "moal_state": MoalState.AGREED, "moal_year": 2026}
    return Upward(state=ContributionState(state), **moal | more)


def need(kind: str = "GATES", state: str = "ACCEPTED", *, ours: bool = True, **more: Any) -> Need:
    """Return what the unit needs of Privat, or Privat of the unit, within the cycle."""
    given: dict[str, Any] = {
        "id": uuid4(),
        "what": "An interface",
        "kind": DependencyKind(kind),
        "state": DependencyState(state),
        "needed_by": dt.date(2026, 3, 1),
        "consumer": "Kort" if ours else "Privat",
        "provider": "Privat" if ours else "Kort",
        "objective_id": OBJECTIVE if ours else None,
    }
    return Need(**given | more)


def past(start: object, end: object, reached: object, *, kind: str = "INCREASE", is_over: bool = True) -> PastKeyResult:
    """Return what the unit reached with the metric in the cycle before."""
    return PastKeyResult(
        id=uuid4(),
        title="Then",
        cycle="2025 T3",
        definition=defined(kind, start, end, metric=METRIC),
        reached=None if reached is None else Decimal(str(reached)),
        progress=None,
        is_over=is_over,
    )


def plan(*objectives: PlannedObjective, **more: Any) -> Plan:
    """Return Kort's plan of the first third of 2026, with one faultless objective unless some are given."""
    given: dict[str, Any] = {
        "okr_set_id": uuid4(),
        "unit": "Kort",
        "starts_on": dt.date(2026, 1, 1),
        "ends_on": dt.date(2026, 4, 30),
        "capacity_note": "All of us, but for Easter",
        "objectives": objectives or (objective(),),
    }
    return Plan(**given | more)
