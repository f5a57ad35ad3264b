"""Check-ins as the endpoint takes them, and the least that storing one takes."""

import datetime as dt
import itertools
import uuid
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import orjson

from tests.bench import load, worlds

MANY = 20_000
"""More than a measurement can send: an idempotency key counts once."""

MUTATION = """mutation ($input: RecordCheckInInput!) { recordCheckIn(input: $input) {
  checkIn { id at value confidence } problems { code field message } } }"""

# What a check-in stores, with every figure worked out beforehand: nothing is looked up, allowed or explained.
STATEMENTS = [
    (
        "select id from samsvar.objectives where organisation_id = $1 and id = (select objective_id from"
        " samsvar.key_results where organisation_id = $1 and id = $2) for no key update"
    ),
    (
        "insert into samsvar.measurements (organisation_id, id, metric_id, measured_at, value, source)"
        " select $1, $3, metric_id, $4, $5, 'CHECK_IN' from samsvar.key_results where organisation_id = $1 and id = $2"
        " returning id"
    ),
    (
        "insert into samsvar.check_ins (organisation_id, id, key_result_id, objective_id, okr_set_id, unit_id, cycle_id,"
        " is_open, at, measurement_id, value, progress, confidence)"
        " select $1, $3, k.id, k.objective_id, k.okr_set_id, k.unit_id, k.cycle_id, k.is_open, $4, $3, $5, 0.5, 7"
        " from samsvar.key_results k where k.organisation_id = $1 and k.id = $2 returning id"
    ),
    (
        "with moved as (update samsvar.key_results set current_value = $4, progress = 0.5, confidence = 7, measured_at = $3,"
        " checked_in_at = $3 where organisation_id = $1 and id = $2 returning objective_id), counted as (update"
        " samsvar.objectives o set own_result = 0.5, measured_at = $3 from moved where o.organisation_id = $1"
        " and o.id = moved.objective_id returning o.id) insert into samsvar.support_marks (organisation_id, objective_id)"
        " select $1, id from counted"
    ),
    (
        "insert into samsvar.idempotency_keys (organisation_id, actor_id, key, deed, request_hash, result)"
        " values ($1, $2, $3, 'recordCheckIn', '', '{}') returning 1"
    ),
    (
        "insert into samsvar.audit_entries (organisation_id, at, deed, node_type, node_id, unit_id, okr_set_id, after)"
        " select $1, $3, 'recordCheckIn', 'CheckIn', $4, unit_id, okr_set_id, '{\"value\": 1}' from samsvar.key_results"
        " where organisation_id = $1 and id = $2 returning 1"
    ),
    "select pg_notify('samsvar_changes', $1)",
]


def _of(world: worlds.World) -> Iterator[tuple[uuid.UUID, Decimal]]:
    return zip(
        itertools.cycle(world.key_results), (Decimal(n % 90) + Decimal("0.5") for n in itertools.count()), strict=False
    )


def requests(world: worlds.World, bearer: str) -> list[load.Request]:
    """Return check-ins on one key result after the other, each with a key of its own."""
    headers = {"content-type": "application/json", "authorization": f"Bearer {bearer}"}
    run = uuid.uuid4()
    return [
        load.Request.post(
            "/graphql",
            orjson.dumps(
                {
                    "query": MUTATION,
                    "variables": {
                        "input": {
                            "idempotencyKey": f"{run}-{number}",
                            "keyResult": f"key_result_{key_result}",
                            "value": float(value),
                            "confidence": 7,
                            "whatChanged": "Målt på nytt",
                        }
                    },
                }
            ),
            headers,
        )
        for number, (key_result, value) in enumerate(itertools.islice(_of(world), MANY))
    ]


def floor(world: worlds.World) -> tuple[list[str], list[list[list[Any]]]]:
    """Return the floor's statements, and their parameters for each check-in."""
    now, own = dt.datetime.now(dt.UTC), world.scope.organisation_id
    calls: list[list[list[Any]]] = []
    for key_result, value in itertools.islice(_of(world), MANY):
        made = uuid.uuid4()
        calls.append(
            [
                [own, key_result],
                [own, key_result, made, now, value],
                [own, key_result, made, now, value],
                [own, key_result, now, value],
                [own, made, str(made)],
                [own, key_result, now, made],
                [f'{{"organisation":"{own}"}}'],
            ]
        )
    return STATEMENTS, calls


def floor_requests() -> list[load.Request]:
    """Return the same check-ins as the floor takes them."""
    return [load.Request.post(f"/check-in/{number}", b"", {}) for number in range(MANY)]
