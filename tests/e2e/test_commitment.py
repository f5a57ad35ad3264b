"""A unit sees what is missing, mends it line by line, commits, and what changes later stays visible with its reason."""

import re

from playwright.async_api import Locator, Page, expect

from tests.e2e.stages import Stage
from tests.e2e.visitors import Visitors

AMIRA, JONAS = "Amira Rahman", "Jonas Hagen"
NEW, PROOF, MEASURED = "Fraudsters try elsewhere", "Frauds that succeed", "Blocked payments that were fine"


def planning(stage: Stage) -> str:
    """Return the address of the draft of Amira's team."""
    return f"/planning?unit={stage.unit('Risiko')}&cycle={stage.cycle('PLANNING')}"


def missing(page: Page) -> Locator:
    """Return the list of what is missing."""
    return page.get_by_role("region", name="What is missing before we commit")


def line(page: Page, text: str | re.Pattern[str]) -> Locator:
    """Return a line of it, which leads to its mend."""
    return missing(page).get_by_role("link", name=text)


def stage_now(page: Page) -> Locator:
    """Return the stage that the set is in."""
    return page.get_by_role("region", name="Stage").get_by_role("listitem").and_(page.locator("[aria-current=step]"))


async def propose(page: Page) -> None:
    """Show the draft to everybody."""
    await page.get_by_role("button", name="Propose to everybody").click()
    await expect(stage_now(page)).to_have_text("Proposed")


async def test_what_is_missing_is_mended_line_by_line_before_the_unit_commits(people: Visitors, stage: Stage) -> None:
    page = await people.enter(AMIRA, planning(stage), "en")
    await people.be_live(page)
    await expect(missing(page).get_by_role("status")).to_contain_text("Nothing is missing")
    title = page.get_by_role("textbox", name="New objective", exact=True)
    await title.fill(NEW)
    await title.press("Enter")
    objective = page.get_by_role("article", name=NEW)
    unproven = line(page, f"The objective “{NEW}” has no key results.")
    alone = line(page, f"The objective “{NEW}” contributes to nothing above.")
    await expect(unproven).to_be_visible()

    await alone.click()
    await expect(objective).to_be_focused()
    await objective.get_by_role("textbox", name="Why it stands alone").fill("The law asks for it.")
    await expect(alone).to_have_count(0)

    await propose(page)
    commit = page.get_by_role("button", name="Commit", exact=True)
    await expect(commit).to_have_accessible_description(
        "One thing is missing before we can commit. The list shows what."
    )
    await commit.click()
    await expect(page.locator("#coherence")).to_be_focused()

    await unproven.click()
    await expect(objective).to_be_focused()
    proof = objective.get_by_role("group", name="New key result")
    await proof.get_by_role("textbox", name="New key result").fill(PROOF)
    await proof.get_by_role("textbox", name="New key result").press("Enter")
    await expect(unproven).to_have_count(0)
    incomplete = line(page, re.compile(f"The key result “{PROOF}” lacks"))
    await incomplete.click()
    fields = page.get_by_role("group", name=f"What shows it: {PROOF}")
    await fields.get_by_role("textbox", name="From").fill("40")
    await fields.get_by_role("textbox", name="To").fill("10")
    await fields.get_by_role("combobox", name="Metric").fill(MEASURED)
    await page.get_by_role("option", name=re.compile(f"^{MEASURED}")).first.click()
    await expect(incomplete).to_have_count(0)
    await expect(missing(page).get_by_role("status")).to_contain_text("Nothing is missing")
    # It is measured as another one is: that is worth a talk, and stops nobody.
    await expect(line(page, re.compile("have different targets for"))).to_be_visible()

    await commit.click()
    kept = page.get_by_role("dialog", name="What we committed to")
    await expect(kept.get_by_role("listitem").filter(has_text=PROOF).last).to_contain_text("40 → 10")
    await kept.get_by_role("button", name="Close").click()
    await expect(stage_now(page)).to_have_text("Committed")
    await expect(missing(page)).to_have_count(0)
    await expect(page.get_by_role("region", name="Changed since we committed")).to_contain_text("Nothing")


async def test_a_later_change_of_target_needs_a_reason_and_stays_visible(people: Visitors, stage: Stage) -> None:
    running = f"/planning?unit={stage.unit('Risiko')}&cycle={stage.cycle('RUNNING')}"
    page = await people.enter(AMIRA, running, "en")
    await page.get_by_role("button", name="Change with a reason: Disputes answered within a day").click()
    dialog = page.get_by_role("dialog")
    to = dialog.get_by_role("textbox", name="To", exact=True)
    await expect(to).to_have_value("85")
    await to.fill("77")
    await dialog.get_by_role("button", name="Change with this reason").click()
    await expect(dialog.get_by_text("Say why, in a sentence.")).to_be_visible()
    await dialog.get_by_role("textbox", name="Why it changes").fill("The market doubled.")
    await dialog.get_by_role("button", name="Change with this reason").click()
    changes = page.get_by_role("region", name="Changed since we committed")
    await expect(changes.get_by_role("listitem").first).to_contain_text("The market doubled.")
    await expect(changes.get_by_role("listitem").first).to_contain_text(re.compile("85.*→.*77"))


async def test_the_level_above_reads_and_turns_nothing(people: Visitors, stage: Stage) -> None:
    page = await people.enter(JONAS, f"/planning?unit={stage.unit('Risiko')}&cycle={stage.cycle('RUNNING')}", "en")
    bar = page.get_by_role("region", name="Stage")
    await expect(stage_now(page)).to_have_text("Committed")
    await expect(bar.get_by_role("button")).to_have_text(["What we committed to"])
