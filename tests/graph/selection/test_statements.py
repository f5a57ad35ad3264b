"""One statement for each root field, kept for the next request, with everything that a client sends as its parameters."""

import contextlib
from collections.abc import AsyncIterator, Mapping
from typing import Any

import graphql
import pytest
import strawberry

from samsvar.graph import global_ids
from samsvar.graph.selection import plans, resolvers
from samsvar.persistence import database as databases
from samsvar.persistence import reads
from tests.graph.selection import library, roads
from tests.graph.selection.conftest import Context, Reader

BOOK = global_ids.encode("Book", library.BOOK_IDS[1])
HOSTILE = (
    "'; drop table library.books; --",
    "' or true --",
    "$1",
    "%(a)s",
    ":name",
    "\\'; select pg_sleep(9); --",
    '"}],"injected":true',
    "/* */",
    "{0}",
)


class CountingDatabase:
    """A database that remembers its transactions."""

    def __init__(self, database: databases.Database) -> None:
        self.database = database
        self.readings: list[reads.Reading] = []

    @contextlib.asynccontextmanager
    async def read(self, reader: reads.Reader) -> AsyncIterator[reads.Reading]:
        async with self.database.read(reader) as reading:
            self.readings.append(reading)
            yield reading

    @property
    def statements(self) -> int:
        """How many statements were sent."""
        return sum(reading.statements for reading in self.readings)


def statement(schema: strawberry.Schema, text: str, variables: Mapping[str, Any] | None = None) -> plans.Statement:
    """Return the statement of a document's first root field."""
    return statement_of(schema, graphql.parse(text), variables or {})


def statement_of(
    schema: strawberry.Schema, document: graphql.DocumentNode, variables: Mapping[str, Any]
) -> plans.Statement:
    """Return the statement of a parsed document's first root field."""
    operation = graphql.get_operation_ast(document)
    assert operation is not None
    coerced = graphql.execution.get_variable_values(
        schema._schema, operation.variable_definitions or (), dict(variables)
    )
    assert not isinstance(coerced, list)
    query = schema._schema.query_type
    assert query is not None
    root = operation.selection_set.selections[0]
    assert isinstance(root, graphql.FieldNode)
    return resolvers.plans_of(schema).statement(query, [root], operation, {}, coerced.coerced)


class TestOneStatement:
    @pytest.mark.parametrize("road", [roads.by_plan, roads.by_graphql_core])
    async def test_a_root_field_is_one_statement_at_any_depth(
        self, schema: strawberry.Schema, context: Context, road: Any
    ) -> None:
        deep = "id title"
        for _ in range(3):
            deep = f"id shelf {{ above {{ books {{ totalCount edges {{ node {{ author {{ books {{ {deep} }} }} }} }} }} }} }}"
            deep += " mentions { of { __typename ... on Book { title } } } beside { nodes { id } }"
        document = graphql.parse(f'{{ book(id: "{BOOK}") {{ {deep} }} }}')
        assert not graphql.validate(schema._schema, document)
        counting = CountingDatabase(context.database)
        result = await road(schema, document, {}, Context(counting))  # type: ignore[arg-type]
        assert result.errors is None
        assert counting.statements == 1

    async def test_what_is_nested_beyond_all_measure_is_refused(
        self, schema: strawberry.Schema, context: Context
    ) -> None:
        deep = "id"
        for _ in range(150):
            deep = f"parent {{ {deep} }}"
        document = graphql.parse(f"{{ nodes(ids: []) {{ ... on Shelf {{ {deep} }} }} }}")
        assert await roads.by_plan(schema, document, {}, context) is None
        result = await roads.by_graphql_core(schema, document, {}, context)
        assert roads.codes(result) == {"QUERY_TOO_LARGE"}

    @pytest.mark.parametrize("road", [roads.by_plan, roads.by_graphql_core])
    async def test_all_root_fields_of_a_query_share_one_transaction(
        self, schema: strawberry.Schema, context: Context, road: Any
    ) -> None:
        document = graphql.parse("{ authors { name } a: authors { id } shelves { totalCount } mentions { id } }")
        counting = CountingDatabase(context.database)
        result = await road(schema, document, {}, Context(counting))  # type: ignore[arg-type]
        assert result.errors is None
        assert (len(counting.readings), counting.statements) == (1, 4)

    async def test_a_payload_reads_what_it_names(self, schema: strawberry.Schema, context: Context) -> None:
        document = graphql.parse(f'mutation {{ lend(book: "{BOOK}") {{ book {{ id author {{ id }} }} }} }}')
        counting = CountingDatabase(context.database)
        result = await graphql.execute(  # type: ignore[misc]
            schema._schema,
            document,
            context_value=Context(counting),  # type: ignore[arg-type]
            executor_class=schema.execution_context_class,
            operation_extensions=None,
        )
        assert result.errors is None
        assert roads.answer(result)["lend"]["book"]["id"] == BOOK
        assert counting.statements == 1

    async def test_a_payload_that_names_nothing_has_null(self, schema: strawberry.Schema, context: Context) -> None:
        document = graphql.parse('mutation { lend(book: "none") { book { id } } }')
        result = await graphql.execute(  # type: ignore[misc]
            schema._schema,
            document,
            context_value=context,
            executor_class=schema.execution_context_class,
            operation_extensions=None,
        )
        assert (roads.answer(result), result.errors) == ({"lend": {"book": None}}, None)


