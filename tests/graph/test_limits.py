"""What a document may ask for, and that finding out is cheap however hostile the document is."""

from typing import Any

import graphql
import pytest
import strawberry

from samsvar.graph import documents, execution, limits, paging


@strawberry.type
class Part:
    name: str = "part"


@strawberry.type
class Thing:
    name: str = "thing"

    @strawberry.field
    def parts(self) -> list[Part]:
        return []

    @strawberry.field
    def whole(self) -> "Thing":
        return self

    @strawberry.field
    def things(self, first: int | None = None, last: int | None = None) -> "paging.Connection[Thing]":
        raise NotImplementedError


@strawberry.type
class Query:
    @strawberry.field
    def thing(self) -> Thing:
        return Thing()

    @strawberry.field
    def things(self, first: int | None = None, last: int | None = None) -> paging.Connection[Thing]:
        raise NotImplementedError


SCHEMA = execution.of_graphql_core(strawberry.Schema(Query))


def measured(text: str, **variables: Any) -> limits.Measure:
    everything = limits.Limits(*[10**9] * 7)
    return limits.Meter(SCHEMA, graphql.parse(text), variables).check(everything)


def refusal(text: str, within: limits.Limits = limits.FREE, **variables: Any) -> dict[str, Any]:
    with pytest.raises(limits.LimitExceeded) as refused:
        limits.Meter(SCHEMA, graphql.parse(text), variables).check(within)
    return dict(refused.value.extensions or {})


def exponential(levels: int, width: int = 2) -> str:
    """A document of some hundred bytes that expands to `width` to the power of `levels` fields."""
    spreads = [f"fragment F{n} on Thing {{ {f'...F{n + 1} ' * width} }}" for n in range(levels)]
    return "{ thing { ...F0 } } " + " ".join(spreads) + f" fragment F{levels} on Thing {{ name }}"


class TestDepth:
    def test_counts_objects_and_the_field_at_the_end(self) -> None:
        assert measured("{ thing { whole { name } } }").depth == 3

    def test_the_wrappers_of_a_connection_add_none(self) -> None:
        assert measured("{ things { edges { node { name } } } }").depth == 2

    def test_fragments_add_what_is_in_them(self) -> None:
        text = "{ thing { ...Deep } } fragment Deep on Thing { whole { ... on Thing { whole { name } } } }"
        assert measured(text).depth == 4

    def test_ten_pass_and_eleven_do_not(self) -> None:
        def nested(depth: int) -> str:
            return "{ thing {" + " whole {" * (depth - 2) + " name " + "}" * depth

        limits.Meter(SCHEMA, graphql.parse(nested(10)), {}).check(limits.FREE)
        assert refusal(nested(11))["limit"] == "depth"


class TestCost:
    @pytest.mark.parametrize(
        ("_case", "text", "variables", "cost"),
        [
            ("an object", "{ thing { name } }", {}, 1),
            ("fields of an object are free", "{ thing { name name2: name __typename } }", {}, 1),
            ("a to-one", "{ thing { whole { name } } }", {}, 2),
            ("a short list", "{ thing { parts { name } } }", {}, 5),
            ("a page", "{ things(first: 30) { edges { node { name } } } }", {}, 30),
            ("a page without its edges", "{ things(first: 30) { nodes { name } } }", {}, 30),
            ("a page, twice", "{ things(first: 30) { nodes { name } edges { node { name } } } }", {}, 60),
            ("a page from the end", "{ things(last: 30) { edges { node { name } } } }", {}, 30),
            ("a page of its usual size", "{ things { edges { node { name } } } }", {}, 50),
            ("null is left out", "{ things(first: null) { edges { node { name } } } }", {}, 50),
            ("a variable", "query ($n: Int) { things(first: $n) { edges { node { name } } } }", {"n": 7}, 7),
            (
                "a variable as a round float",
                "query ($n: Int) { things(first: $n) { edges { node { name } } } }",
                {"n": 7.0},
                7,
            ),
            ("a default", "query ($n: Int = 9) { things(first: $n) { edges { node { name } } } }", {}, 9),
            (
                "null in spite of a default",
                "query ($n: Int = 9) { things(first: $n) { edges { node { name } } } }",
                {"n": None},
                50,
            ),
            (
                "pages in pages",
                "{ things(first: 10) { edges { node { things(first: 10) { edges { node { name } } } } } } }",
                {},
                110,
            ),
            ("no objects, only a count", "{ things(first: 100) { totalCount pageInfo { hasNextPage } } }", {}, 0),
            (
                "a fragment, twice",
                "{ a: thing { ...W } b: thing { ...W } } fragment W on Thing { whole { name } }",
                {},
                4,
            ),
        ],
    )
    def test_counts_the_objects_of_the_largest_answer(
        self, _case: str, text: str, variables: dict[str, Any], cost: int
    ) -> None:
        assert measured(text, **variables).cost == cost

    def test_ten_thousand_objects_pass_and_more_do_not(self) -> None:
        text = "query ($n: Int) { things(first: 100) { edges { node { things(first: $n) { edges { node { name } } } } } } }"
        limits.Meter(SCHEMA, graphql.parse(text), {"n": 99}).check(limits.FREE)
        assert refusal(text, n=100) == {"code": "QUERY_TOO_LARGE", "limit": "cost"}

    def test_the_largest_of_several_defaults_counts_where_operations_share_a_fragment(self) -> None:
        text = (
            "query A($n: Int = 3) { ...P } query B($n: Int = 90) { ...P } "
            "fragment P on Query { things(first: $n) { edges { node { name } } } }"
        )
        assert measured(text).cost == 180


