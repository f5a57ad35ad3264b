"""Panning the pyramid of an organisation with some 2,000 objectives, in a browser that draws without a graphics card."""

import os
import pathlib
import subprocess
import sys
import tempfile

import pytest
from playwright import async_api
from playwright.async_api import expect

from infra import browser as chromium
from samsvar import settings
from samsvar.connectors import embedded_postgres, local_identity_provider
from tests.conftest import free_port
from tests.e2e.visitors import Visitors
from tests.factories import runs

TEAMS, SEED = 480, 7
LEAST_FRAMES = 50
"""A second, in the middle of all frames."""
LONGEST_TASK = 100
"""Milliseconds."""

PAN = """async (seconds) => {
    const canvas = document.querySelector('canvas')
    const { left, top, width, height } = canvas.getBoundingClientRect()
    const still = canvas.toDataURL()
    await new Promise((passed) => setTimeout(passed, 100))  // That was a task too.
    const tasks = []
    const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map((entry) => entry.duration)))
    observer.observe({ entryTypes: ['longtask'] })
    const press = (kind, x, y) => canvas.dispatchEvent(new PointerEvent(kind,
        { clientX: left + x, clientY: top + y, pointerId: 1, pointerType: 'mouse', buttons: 1, bubbles: true }))
    canvas.setPointerCapture = () => {}  // No pointer is really down.
    press('pointerdown', width / 2, height / 2)
    const frames = []
    const began = performance.now()
    let before = began
    while (before - began < seconds * 1000) {
        const now = await new Promise(requestAnimationFrame)
        frames.push(now - before)
        before = now
        const angle = (now - began) / 400
        press('pointermove', width / 2 + Math.cos(angle) * width / 3, height / 2 + Math.sin(angle) * height / 3)
    }
    await new Promise((passed) => setTimeout(passed, 100))
    observer.disconnect()
    const hasMoved = canvas.toDataURL() !== still
    press('pointerup', 0, 0)
    return { frames: frames.slice(1), tasks, hasMoved }
}"""


@pytest.fixture(scope="module")
def folder() -> pathlib.Path:
    """A folder that PostgreSQL's own user may enter."""
    made = pathlib.Path(tempfile.mkdtemp(prefix="samsvar-panning-"))
    made.chmod(0o755)
    return made


async def test_two_thousand_objectives_pan_smoothly(folder: pathlib.Path) -> None:
    port, provider_port = free_port(), free_port()
    try:
        with embedded_postgres.running(folder, forgetful=True):
            _make_organisation(folder, f"http://localhost:{provider_port}")
            with runs.running(folder, port, provider_port, SAMSVAR_SAMPLE_COMPANY="false") as run:
                await _pan(run.url)
    finally:
        embedded_postgres.remove(folder)


def _make_organisation(folder: pathlib.Path, issuer: str) -> None:
    command = [sys.executable, "-m", "samsvar.cli", "sample", "--teams", str(TEAMS), "--cycles", "1"]
    subprocess.run(
        [*command, "--seed", str(SEED), "--issuer", issuer],
        env={**os.environ, "SAMSVAR_DATA_DIR": str(folder)},
        cwd=settings.CHECKOUT,
        check=True,
    )


async def _pan(url: str) -> None:
    async with async_api.async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium.find(), args=list(chromium.ARGUMENTS))
        people = Visitors(browser, url, {})
        page = await people.sign_in(local_identity_provider.personas()[0].name, "/pyramid")
        await expect(page.get_by_role("application")).to_be_visible(timeout=60_000)
        for zoom in range(4):
            if zoom == 3:
                # What waits for what, over all of it.
                await page.get_by_role("button", name="Vis alt").click()
                await page.get_by_role("checkbox", name="Avhengigheter").check(force=True)
                await expect(page.get_by_role("list", name="Linjer")).to_be_visible()
                await page.wait_for_timeout(1_000)
            measured = await page.evaluate(PAN, 4)
            assert measured["hasMoved"] or zoom in (0, 3)  # All in sight, there is nowhere to go.
            frames = sorted(measured["frames"])
            median, slowest = 1000 / frames[len(frames) // 2], max(measured["tasks"], default=0)
            shown = await page.get_by_role("heading", level=1).locator("xpath=..").inner_text()
            print(  # noqa: T201 - `make bench`
                f"\nPanning, {'with lines' if zoom == 3 else f'{zoom * 2} steps near'}: {median:.0f} frames/s in the middle, {1000 / frames[-1]:.0f} at the"
                f" slowest; longest task {slowest:.0f} ms. {' '.join(shown.split())}"
            )
            assert median >= LEAST_FRAMES
            assert slowest <= LONGEST_TASK
            for _ in range(2):
                await page.get_by_role("button", name="Zoom inn").click()
                await page.wait_for_timeout(300)  # The camera glides there.
        await browser.close()
