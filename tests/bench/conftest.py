"""Benchmarks run when they are asked for (`make bench`), never among the tests: a busy machine must not fail them."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--benchmarks", action="store_true", help="Run the benchmarks of tests/bench.")
    parser.addoption("--bench-teams", type=int, default=1000, help="Teams of the organisation that is measured on.")
    parser.addoption("--bench-seconds", type=float, default=4.0, help="How long each measurement takes.")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--benchmarks"):
        for item in items:
            if "bench" in item.path.parts:
                item.add_marker(pytest.mark.skip(reason="Benchmarks run with `make bench`."))