class TestPlansAreKept:
    DOCUMENT = """
        query ($id: ID!, $skip: Boolean!, $filter: BookFilter, $first: Int) {
            book(id: $id) { id title @skip(if: $skip) beside(filter: $filter, first: $first) { totalCount } }
        }
    """

    @pytest.mark.parametrize(
        ("_case", "other", "is_same"),
        [
            ("another id", {"id": BOOK}, True),
            ("another value of @skip", {"skip": True}, False),
            ("another text in a filter", {"filter": {"title": "other"}}, True),
            ("another member of an enum", {"filter": {"kind": "POEMS"}}, False),
            ("a list that is longer", {"filter": {"kinds": ["NOVEL", "POEMS"]}}, False),
            ("null instead of a text", {"filter": {"title": None}}, False),
            ("null instead of a filter", {"filter": None}, False),
            ("another page size", {"first": 3}, True),
            ("null for a page size", {"first": None}, False),
        ],
    )
    def test_a_plan_is_kept_for_each_shape_of_the_variables(
        self, schema: strawberry.Schema, _case: str, other: dict[str, Any], is_same: bool
    ) -> None:
        document = graphql.parse(self.DOCUMENT)
        usual = {"id": "book_x", "skip": False, "filter": {"title": "a"}, "first": 2}
        first = statement_of(schema, document, usual)
        assert (statement_of(schema, document, usual | other) is first) == is_same

    def test_lists_of_any_length_share_a_plan(self, schema: strawberry.Schema) -> None:
        document = graphql.parse("query ($kinds: [Kind!]) { books(filter: {kinds: $kinds}) { totalCount } }")
        assert statement_of(schema, document, {"kinds": []}) is statement_of(schema, document, {"kinds": ["NOVEL"]})

    async def test_a_plan_made_for_an_empty_list_serves_a_full_one(
        self, schema: strawberry.Schema, context: Context
    ) -> None:
        document = graphql.parse("query ($t: [String!]) { books(filter: {anyTitle: $t}) { totalCount } }")
        nothing = await roads.by_plan(schema, document, {"t": []}, context)
        found = await roads.by_plan(schema, document, {"t": list(library.TITLES)}, context)
        assert nothing is not None
        assert found is not None
        assert roads.answer(nothing) == {"books": {"totalCount": 0}}
        assert roads.answer(found)["books"]["totalCount"] > 0

    def test_there_are_never_more_than_may_be(self, schema: strawberry.Schema) -> None:
        few = plans.Plans(schema, at_most=3)
        query = schema._schema.query_type
        assert query is not None
        for number in range(9):
            document = graphql.parse(f"{{ a{number}: authors {{ id }} }}")
            operation = document.definitions[0]
            assert isinstance(operation, graphql.OperationDefinitionNode)
            root = operation.selection_set.selections[0]
            assert isinstance(root, graphql.FieldNode)
            few.statement(query, [root], operation, {}, {})
        assert len(few._kept) == 3


