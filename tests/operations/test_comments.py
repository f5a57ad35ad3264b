"""Comments: who may say something, who hears it, and what stays of what was said."""

import dataclasses
from uuid import UUID

import pytest

from samsvar.domain import comments as rules
from samsvar.domain import refusals
from samsvar.domain.rights import Forbidden
from samsvar.operations import comments, okr_sets, scopes
from samsvar.operations.comments import RewordComment, TurnComment, WriteComment
from tests.factories.companies import NOW
from tests.factories.plans import Plans


async def write(
    plans: Plans, about: UUID, by: str, text: str = "Why so few?", *, kind: str = "Objective", to: UUID | None = None
) -> UUID:
    draft = WriteComment(kind=kind, about=about, text=text, reply_to=to)
    return await comments.write_comment(await plans.by(by), draft, now=NOW)


async def seen_by(plans: Plans, name: str) -> list[str]:
    """Return the words of all comments that somebody's transaction sees."""
    async with plans.company.database.transaction(await plans.by(name)) as connection:
        found = await connection.exec_driver_sql("select text from samsvar.comments order by id")
        return list(found.scalars())


@pytest.mark.parametrize("name", ["Mia", "Odd", "Kim", "Liv"])
async def test_whoever_works_in_a_unit_may_comment_on_what_they_see(plans: Plans, name: str) -> None:
    objective, key_result = await plans.proven("Kort", "Cards work")
    for kind, about in (("Objective", objective), ("KeyResult", key_result), ("Moal", plans.moal)):
        assert (await plans.row("comments", await write(plans, about, name, kind=kind)))["text"] == "Why so few?"


@pytest.mark.parametrize("name", ["Vidar", "Nils", "Astrid"])
async def test_who_only_looks_on_may_not(plans: Plans, name: str) -> None:
    objective, _ = await plans.proven("Kort", "Cards work")
    with pytest.raises(Forbidden):
        await write(plans, objective, name)
    assert not await plans.rows("comments")


async def test_an_integration_has_no_opinion(plans: Plans) -> None:
    objective, _ = await plans.proven("Kort", "Cards work")
    with pytest.raises(rules.CommentsAreByPeople):
        await comments.write_comment(
            await plans.company.samsvar(), WriteComment(kind="Objective", about=objective, text="Beep."), now=NOW
        )


class TestOnADraft:
    async def test_is_as_private_as_the_draft(self, plans: Plans) -> None:
        objective, key_result = await plans.proven("Kort", "Secret", state="DRAFT")
        await write(plans, objective, "Mia", "Between us")
        await write(plans, key_result, "Per", "And this", kind="KeyResult")
        assert await seen_by(plans, "Odd") == await seen_by(plans, "Liv") == ["Between us", "And this"]
        assert not await seen_by(plans, "Kim")
        with pytest.raises(refusals.NotFound):
            await write(plans, objective, "Kim")

    async def test_opens_with_it_and_closes_with_it(self, plans: Plans) -> None:
        objective, _ = await plans.proven("Kort", "Secret", state="DRAFT")
        okr_set = (await plans.row("objectives", objective))["okr_set_id"]
        comment = await write(plans, objective, "Mia", "Between us")
        await comments.reword_comment(await plans.by("Mia"), RewordComment(comment, "Among us", 1), now=NOW)
        scope = await plans.by("Odd")
        await okr_sets.propose_okr_set(scope, okr_sets.TurnOkrSet(okr_set, 1), now=NOW)
        assert await seen_by(plans, "Kim") == ["Among us"]
        await okr_sets.reopen_okr_set(scope, okr_sets.ReopenOkrSet(okr_set, 2, "Too early."), now=NOW)
        assert not await seen_by(plans, "Kim")
        async with plans.company.database.transaction(await plans.by("Kim")) as connection:
            assert not (await connection.exec_driver_sql("select text from samsvar.comment_wordings")).scalars().all()


