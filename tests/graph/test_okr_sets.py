"""What a set lacks before commitment is said by the read as by the rule."""

import dataclasses

import graphql
import orjson
import pytest

from samsvar.domain import okr_sets as domain
from samsvar.graph import messages
from samsvar.graph.schema import schema
from samsvar.persistence import commitments, okr_sets
from tests.factories.okrs import SETS
from tests.graph.conftest import Ask, World, gid
from tests.graph.selection import roads


@pytest.mark.parametrize("place", SETS, ids=" ".join)
async def test_what_is_missing_is_what_the_rule_says(ask: Ask, world: World, place: tuple[str, str]) -> None:
    company, set_id = world.ours.company, world.ours.sets[place]
    async with company.database.transaction(await company.scope("Liv")) as connection:
        loaded = await okr_sets.load(connection, company.id, set_id)
        assert loaded is not None
        okr_set, _ = loaded
        written, asked = await commitments.written(connection, company.id, okr_set)
    by_rule = domain.missing_for_commitment(set_id, written, asked)
    answer = await ask(
        "query ($id: ID!) { node(id: $id) { ... on OkrSet { missing { code title details node { id } } } } }",
        as_="Liv",
        id=gid("OkrSet", set_id),
    )
    by_read = {
        (one["code"], one["title"] or None, tuple(one["details"]), one["node"]["id"])
        for one in answer["node"]["missing"]
    }
    assert by_read == {
        (
            refusal.code,
            getattr(refusal, "title", getattr(refusal, "what", None)),
            tuple(getattr(refusal, "missing", ())),
            gid(*refusal.nodes[0]),
        )
        for refusal in by_rule
    }
    assert len(answer["node"]["missing"]) == len(by_rule)
    said = await ask(
        "query ($id: ID!) { node(id: $id) { ... on OkrSet { missing { message remedy } } } }",
        as_="Liv",
        id=gid("OkrSet", set_id),
    )
    words = [messages.of(refusal, "nb") for refusal in by_rule]
    assert sorted((each["message"], each["remedy"]) for each in said["node"]["missing"]) == sorted(
        (each.message, each.remedy) for each in words
    )


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("nb", "«Zahlungen ohne Umwege» har bare ett nøkkelresultat."),
        ("en", "“Zahlungen ohne Umwege” has one key result only."),
        ("de", "„Zahlungen ohne Umwege“ hat nur ein Key Result."),
    ],
)
async def test_advice_is_said_in_the_readers_language(world: World, locale: str, said: str) -> None:
    context = await world.context("Liv")
    reader = dataclasses.replace(context, scope=dataclasses.replace(context.scope, locale=locale))
    document = graphql.parse("query ($id: ID!) { node(id: $id) { ... on OkrSet { warnings { message remedy } } } }")
    set_id = gid("OkrSet", world.ours.sets["Bedrift", "2026 T1"])
    result = await roads.by_plan(schema, document, {"id": set_id}, reader)
    assert result is not None
    assert not result.errors, result.errors
    (advice,) = orjson.loads(orjson.dumps(result.data))["node"]["warnings"]
    assert advice["message"] == said
    assert advice["remedy"]