class TestWhatAClientSendsIsData:
    @pytest.mark.parametrize("text", HOSTILE)
    @pytest.mark.parametrize(
        ("_case", "literal", "document"),
        [
            ("an id", "{{ book(id: {0}) {{ id }} }}", "query ($v: ID!) { book(id: $v) { id } }"),
            ("any id", "{{ node(id: {0}) {{ id }} }}", "query ($v: ID!) { node(id: $v) { id } }"),
            ("ids", "{{ nodes(ids: [{0}]) {{ id }} }}", "query ($v: ID!) { nodes(ids: [$v]) { id } }"),
            (
                "a text in a filter",
                "{{ books(filter: {{title: {0}}}) {{ totalCount }} }}",
                "query ($v: String) { books(filter: {title: $v}) { totalCount } }",
            ),
            (
                "a list in a filter",
                '{{ books(filter: {{anyTitle: [{0}, "Sult"]}}) {{ totalCount }} }}',
                'query ($v: String!) { books(filter: {anyTitle: [$v, "Sult"]}) { totalCount } }',
            ),
            (
                "an id in a filter",
                "{{ books(filter: {{author: {0}}}) {{ totalCount }} }}",
                "query ($v: ID) { books(filter: {author: $v}) { totalCount } }",
            ),
        ],
    )
    async def test_hostile_text_is_looked_for_and_not_found(
        self, schema: strawberry.Schema, context: Context, text: str, _case: str, literal: str, document: str
    ) -> None:
        harmless = statement(schema, document, {"v": "harmless"})
        assert statement(schema, document, {"v": text}).sql == harmless.sql
        by_variable = await roads.by_plan(schema, graphql.parse(document), {"v": text}, context)
        by_literal = await roads.by_plan(schema, graphql.parse(literal.format(_quoted(text))), {}, context)
        slowly = await roads.field_by_field(schema, graphql.parse(document), {"v": text}, context)
        assert by_variable is not None
        assert by_literal is not None
        assert by_variable.errors is None
        assert roads.answer(by_variable) == roads.answer(by_literal) == roads.answer(slowly)
        expected = await roads.by_plan(schema, graphql.parse(document), {"v": "harmless"}, context)
        assert expected is not None
        assert roads.answer(by_variable) == roads.answer(expected)

    @pytest.mark.parametrize("text", HOSTILE)
    async def test_a_hostile_cursor_is_refused(self, schema: strawberry.Schema, context: Context, text: str) -> None:
        document = graphql.parse("query ($v: String) { books(after: $v) { nodes { id } } }")
        result = await roads.as_served(schema, document, {"v": text}, context)
        assert roads.codes(result) == {"BAD_PAGE"}

    async def test_text_that_no_database_has_is_refused(self, schema: strawberry.Schema, context: Context) -> None:
        document = graphql.parse("query ($v: String) { books(filter: {title: $v}) { totalCount } }")
        for road in (roads.by_plan, roads.by_graphql_core, roads.field_by_field):
            result = await road(schema, document, {"v": "a\0b"}, context)
            assert result is not None
            assert roads.codes(result) == {"BAD_VALUE"}

    async def test_what_is_stored_comes_out_as_it_is(self, schema: strawberry.Schema, context: Context) -> None:
        document = graphql.parse("{ books(first: 6) { nodes { title } } authors { tags } }")
        result = await roads.by_plan(schema, document, {}, context)
        assert result is not None
        titles = {book["title"] for book in roads.answer(result)["books"]["nodes"]}
        assert titles <= set(library.TITLES)


async def test_rows_of_others_and_hidden_ones_do_not_exist(schema: strawberry.Schema, context: Context) -> None:
    document = graphql.parse("{ books(first: 6) { totalCount } mentions { id of { __typename } } }")
    own = await roads.by_plan(schema, document, {}, context)
    strangers = await roads.by_plan(
        schema, document, {}, Context(context.database, Reader(organisation_id=library.STRANGERS))
    )
    assert own is not None
    assert strangers is not None
    visible = [row for row in library.rows()["books"] if not row["is_hidden"]]
    hidden = {row["id"] for row in library.rows()["books"] if row["is_hidden"]}
    assert roads.answer(own)["books"]["totalCount"] == len(visible)
    assert roads.answer(strangers)["books"]["totalCount"] == 2
    points_to_hidden = {
        global_ids.encode("Mention", row["id"]) for row in library.rows()["mentions"] if row["book_id"] in hidden
    }
    assert points_to_hidden
    shown = {mention["id"]: mention["of"] for mention in roads.answer(own)["mentions"]}
    assert all(shown[mention] is None for mention in points_to_hidden)


def _quoted(text: str) -> str:
    return graphql.print_ast(graphql.StringValueNode(value=text))
