"""Pages: going through them one after the other meets every row once, in order, from either end."""

from typing import Any

import graphql
import pytest
import strawberry

from tests.graph.selection import library, roads
from tests.graph.selection.conftest import Context

ORDERS = [order.name for order in library.BookOrder]
ROADS = [roads.by_plan, roads.field_by_field]
FORWARDS = graphql.parse(
    """
    query ($order: BookOrder!, $size: Int!, $cursor: String) {
        books(order: $order, first: $size, after: $cursor) {
            totalCount
            edges { cursor node { id title pages isLent addedAt } }
            pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        }
    }
    """
)
BACKWARDS = graphql.parse(
    """
    query ($order: BookOrder!, $size: Int!, $cursor: String) {
        books(order: $order, last: $size, before: $cursor) {
            totalCount
            edges { cursor node { id title pages isLent addedAt } }
            pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        }
    }
    """
)


async def walk(
    road: Any, schema: strawberry.Schema, context: Context, document: graphql.DocumentNode, order: str, size: int
) -> list[dict[str, Any]]:
    """Return the pages from one end of the books to the other."""
    pages: list[dict[str, Any]] = []
    cursor = None
    onwards, end = ("hasNextPage", "endCursor") if document is FORWARDS else ("hasPreviousPage", "startCursor")
    while not pages or pages[-1]["pageInfo"][onwards]:
        result = await road(schema, document, {"order": order, "size": size, "cursor": cursor}, context)
        assert result.errors is None
        pages.append(roads.answer(result)["books"])
        cursor = pages[-1]["pageInfo"][end]
        assert len(pages) < 30
    return pages


def books(pages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the books on pages, one after the other."""
    return [edge["node"] for page in pages for edge in page["edges"]]


@pytest.mark.parametrize("road", ROADS)
@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("size", [1, 4, 6])
async def test_pages_hold_every_row_once_from_either_end(
    schema: strawberry.Schema, context: Context, road: Any, order: str, size: int
) -> None:
    forwards = await walk(road, schema, context, FORWARDS, order, size)
    backwards = await walk(road, schema, context, BACKWARDS, order, size)
    visible = [row for row in library.rows()["books"] if not row["is_hidden"]]
    met = [book["id"] for book in books(forwards)]
    assert len(met) == len(set(met)) == len(visible)
    assert met == [book["id"] for book in books(backwards[::-1])]
    assert {page["totalCount"] for page in (*forwards, *backwards)} == {len(visible)}


KEYS = {
    "TITLE": lambda book: (book["title"], book["id"]),
    "NEWEST": lambda book: (book["addedAt"], book["id"]),
    "LENT": lambda book: (bool(book["isLent"]), book["id"]),
}


@pytest.mark.parametrize(("order", "is_descending"), [("TITLE", False), ("NEWEST", True), ("LENT", True)])
async def test_rows_come_in_the_order_that_was_asked_for(
    schema: strawberry.Schema, context: Context, order: str, is_descending: bool
) -> None:
    met = books(await walk(roads.by_plan, schema, context, FORWARDS, order, 6))
    assert met == sorted(met, key=KEYS[order], reverse=is_descending)


async def test_a_mixed_order_is_kept_too(schema: strawberry.Schema, context: Context) -> None:
    met = books(await walk(roads.by_plan, schema, context, FORWARDS, "LONGEST", 4))
    assert met == sorted(met, key=lambda book: (-book["pages"], book["title"], book["id"]))


async def test_pages_know_what_lies_before_and_after_them(schema: strawberry.Schema, context: Context) -> None:
    pages = await walk(roads.by_plan, schema, context, FORWARDS, "TITLE", 6)
    infos = [page["pageInfo"] for page in pages]
    assert [info["hasPreviousPage"] for info in infos] == [False, *[True] * (len(pages) - 1)]
    assert [info["hasNextPage"] for info in infos] == [*[True] * (len(pages) - 1), False]
    for page in pages:
        cursors = [edge["cursor"] for edge in page["edges"]]
        assert (page["pageInfo"]["startCursor"], page["pageInfo"]["endCursor"]) == (cursors[0], cursors[-1])


async def test_an_empty_page_has_no_cursors(schema: strawberry.Schema, context: Context) -> None:
    document = graphql.parse(
        '{ books(filter: {title: "none"}) { totalCount nodes { id } pageInfo { hasNextPage startCursor endCursor } } }'
    )
    result = await roads.by_plan(schema, document, {}, context)
    assert result is not None
    assert roads.answer(result)["books"] == {
        "totalCount": 0,
        "nodes": [],
        "pageInfo": {"hasNextPage": False, "startCursor": None, "endCursor": None},
    }


async def test_a_cursor_of_another_order_is_refused(schema: strawberry.Schema, context: Context) -> None:
    (page, *_) = await walk(roads.by_plan, schema, context, FORWARDS, "TITLE", 6)
    variables = {"order": "NEWEST", "size": 2, "cursor": page["pageInfo"]["endCursor"]}
    for road in (roads.as_served, roads.by_graphql_core, roads.field_by_field):
        result = await road(schema, FORWARDS, variables, context)
        assert roads.codes(result) == {"BAD_PAGE"}
