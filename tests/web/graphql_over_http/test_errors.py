"""What a caller is told when something goes wrong, and what is kept from them."""

from typing import Any

import httpx2
import pytest
import structlog

GRAPHQL = {"accept": "application/graphql-response+json"}


def test_a_defect_is_masked_and_the_log_has_it_under_the_reference(client: httpx2.Client) -> None:
    with structlog.testing.capture_logs() as logged:
        response = client.post("/", json={"query": "{ hello defect }"}, headers=GRAPHQL)
    (error,) = response.json()["errors"]
    assert response.status_code == 200
    assert response.json()["data"] == {"hello": "hello", "defect": None}
    assert error["path"] == ["defect"]
    assert error["extensions"]["code"] == "UNEXPECTED"
    assert "secret" not in response.text
    entry = next(entry for entry in logged if entry["event"] == "unexpected error")
    assert entry["reference"] == error["extensions"]["reference"]
    assert "secret words of the code" in str(entry["exc_info"])


def test_an_expected_error_keeps_its_words_and_its_code(client: httpx2.Client) -> None:
    (error,) = client.post("/", json={"query": "{ expected }"}).json()["errors"]
    assert error["message"] == "Not yours to see."
    assert error["extensions"] == {"code": "FORBIDDEN"}


@pytest.mark.parametrize("sqlstate", ["08006", "57P01", "57P02", "57P03", "53300", "53200", "40001", "40P01", "55P03"])
def test_a_failure_that_passes_is_503_and_says_when_to_come_back(client: httpx2.Client, sqlstate: str) -> None:
    response = client.post(
        "/", json={"query": "query ($s: String!) { hello statement(sqlstate: $s) }", "variables": {"s": sqlstate}}
    )
    assert response.status_code == 503
    assert int(response.headers["retry-after"]) >= 1
    assert "data" not in response.json()
    assert "secret" not in response.text


def test_a_statement_stopped_by_the_database_is_504(client: httpx2.Client) -> None:
    response = client.post("/", json={"query": '{ statement(sqlstate: "57014") }'})
    assert response.status_code == 504
    assert "retry-after" not in response.headers


@pytest.mark.parametrize("sqlstate", ["23505", "42P01", "22P02", "XX000"])
def test_a_failure_that_is_a_defect_is_masked(client: httpx2.Client, sqlstate: str) -> None:
    response = client.post("/", json={"query": f'{{ statement(sqlstate: "{sqlstate}") }}'})
    assert response.status_code == 200
    assert response.json()["errors"][0]["extensions"]["code"] == "UNEXPECTED"
    assert "secret" not in response.text


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"query": "{"}, "Syntax Error"),
        ({"query": "{ nothing }"}, "Cannot query field"),
        ({"query": "query ($s: Float!) { wait(seconds: $s) }"}, "$s"),
        ({"query": "query A { hello } query B { hello }"}, "operationName"),
        ({"query": "{ hello }", "operationName": "C"}, "operation named 'C'"),
    ],
)
def test_a_request_that_is_not_executed_is_400_without_data_in_the_new_media_type_and_200_in_the_old(
    client: httpx2.Client, body: dict[str, Any], words: str
) -> None:
    new = client.post("/", json=body, headers=GRAPHQL)
    assert (new.status_code, "data" in new.json()) == (400, False)
    assert words in new.json()["errors"][0]["message"]
    old = client.post("/", json=body)
    assert (old.status_code, "data" in old.json()) == (200, False)
