"""Words are looked at when they are written, whoever writes them; hints are dismissed until the words change."""

from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from samsvar.domain import refusals
from samsvar.domain.key_results import KeyResultKind
from samsvar.domain.rights import Forbidden
from samsvar.domain.wording import Subject
from samsvar.domain.wording_rules import Rule
from samsvar.operations import hints, key_results, objectives
from samsvar.operations.hints import AnswerHint
from samsvar.operations.key_results import ReviseKeyResult
from samsvar.operations.objectives import ReviseObjective
from tests.factories.companies import NOW
from tests.factories.plans import Plans


async def found(plans: Plans, table: str, own_id: UUID) -> dict[str, bool]:
    """Return the rules that hint at a record, and whether each was dismissed."""
    row = await plans.row(table, own_id)
    return {hint["rule"]: hint["dismissed"] for hint in row["hints"]}


async def revise(plans: Plans, objective: UUID, **changes: Any) -> None:
    version = (await plans.row("objectives", objective))["version"]
    await objectives.revise_objective(await plans.by("Mia"), ReviseObjective(objective, version, **changes), now=NOW)


def of_objective(objective: UUID, rule: Rule = Rule.NUMBER, version: int = 1) -> AnswerHint:
    return AnswerHint(Subject.OBJECTIVE, objective, rule, version)


class TestHints:
    async def test_are_found_when_an_objective_is_written_and_when_it_is_reworded(self, plans: Plans) -> None:
        objective = await plans.objective(await plans.okr_set("Kort"), "Øke salget med 20 %")
        assert await found(plans, "objectives", objective) == {"NUMBER": False}
        await revise(plans, objective, title="Flere velger oss", why="Bonusen avhenger av det.")
        assert await found(plans, "objectives", objective) == {"PAY": False}
        await revise(plans, objective, why="")
        assert await found(plans, "objectives", objective) == {}

    async def test_are_found_in_key_results_unless_they_are_milestones(self, plans: Plans) -> None:
        objective = await plans.objective(await plans.okr_set("Kort"), "Flere velger oss")
        work = await plans.key_result(objective, "Lansere ny app")
        steps = await plans.key_result(
            objective, "Lansere ny app igjen", kind=KeyResultKind.MILESTONE, steps=[("Ferdig", Decimal(1))]
        )
        assert await found(plans, "key_results", work) == {"WORK": False}
        assert await found(plans, "key_results", steps) == {}
        reworded = ReviseKeyResult(key_result=work, expected_version=1, title="Andel som bruker appen")
        await key_results.revise_key_result(await plans.by("Mia"), reworded, now=NOW)
        assert await found(plans, "key_results", work) == {}

    async def test_know_the_people_of_the_organisation_and_its_units(self, plans: Plans) -> None:
        okr_set = await plans.okr_set("Kort")
        by_person = await plans.objective(okr_set, "Mia leverer den beste kortløsningen")
        by_unit = await plans.objective(okr_set, "Kort leverer den beste løsningen")
        by_nobody = await plans.objective(okr_set, "Zuri leverer den beste løsningen")
        assert await found(plans, "objectives", by_person) == {"NAMED_PERSON": False}
        assert await found(plans, "objectives", by_unit) == await found(plans, "objectives", by_nobody) == {}

    async def test_do_not_count_as_edits(self, plans: Plans) -> None:
        objective = await plans.objective(await plans.okr_set("Kort"), "Øke salget med 20 %")
        await hints.dismiss_hint(await plans.by("Mia"), of_objective(objective), now=NOW)
        assert (await plans.row("objectives", objective))["version"] == 1


class TestADismissal:
    async def test_stays_until_the_text_changes_and_can_be_taken_back(self, plans: Plans) -> None:
        objective = await plans.objective(await plans.okr_set("Kort"), "Øke salget med 20 %")
        mia = await plans.by("Mia")
        assert await hints.dismiss_hint(mia, of_objective(objective), now=NOW) == objective
        await revise(plans, objective, why="Markedet vokser.")
        assert await found(plans, "objectives", objective) == {"NUMBER": True}
        await hints.restore_hint(mia, of_objective(objective, version=2), now=NOW)
        assert await found(plans, "objectives", objective) == {"NUMBER": False}
        await hints.dismiss_hint(mia, of_objective(objective, version=2), now=NOW)
        await revise(plans, objective, title="Øke salget med 30 %")
        assert await found(plans, "objectives", objective) == {"NUMBER": False}

    async def test_leaves_a_trace_once(self, plans: Plans) -> None:
        objective = await plans.objective(await plans.okr_set("Kort"), "Øke salget med 20 %")
        before = len(await plans.rows("audit_entries"))
        for _ in range(2):
            await hints.dismiss_hint(await plans.by("Mia"), of_objective(objective), now=NOW)
        [entry] = (await plans.rows("audit_entries"))[before:]
        assert (entry["deed"], entry["after"]) == ("dismissHint", {"dismissedHints": ["NUMBER"]})

    async def test_of_a_key_result_is_its_own(self, plans: Plans) -> None:
        objective = await plans.objective(await plans.okr_set("Kort"), "Flere velger oss")
        one, other = [await plans.key_result(objective, title) for title in ("Lansere ny app", "Lansere nytt kort")]
        draft = AnswerHint(Subject.KEY_RESULT, one, Rule.WORK, 1)
        assert await hints.dismiss_hint(await plans.by("Mia"), draft, now=NOW) == one
        assert await found(plans, "key_results", one) == {"WORK": True}
        assert await found(plans, "key_results", other) == {"WORK": False}

    async def test_is_refused_where_the_words_are_others_by_now(self, plans: Plans) -> None:
        objective = await plans.objective(await plans.okr_set("Kort"), "Øke salget med 20 %")
        await revise(plans, objective, title="Øke salget med 30 %")
        with pytest.raises(refusals.StaleVersion):
            await hints.dismiss_hint(await plans.by("Mia"), of_objective(objective), now=NOW)

    async def test_is_refused_where_there_is_no_such_hint(self, plans: Plans) -> None:
        objective = await plans.objective(await plans.okr_set("Kort"), "Flere velger oss")
        with pytest.raises(refusals.NotFound):
            await hints.dismiss_hint(await plans.by("Mia"), of_objective(objective), now=NOW)

    async def test_is_for_those_who_write_the_set(self, plans: Plans) -> None:
        okr_set = await plans.okr_set("Kort", state="PROPOSED")
        objective = await plans.objective(okr_set, "Øke salget med 20 %")
        for name in ("Vidar", "Lars"):
            with pytest.raises(Forbidden):
                await hints.dismiss_hint(await plans.by(name), of_objective(objective), now=NOW)

    async def test_of_a_draft_is_not_there_for_others(self, plans: Plans) -> None:
        objective = await plans.objective(await plans.okr_set("Kort"), "Øke salget med 20 %")
        with pytest.raises(refusals.NotFound):
            await hints.dismiss_hint(await plans.by("Lars"), of_objective(objective), now=NOW)
