"""Whatever is asked of the real schema: the roads agree, and nobody is answered what is not theirs to see."""

import graphql
import orjson
import pytest
from hypothesis import HealthCheck, assume, given, note, settings
from hypothesis import strategies as st

from samsvar.graph.schema import schema
from tests.factories.okrs import Okrs
from tests.graph.conftest import World, all_ids, hidden_ids
from tests.graph.selection import random_documents, roads


class _Ids(st.SearchStrategy[str]):
    """Ids of both companies, known only once the database is filled."""

    drawn_from: list[str]

    def __init__(self, kind: str | None = None) -> None:
        super().__init__()
        self.kind = kind

    def do_draw(self, data: object) -> str:
        pool = POOLS[self.kind or "any"]
        return data.draw(st.sampled_from(pool))  # type: ignore[attr-defined, no-any-return]


POOLS: dict[str, list[str]] = {}


@pytest.fixture(scope="module", autouse=True)
def pools(world: World) -> None:
    """Fill the pools that ids are drawn from: ours twice, so that most of them find something."""
    ours, theirs = all_ids(world.ours), all_ids(world.theirs)
    for kind, ids in ours.items():
        POOLS[kind] = [*ids, *ids, *theirs[kind]]
    POOLS["any"] = [one for ids in POOLS.values() for one in ids] + [
        "",
        "unit_",
        "objective_00000000-0000-0000-0000-00000000000",
    ]


WORLD = random_documents.World(
    scalars={
        "ID": _Ids(),
        "unit": _Ids("Unit"),
        "under": _Ids("Unit"),
        "cycle": _Ids("Cycle"),
        "metric": _Ids("Metric"),
        "keyResult": _Ids("KeyResult"),
        "String": st.sampled_from(["betal", "kort", "A", "", "100%", "'; select 1 --", "boliglån samme", "über"]),
        "Int": st.sampled_from([0, 1, 2, 2026]),
        "Float": st.sampled_from([0.5]),
        "Boolean": st.booleans(),
        "Date": st.sampled_from(["2026-03-02", "2024-01-01", "2023-12-31"]),
        "DateTime": st.sampled_from(["2026-02-20T00:00:00+01:00", "2020-01-01T00:00:00Z"]),
        "first": st.integers(1, 5),
        "last": st.integers(1, 5),
        "depth": st.integers(0, 4),
        "after": st.just("not a cursor"),
        "before": st.just("not a cursor"),
        "year": st.sampled_from([2025, 2026]),
    },
)


@settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)
@given(random_documents.documents(schema._schema, WORLD, depth=5, fields=16), st.sampled_from(["Kim", "Vidar", "Nils"]))
async def test_all_roads_give_one_answer_without_drafts_and_strangers(
    world: World, answers: roads.Answers, random: random_documents.RandomDocument, name: str
) -> None:
    document = graphql.parse(random.text)
    assume(not graphql.validate(schema._schema, document))
    note(random.text)
    note(str(random.variables))
    context = await world.context(name)
    slow = await roads.field_by_field(schema, document, random.variables, context)
    core = await roads.by_graphql_core(schema, document, random.variables, context)
    plan = await roads.by_plan(schema, document, random.variables, context) or core
    answers.count(core)
    answer = orjson.dumps(core.data)
    assert orjson.dumps(plan.data) == answer
    assert roads.messages(plan) == roads.messages(core)
    if core.errors:
        assert roads.codes(core) <= {"BAD_PAGE", "ARGUMENT"}
    else:
        assert not slow.errors
        assert roads.answer(core) == roads.answer(slow)
    text = answer.decode()
    assert not [one for one in hidden_ids(world.ours) if one in text]
    assert not [word for word in Okrs.DRAFT_WORDS if word in text]
    assert not [one for ids in all_ids(world.theirs).values() for one in ids if one in text]
