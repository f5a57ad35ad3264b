"""What stands before a resolver, and what can't be compiled, hold on every road."""

from typing import Any

import graphql
import pytest
import sqlalchemy as sa
import strawberry
from strawberry.extensions import FieldExtension, SchemaExtension
from strawberry.permission import BasePermission

from samsvar.graph import selection
from samsvar.graph.selection import Row
from tests.graph.selection import library, roads
from tests.graph.selection.conftest import Context

ROADS = [roads.by_plan, roads.by_graphql_core, roads.field_by_field]


class OnlyFor(BasePermission):
    """Lets those pass whose favourite it is."""

    message = "Not for you."

    def has_permission(self, source: object, info: strawberry.Info, **kwargs: object) -> bool:  # noqa: ARG002
        return bool(info.context.favourite == "Undset")


class Counted(FieldExtension):
    """Counts the calls of a field."""

    def __init__(self) -> None:
        self.calls: list[dict[str, Any]] = []

    async def resolve_async(self, next_: Any, source: object, info: strawberry.Info, **kwargs: object) -> object:
        self.calls.append(kwargs)
        return await next_(source, info, **kwargs)


COUNTED = Counted()


def _shelf_with(shelf: Row, name: str) -> "sa.ColumnElement[bool]":
    return shelf.c.name == name


@selection.type(library.shelves)
class GuardedShelf:
    name: str = selection.column()
    secret: str | None = selection.column(lambda shelf: sa.literal("treasure", sa.Text), permission_classes=[OnlyFor])
    parent: "GuardedShelf | None" = selection.to_one(lambda shelf, parent: parent.c.id == shelf.c.parent_id)

    @strawberry.field
    def in_python(self) -> str:
        return "by Python"


@strawberry.type
class Query:
    guarded: list[GuardedShelf] | None = selection.to_many(
        _shelf_with, permission_classes=[OnlyFor], extensions=[COUNTED]
    )
    shelves: list[GuardedShelf] = selection.to_many(source=lambda: sa.select(library.shelves))
    mentions: list[library.Mention] = selection.to_many(source=lambda: sa.select(library.mentions))
    first_mention: library.Mention | None = selection.to_one(
        source=lambda: sa.select(library.mentions).where(library.mentions.c.book_id.is_(None)).limit(1)
    )


SCHEMA = strawberry.Schema(Query, execution_context_class=selection.PassThrough)
FRIEND, STRANGER = "Undset", "Hamsun"


async def on(road: Any, text: str, context: Context, favourite: str = FRIEND) -> graphql.ExecutionResult | None:
    """Take a road; None when it can't be taken."""
    document = graphql.parse(text)
    assert not graphql.validate(SCHEMA._schema, document)
    result: graphql.ExecutionResult | None = await road(
        SCHEMA, document, {}, Context(context.database, favourite=favourite)
    )
    return result


@pytest.mark.parametrize("road", ROADS)
async def test_a_permission_of_a_root_field_refuses(context: Context, road: Any) -> None:
    result = await on(road, '{ guarded(name: "shelf 1") { name } shelves { name } }', context, STRANGER)
    assert result is not None
    assert roads.messages(result) == ["Not for you."]
    assert roads.answer(result)["guarded"] is None
    assert len(roads.answer(result)["shelves"]) == len(library.SHELF_IDS)
    (error,) = result.errors or []
    assert error.path == ["guarded"]


@pytest.mark.parametrize("road", ROADS)
async def test_extensions_of_a_root_field_are_called_with_its_arguments(context: Context, road: Any) -> None:
    COUNTED.calls.clear()
    result = await on(road, '{ guarded(name: "shelf 1") { name } }', context)
    assert result is not None
    assert result.errors is None
    assert roads.answer(result)["guarded"][0] == {"name": "shelf 1"}
    assert COUNTED.calls == [{"name": "shelf 1"}]


@pytest.mark.parametrize("road", ROADS[1:])
async def test_a_permission_below_the_root_refuses(context: Context, road: Any) -> None:
    result = await on(road, "{ shelves { name secret } }", context, STRANGER)
    assert result is not None
    assert set(roads.messages(result)) == {"Not for you."}
    assert {shelf["secret"] for shelf in roads.answer(result)["shelves"]} == {None}
    allowed = await on(road, "{ shelves { name secret } }", context)
    assert allowed is not None
    assert {shelf["secret"] for shelf in roads.answer(allowed)["shelves"]} == {"treasure"}


@pytest.mark.parametrize(
    ("_case", "text"),
    [
        ("guarded below the root", "{ shelves { secret } }"),
        ("resolved in Python", "{ shelves { inPython } }"),
        ("about the schema", "{ __schema { description } }"),
        ("the name of the root", "{ __typename }"),
    ],
)
async def test_what_can_not_be_planned_is_left_to_graphql_core(context: Context, _case: str, text: str) -> None:
    assert await on(roads.by_plan, text, context) is None


async def test_what_is_resolved_in_python_stands_beside_what_is_read(context: Context) -> None:
    result = await on(roads.by_graphql_core, "{ shelves { name inPython parent { inPython } } }", context)
    assert result is not None
    assert result.errors is None
    assert roads.answer(result)["shelves"][1] == {
        "name": "shelf 1",
        "inPython": "by Python",
        "parent": {"inPython": "by Python"},
    }


async def test_a_schema_extension_is_never_passed_by(context: Context) -> None:
    class Seen(SchemaExtension):
        pass

    schema = strawberry.Schema(Query, extensions=[Seen], execution_context_class=selection.PassThrough)
    assert await roads.by_plan(schema, graphql.parse("{ shelves { name } }"), {}, context) is None


class TestValuesThatMayNotBeMissing:
    """Most mentions point to no book, and ``Mention.book`` may not be null."""

    TEXT = "{ firstMention { id book { id } } }"

    async def test_the_plan_steps_back(self, context: Context) -> None:
        assert await on(roads.by_plan, self.TEXT, context) is None

    async def test_graphql_says_which_field_it_is(self, context: Context) -> None:
        core = await on(roads.by_graphql_core, self.TEXT, context)
        slow = await on(roads.field_by_field, self.TEXT, context)
        assert core is not None
        assert slow is not None
        assert roads.messages(core) == roads.messages(slow)
        assert roads.messages(core) == ["Cannot return null for non-nullable field Mention.book."]
        assert [error.path for error in core.errors or ()] == [["firstMention", "book"]]
        assert roads.answer(core) == roads.answer(slow) == {"firstMention": None}

    async def test_null_reaches_the_nearest_place_that_may_hold_it(self, context: Context) -> None:
        text = "{ mentions { book { id } } }"
        core = await on(roads.by_graphql_core, text, context)
        assert core is not None
        assert roads.answer(core) is None