class TestWords:
    async def test_earlier_ones_stay(self, plans: Plans) -> None:
        objective, _ = await plans.proven("Kort", "Cards work")
        comment = await write(plans, objective, "Mia", "First")
        for version, text in enumerate(("Second", "Third"), start=1):
            draft = RewordComment(comment, text, version)
            await comments.reword_comment(await plans.by("Mia"), draft, now=NOW)
        async with plans.company.database.transaction(await plans.by("Kim")) as connection:
            kept = await connection.exec_driver_sql("select text from samsvar.comment_wordings order by version")
            assert list(kept.scalars()) == ["First", "Second"]
        assert await seen_by(plans, "Kim") == ["Third"]

    async def test_saying_the_same_again_changes_nothing(self, plans: Plans) -> None:
        objective, _ = await plans.proven("Kort", "Cards work")
        comment = await write(plans, objective, "Mia", "First")
        await comments.reword_comment(await plans.by("Mia"), RewordComment(comment, " First ", 1), now=NOW)
        assert (await plans.row("comments", comment))["version"] == 1

    async def test_are_nobody_elses_to_change(self, plans: Plans) -> None:
        objective, _ = await plans.proven("Kort", "Cards work")
        comment = await write(plans, objective, "Mia")
        for name in ("Odd", "Liv"):
            with pytest.raises(rules.NotYourComment):
                await comments.withdraw_comment(await plans.by(name), TurnComment(comment, 1), now=NOW)

    async def test_can_be_taken_back_and_said_again(self, plans: Plans) -> None:
        objective, _ = await plans.proven("Kort", "Cards work")
        comment = await write(plans, objective, "Mia")
        mia = await plans.by("Mia")
        await comments.withdraw_comment(mia, TurnComment(comment, 1), now=NOW)
        assert (await plans.row("comments", comment))["withdrawn_at"] == NOW
        await comments.restore_comment(mia, TurnComment(comment, 2), now=NOW)
        row = await plans.row("comments", comment)
        assert (row["withdrawn_at"], row["text"]) == (None, "Why so few?")

    async def test_are_not_in_the_audit_which_keeps_for_ever(self, plans: Plans) -> None:
        objective, _ = await plans.proven("Kort", "Cards work")
        comment = await write(plans, objective, "Mia", "Unspeakable")
        mia = await plans.by("Mia")
        await comments.reword_comment(mia, RewordComment(comment, "Unprintable", 1), now=NOW)
        await comments.withdraw_comment(mia, TurnComment(comment, 2), now=NOW)
        entries = [row for row in await plans.rows("audit_entries") if row["node_id"] == comment]
        assert [entry["deed"] for entry in entries] == ["writeComment", "rewordComment", "withdrawComment"]
        assert not [entry for entry in entries if "Un" in str((entry["before"], entry["after"]))]

    async def test_a_stale_edit_is_refused(self, plans: Plans) -> None:
        objective, _ = await plans.proven("Kort", "Cards work")
        comment = await write(plans, objective, "Mia")
        mia = await plans.by("Mia")
        await comments.reword_comment(mia, RewordComment(comment, "Once", 1), now=NOW)
        with pytest.raises(refusals.StaleVersion):
            await comments.reword_comment(mia, RewordComment(comment, "Twice", 1), now=NOW)


class TestAnswers:
    async def test_stand_under_the_comment_that_begins_the_thread(self, plans: Plans) -> None:
        objective, _ = await plans.proven("Kort", "Cards work")
        first = await write(plans, objective, "Mia")
        second = await write(plans, objective, "Odd", "Because.", to=first)
        third = await write(plans, objective, "Mia", "I see.", to=second)
        assert [(await plans.row("comments", own_id))["reply_to_id"] for own_id in (second, third)] == [first, first]

    async def test_answer_what_is_about_the_same_record(self, plans: Plans) -> None:
        objective, key_result = await plans.proven("Kort", "Cards work")
        comment = await write(plans, objective, "Mia")
        with pytest.raises(refusals.NotFound):
            await write(plans, key_result, "Odd", kind="KeyResult", to=comment)


async def test_a_token_that_only_reads_says_nothing(plans: Plans) -> None:
    objective, _ = await plans.proven("Kort", "Cards work")
    reading = dataclasses.replace(await plans.by("Mia"), token_scopes=frozenset({scopes.READ}))
    with pytest.raises(refusals.ScopeMissing):
        await comments.write_comment(reading, WriteComment(kind="Objective", about=objective, text="No."), now=NOW)
