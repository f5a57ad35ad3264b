"""A real browser against all that `samsvar run` starts: the sample company, and its personas to sign in as."""

import pathlib
import tempfile
from collections.abc import AsyncIterator, Generator, Iterator

import pytest
from playwright import async_api
from playwright._impl._api_structures import SetCookieParam

from infra import browser as chromium
from samsvar import settings
from samsvar.connectors import embedded_postgres
from tests.conftest import free_port
from tests.e2e import stages, visitors
from tests.factories import runs

FAILED = pytest.StashKey[bool]()
PICTURES = settings.CHECKOUT / "test-results"

async_api.expect.set_options(timeout=15_000)  # A busy machine takes its time.


@pytest.fixture(scope="session")
def stage() -> Iterator[stages.Stage]:
    """Everything, with the sample company in a database of its own. Tests share it: they change what is theirs alone."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="samsvar-e2e-"))
    folder.chmod(0o755)  # As root, PostgreSQL runs as another user, who must get in.
    try:
        with (
            embedded_postgres.running(folder, forgetful=True) as postgres,
            runs.running(folder, free_port(), free_port()) as run,
        ):
            yield stages.Stage(run.url, folder, postgres)
    finally:
        embedded_postgres.remove(folder)


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[async_api.Browser]:
    """The Chromium or Chrome of this machine."""
    async with async_api.async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium.find(), args=list(chromium.ARGUMENTS))
        yield browser
        await browser.close()


@pytest.fixture(scope="session")
def kept_sessions() -> dict[str, SetCookieParam]:
    """The session cookies of those who have signed in before, by name."""
    return {}


@pytest.fixture
async def people(
    request: pytest.FixtureRequest,
    browser: async_api.Browser,
    stage: stages.Stage,
    kept_sessions: dict[str, SetCookieParam],
) -> AsyncIterator[visitors.Visitors]:
    """Those who visit the app in this test. When it fails, what they saw is put into `test-results`."""
    visiting = visitors.Visitors(browser, stage.url, kept_sessions)
    yield visiting
    if request.node.stash.get(FAILED, False):
        PICTURES.mkdir(exist_ok=True)
        await visiting.take_pictures(PICTURES, request.node.name)
    await visiting.leave()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let fixtures know, when they end, whether the test failed."""
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report
