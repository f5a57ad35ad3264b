"""Documents are prepared once, and the app's own are known from the start."""

import hashlib
import json
import pathlib
from typing import Any

import pytest
import strawberry

from samsvar import settings
from samsvar.graph import documents, execution, paging, schema
from samsvar.web import app


@strawberry.type
class Thing:
    name: str


@strawberry.type
class Query:
    @strawberry.field
    def hello(self) -> str:
        return "hello"

    @strawberry.field
    def things(self, first: int | None = None) -> paging.Connection[Thing]:
        raise NotImplementedError


SCHEMA = execution.of_graphql_core(strawberry.Schema(Query))
OWN = "query Own { " + " ".join(f"a{n}: hello" for n in range(60)) + " }"
OWN_ID = hashlib.sha256(OWN.encode()).hexdigest()


@pytest.fixture
def kept() -> documents.Documents:
    return documents.Documents(SCHEMA, {OWN_ID: OWN})


def test_the_same_text_is_the_same_document(kept: documents.Documents) -> None:
    assert kept.by_text("{ hello }") is kept.by_text("{ hello }")


def test_one_of_the_apps_own_is_found_by_id_and_by_its_text(kept: documents.Documents) -> None:
    assert kept.by_id(OWN_ID) is kept.by_text(OWN) is kept.by_id(f"sha256:{OWN_ID}")
    assert kept.by_id(OWN_ID).is_trusted


def test_the_apps_own_may_ask_for_more_than_others(kept: documents.Documents) -> None:
    with pytest.raises(documents.Refused, match="aliases"):
        kept.by_text(OWN.replace("Own", "Other"))


def test_an_id_that_is_not_known_is_refused(kept: documents.Documents) -> None:
    with pytest.raises(documents.Refused) as refused:
        kept.by_id("0" * 64)
    assert refused.value.errors[0].extensions == {"code": "DOCUMENT_NOT_FOUND"}


def test_what_is_kept_has_a_bound_and_the_oldest_goes_first(
    kept: documents.Documents, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "_KEPT_CHARACTERS", 100)
    texts = [f"query Q{n:03} {{ hello }}" for n in range(10)]
    first, *_, last = [kept.by_text(text) for text in texts]
    assert kept.by_text(texts[-1]) is last
    assert kept.by_text(texts[0]) is not first


def test_pages_asked_for_by_variable_are_held_to_the_limit_for_each_request(kept: documents.Documents) -> None:
    document = kept.by_text("query ($n: Int) { things(first: $n) { edges { node { name } } } }")
    assert document.page_variables == ("n",)
    for page in (10, 100, None, 10):
        document.check({"n": page})
    for wrong in (0, 101, 101.0):
        with pytest.raises(documents.Refused):
            document.check({"n": wrong})


@pytest.mark.parametrize("pair", [(1, True), (1, 1.0), (None, "None")])
def test_variables_that_look_alike_are_told_apart(kept: documents.Documents, pair: tuple[Any, Any]) -> None:
    document = kept.by_text("query ($n: Int) { things(first: $n) { totalCount } }")
    for value in pair:
        document.check({"n": value})
    assert len(document._checked) == 2


def test_an_operation_is_chosen_by_name(kept: documents.Documents) -> None:
    document = kept.by_text("query A { hello } query B { hello }")
    assert document.operation("B").name.value == "B"  # type: ignore[union-attr]
    for name in (None, "C"):
        with pytest.raises(documents.Refused):
            document.operation(name)


class TestReading:
    def test_what_relay_compiler_wrote_is_read(self, tmp_path: pathlib.Path) -> None:
        file = tmp_path / "persisted-queries.json"
        file.write_text(json.dumps({OWN_ID: OWN}))
        assert documents.trusted_documents(file) == {OWN_ID: OWN}

    def test_a_text_that_was_changed_by_hand_is_refused(self, tmp_path: pathlib.Path) -> None:
        file = tmp_path / "persisted-queries.json"
        file.write_text(json.dumps({OWN_ID: OWN + " "}))
        with pytest.raises(ValueError, match=OWN_ID):
            documents.trusted_documents(file)

    def test_an_app_that_was_not_built_has_none(self, tmp_path: pathlib.Path) -> None:
        assert documents.trusted_documents(tmp_path / "none.json") == {}


def test_every_operation_of_the_app_is_valid_and_within_its_limits() -> None:
    """Otherwise a page of the app would fail for everybody, at the first visit and not before."""
    own = documents.trusted_documents(settings.CHECKOUT / "frontend" / "dist" / app.TRUSTED_DOCUMENTS)
    assert own, "`make setup` builds the app"
    for text in own.values():
        documents.Document(execution.of_graphql_core(schema.schema), text, is_trusted=True)


def test_a_whole_company_is_read_in_pages_of_a_thousand() -> None:
    text = """
        query ($after: String) {
            objectives(first: 1000, after: $after) {
                edges { node { id title unit { id name } keyResults { id title } } }
                pageInfo { hasNextPage endCursor }
            }
        }
    """
    documents.Document(execution.of_graphql_core(schema.schema), text, is_trusted=False).check({"after": None})