class TestPages:
    @pytest.mark.parametrize("page", ["0", "-1", "101", "1000", "99999999999999999999999999"])
    def test_a_page_has_from_1_to_100_edges(self, page: str) -> None:
        assert refusal(f"{{ things(first: {page}) {{ totalCount }} }}")["code"] == "BAD_PAGE"

    @pytest.mark.parametrize("page", [0, 101, 10**30, 1000.0])
    def test_also_when_a_variable_says_so(self, page: float) -> None:
        assert refusal("query ($n: Int) { things(last: $n) { totalCount } }", n=page)["code"] == "BAD_PAGE"

    @pytest.mark.parametrize("page", [True, "50", [1], 1.5, {"a": 1}])
    def test_what_is_no_number_is_left_to_validation(self, page: object) -> None:
        assert measured("query ($n: Int) { things(first: $n) { edges { node { name } } } }", n=page).cost == 50


class TestCounts:
    @pytest.mark.parametrize(
        ("limit", "text"),
        [
            ("aliases", "{ thing { " + " ".join(f"a{n}: name" for n in range(31)) + " } }"),
            ("fields", "{ thing { " + "name " * 400 + " } }"),
            ("fields", "{ thing { " + "...F " * 45 + " } } fragment F on Thing { " + "name " * 9 + " }"),
            ("directives", "{ thing { " + "name @skip(if: true) @include(if: true) " * 11 + " } }"),
            ("directives", "{ thing { name @a @b @c @d } }"),
            ("directives", "query ($n: Int @a @b @c @d) { thing { name } }"),
            ("operations", " ".join(f"query Q{n} {{ thing {{ name }} }}" for n in range(6))),
            ("fragments", "{ thing { name } } " + " ".join(f"fragment F{n} on Thing {{ name }}" for n in range(41))),
        ],
    )
    def test_more_than_allowed_is_refused(self, limit: str, text: str) -> None:
        assert refusal(text)["limit"] == limit

    def test_a_fragment_that_nothing_spreads_is_measured_too(self) -> None:
        assert refusal("{ thing { name } } fragment F on Thing { " + "name " * 401 + " }")["limit"] == "fields"


class TestHostile:
    def test_exponential_spreads_are_measured_in_as_many_steps_as_the_document_has_selections(self) -> None:
        text = exponential(levels=30, width=10)
        meter = limits.Meter(SCHEMA, graphql.parse(text), {})
        with pytest.raises(limits.LimitExceeded):
            meter.check(limits.FREE)
        assert meter.steps <= text.count("...") + 2

    def test_numbers_stop_growing(self) -> None:
        assert measured(exponential(levels=38, width=40)).fields == 10**9

    @pytest.mark.parametrize(
        "text",
        [
            "{ thing { ...A } } fragment A on Thing { ...A }",
            "{ thing { ...A } } fragment A on Thing { whole { ...B } } fragment B on Thing { ...A }",
            "{ thing { name } } fragment A on Thing { ...B } fragment B on Thing { ...A }",
        ],
    )
    def test_a_fragment_that_leads_back_to_itself_is_refused(self, text: str) -> None:
        assert refusal(text)["code"] == "FRAGMENT_CYCLE"

    def test_a_document_of_too_many_tokens_is_refused_while_it_is_read(self) -> None:
        with pytest.raises(documents.Refused, match="2000"):
            documents.Document(SCHEMA, "{ " + "a " * 2_000 + "}", is_trusted=False)

    def test_a_document_of_comments_alone_is_refused_while_it_is_read(self) -> None:
        with pytest.raises(documents.Refused, match="comments"):
            documents.Document(SCHEMA, "#\n" * 20_000 + "{ thing { name } }", is_trusted=False)

    @pytest.mark.parametrize("opening", ["{ a ", "{ ... ", "{ a(b: [", "{ a(b: {c: "])
    def test_nesting_without_end_is_refused(self, opening: str) -> None:
        with pytest.raises(documents.Refused):
            documents.Document(SCHEMA, opening * 600, is_trusted=False)

    def test_limits_are_looked_at_before_validation(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def never(*_: object, **__: object) -> None:
            raise AssertionError("validated")

        monkeypatch.setattr(graphql, "validate", never)
        with pytest.raises(documents.Refused):
            documents.Document(SCHEMA, exponential(levels=30), is_trusted=False)


class TestIntrospection:
    def test_the_query_of_every_tool_passes(self) -> None:
        text = graphql.get_introspection_query(descriptions=True, input_value_deprecation=True, specified_by_url=True)
        assert documents.Document(SCHEMA, text, is_trusted=False).syntax.definitions

    def test_asking_for_data_beside_it_brings_back_the_usual_limits(self) -> None:
        text = graphql.get_introspection_query().replace("__schema {", "thing { name } __schema {", 1)
        with pytest.raises(documents.Refused) as refused:
            documents.Document(SCHEMA, text, is_trusted=False)
        assert refused.value.errors[0].extensions["limit"] in ("depth", "cost")  # type: ignore[index]

    def test_lists_in_lists_in_lists_are_refused(self) -> None:
        text = "{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }"
        with pytest.raises(documents.Refused, match="Maximum introspection depth"):
            documents.Document(SCHEMA, text, is_trusted=False)
