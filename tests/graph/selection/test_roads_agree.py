"""Whatever is asked, the compiled answer is the field-by-field one."""

from typing import Any

import graphql
import orjson
import pytest
import strawberry
from hypothesis import HealthCheck, assume, given, note, settings
from hypothesis import strategies as st

from samsvar.graph import global_ids, paging, selection
from tests.graph.selection import library, random_documents, roads
from tests.graph.selection.conftest import Context

_SCHEMA = strawberry.Schema(
    library.Query,
    types=[library.Shelf, library.Author, library.Book, library.Mention],
    execution_context_class=selection.PassThrough,
)

_IDS = [
    global_ids.encode(name, own_id)
    for name, ids in (
        ("Shelf", library.SHELF_IDS),
        ("Author", library.AUTHOR_IDS),
        ("Book", library.BOOK_IDS),
        ("Mention", library.MENTION_IDS),
    )
    for own_id in ids[:4]
]


def _cursors() -> list[str]:
    """Return cursors of every order of the library's connections, of rows that are there and of places between."""
    book, shelf = library.rows()["books"][3], library.rows()["shelves"][1]
    keys = {
        "Book.TITLE": [book["title"]],
        "Book.NEWEST": [str(book["added_at"])],
        "Book.LONGEST": [str(book["pages"]), book["title"]],
        "Book.LENT": ["true"],
        "Book.id": [],
    }
    cursors = [paging.encode_cursor(order, [*values, str(book["id"])]) for order, values in keys.items()]
    cursors += [paging.encode_cursor("Shelf.id", [str(shelf["id"])])]
    cursors += [paging.encode_cursor("Subject.id", ["O'Brien", str(library.AUTHOR_IDS[1])])]
    return [*cursors, "not a cursor"]


_TEXTS = st.sampled_from([*library.TITLES, "'; drop table library.books; --", '" || (select 1) || "', "\\", "$1", "%s"])
WORLD = random_documents.World(
    scalars={
        "ID": st.sampled_from([*_IDS, "book_", "", "book_0000000c-0000-0000-0000-00000000000'"]),
        "String": _TEXTS,
        "Int": st.sampled_from([0, 1, 2, 150, -1]),
        "Float": st.sampled_from([0, 5.5, 1e3]),
        "Boolean": st.booleans(),
        "Date": st.sampled_from(["2026-01-02", "1999-12-31"]),
        "first": st.integers(1, 6),
        "last": st.integers(1, 6),
        "after": st.sampled_from(_cursors()),
        "before": st.sampled_from(_cursors()),
        "depth": st.integers(0, 4),
        "limit": st.integers(0, 7),
    },
    left_out=frozenset({"Mention.book"}),
)


_BOOK = f'book(id: "{global_ids.encode("Book", library.BOOK_IDS[0])}")'
_BOOKS, _SHELVES = (f'{name}(after: "no") {{ totalCount }}' for name in ("books", "shelves"))
_BESIDE = f'{_BOOK} {{ beside(after: "no") {{ totalCount }} }}'
_REFUSED = (
    ("two that may not be null", f"{{ {_BOOKS} {_SHELVES} }}"),
    ("two that may be null", f"{{ a: {_BESIDE} b: {_BESIDE} }}"),
    ("one that may be null, and then one that may not", f"{{ {_BESIDE} {_BOOKS} }}"),
    ("one that may not be null, and then one that may", f"{{ {_BOOKS} {_BESIDE} }}"),
    ("two with one between that has an answer", f"{{ {_BOOKS} favourite {{ id }} {_SHELVES} }}"),
    (
        "null for what may not be null, beside no page",
        f"query($v: Int) {{ things(limit: $v) {{ __typename }} {_BOOKS} }}",
    ),
    (
        "null for what may not be null, below",
        "query($v: Int) { shelves { nodes { above(depth: $v) { id } } } favourite { id } }",
    ),
)


@pytest.mark.parametrize(("_case", "text"), _REFUSED)
async def test_roads_refuse_alike(context: Context, _case: str, text: str) -> None:
    document = graphql.parse(text)
    assert not graphql.validate(_SCHEMA._schema, document)
    core = await roads_agree(context, document, {"v": None})
    assert core.errors


@settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)
@given(random_documents.documents(_SCHEMA._schema, WORLD))
async def test_all_roads_give_the_same_answer(
    context: Context, answers: roads.Answers, random: random_documents.RandomDocument
) -> None:
    document = graphql.parse(random.text)
    assume(not graphql.validate(_SCHEMA._schema, document))
    note(random.text)
    # The same document again, with what may shape its statement turned round: a plan of the first must not serve it.
    for variables in (random.variables, turned(random.variables)):
        note(str(variables))
        core = await roads_agree(context, document, variables)
        answers.count(core)


def turned(variables: dict[str, Any]) -> dict[str, Any]:
    """Return variables with every boolean turned round."""
    return {name: not value if isinstance(value, bool) else value for name, value in variables.items()}


async def roads_agree(
    context: Context, document: graphql.DocumentNode, variables: dict[str, Any]
) -> graphql.ExecutionResult:
    """Send a document down all roads, compare what comes back, and return it."""
    slow = await roads.field_by_field(_SCHEMA, document, variables, context)
    core = await roads.by_graphql_core(_SCHEMA, document, variables, context)
    plan = await roads.by_plan(_SCHEMA, document, variables, context) or core
    assert orjson.dumps(plan.data) == orjson.dumps(core.data)
    assert roads.messages(plan) == roads.messages(core)
    if core.errors:
        # A page that can't be is refused beforehand, with all that stands around it; field by field, when it is come to.
        assert roads.codes(core) <= {"BAD_PAGE", "ARGUMENT"}
        assert roads.codes(slow) <= {"BAD_PAGE", "ARGUMENT"}
    else:
        assert not slow.errors
        assert roads.answer(core) == roads.answer(slow)
    return core
