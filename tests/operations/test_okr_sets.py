"""A set is opened once per unit and cycle, shown, committed to when nothing is missing, and opened again for a reason."""

import asyncio
import dataclasses
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest

from samsvar.domain import okr_sets as rules
from samsvar.domain import refusals
from samsvar.domain.dependencies import DependencyKind
from samsvar.domain.key_results import KeyResultKind, ReasonForChangeMissing
from samsvar.domain.rights import Forbidden
from samsvar.domain.units import LevelNotInUse, UnitEnded, UnitKind
from samsvar.operations import contributions, dependencies, key_results, objectives, okr_sets
from samsvar.operations.contributions import EndKind, EndRef, ProposeContribution
from samsvar.operations.deeds import UseCase
from samsvar.operations.okr_sets import NoteCapacity, OpenOkrSet, ReopenOkrSet, TurnOkrSet
from samsvar.operations.organisations import ChangeOrganisationSettings, change_organisation_settings
from samsvar.operations.units import EndUnit, end_unit
from tests.factories.companies import NOW, TODAY
from tests.factories.plans import Plans


async def commit(plans: Plans, okr_set: object, version: int = 2, *, by: str = "Liv") -> None:
    """Commit a set."""
    await okr_sets.commit_okr_set(await plans.by(by), TurnOkrSet(okr_set, version), now=NOW)  # type: ignore[arg-type]


async def codes_missing(plans: Plans, okr_set: object) -> Sequence[str]:
    """Return what commitment says is missing."""
    with pytest.raises(refusals.Refused) as refused:
        await commit(plans, okr_set)
    return [each.code for each in refused.value.refusals]


class TestOpening:
    async def test_there_is_one_set_per_unit_and_cycle(self, plans: Plans) -> None:
        await plans.okr_set("Kort", by="Mia")
        with pytest.raises(rules.SetExists):
            await plans.okr_set("Kort", by="Odd")

    async def test_two_that_open_it_at_once_get_one_set(self, plans: Plans) -> None:
        outcomes = await asyncio.gather(
            plans.okr_set("Kort", by="Mia"), plans.okr_set("Kort", by="Odd"), return_exceptions=True
        )
        assert sum(isinstance(outcome, rules.SetExists) for outcome in outcomes) == 1

    async def test_a_closed_cycle_takes_no_new_sets(self, plans: Plans) -> None:
        with pytest.raises(rules.CycleTooFar):
            await plans.okr_set("Kort", "past")

    async def test_a_level_that_is_not_in_use_takes_no_sets_and_keeps_what_it_has(self, plans: Plans) -> None:
        kept = await plans.okr_set("Lån", by="Lars")
        levels = ChangeOrganisationSettings(expected_version=1, levels=(UnitKind.COMPANY, UnitKind.DIVISION))
        await change_organisation_settings(await plans.by("Astrid"), levels, now=NOW)
        with pytest.raises(LevelNotInUse):
            await plans.okr_set("Kort", by="Mia")
        await okr_sets.note_capacity(await plans.by("Lars"), NoteCapacity(kept, "To uker ferie.", 1), now=NOW)

    async def test_a_unit_that_has_ended_takes_no_sets(self, plans: Plans) -> None:
        end = EndUnit(unit=plans.company.units["Kort"], on=TODAY, reason="merged", expected_version=1)
        await end_unit(await plans.by("Liv"), end, now=NOW)
        with pytest.raises(UnitEnded):
            await plans.okr_set("Kort", by="Per")

    @pytest.mark.parametrize("name", ["Vidar", "Lars", "Astrid", "Nils"])
    async def test_others_open_nothing(self, plans: Plans, name: str) -> None:
        with pytest.raises(Forbidden):
            await okr_sets.open_okr_set(
                await plans.by(name), OpenOkrSet(plans.company.units["Kort"], plans.cycles["running"]), now=NOW
            )


class TestCapacity:
    async def test_is_noted_in_the_units_own_words_until_the_review(self, plans: Plans) -> None:
        okr_set = await plans.okr_set("Kort", by="Mia")
        noted = NoteCapacity(okr_set, "  Fire av fem uker ", 1)
        await okr_sets.note_capacity(await plans.by("Mia"), noted, now=NOW)
        stored = await plans.row("okr_sets", okr_set)
        assert (stored["capacity_note"], stored["state"], stored["version"]) == ("Fire av fem uker", "DRAFT", 2)
        with pytest.raises(refusals.StaleVersion):
            await okr_sets.note_capacity(await plans.by("Odd"), noted, now=NOW)
        await plans.sql("update samsvar.okr_sets set state = 'REVIEWED' where id = :id", id=okr_set)
        with pytest.raises(rules.SetCommitted):
            await okr_sets.note_capacity(await plans.by("Odd"), NoteCapacity(okr_set, "Ingen", 2), now=NOW)

    @pytest.mark.parametrize("name", ["Vidar", "Lars", "Nils"])
    async def test_is_not_noted_by_others(self, plans: Plans, name: str) -> None:
        okr_set = await plans.okr_set("Kort", state="PROPOSED")
        with pytest.raises(Forbidden):
            await okr_sets.note_capacity(await plans.by(name), NoteCapacity(okr_set, "Ingen", 2), now=NOW)


class TestAlignment:
    async def test_is_said_of_what_was_shown_by_whoever_commits(self, plans: Plans) -> None:
        okr_set = await plans.okr_set("Kort", state="PROPOSED")
        with pytest.raises(Forbidden):
            await okr_sets.align_okr_set(await plans.by("Mia"), TurnOkrSet(okr_set, 2), now=NOW)
        with pytest.raises(refusals.StaleVersion):
            await okr_sets.align_okr_set(await plans.by("Odd"), TurnOkrSet(okr_set, 1), now=NOW)
        await okr_sets.align_okr_set(await plans.by("Odd"), TurnOkrSet(okr_set, 2), now=NOW)
        stored = await plans.row("okr_sets", okr_set)
        assert (stored["state"], stored["version"]) == ("ALIGNED", 3)

    async def test_is_impossible_of_a_draft_and_once_the_cycle_is_reviewed(self, plans: Plans) -> None:
        draft, shown = await plans.okr_set("Kort"), await plans.okr_set("Konto", state="PROPOSED")
        with pytest.raises(refusals.TransitionImpossible):
            await okr_sets.align_okr_set(await plans.by("Odd"), TurnOkrSet(draft, 1), now=NOW)
        await plans.sql("update samsvar.cycles set state = 'REVIEWING' where id = :id", id=plans.cycles["running"])
        with pytest.raises(rules.CycleTooFar):
            await okr_sets.align_okr_set(await plans.by("Kim"), TurnOkrSet(shown, 2), now=NOW)


class TestDrafts:
    async def test_a_draft_is_seen_by_its_unit_and_those_above_alone(self, plans: Plans) -> None:
        objective, _ = await plans.proven("Kort", "Hemmelig", state="DRAFT")
        version = 1
        for name, sees in (("Odd", True), ("Per", True), ("Liv", True), ("Lars", False), ("Kim", False)):
            draft = objectives.ReviseObjective(objective, version, title=f"Sett av {name}")
            if sees:
                await objectives.revise_objective(await plans.by(name), draft, now=NOW)
                version += 1
            else:
                with pytest.raises(refusals.NotFound):
                    await objectives.revise_objective(await plans.by(name), draft, now=NOW)

    async def test_what_is_said_of_a_draft_opens_with_it(self, plans: Plans) -> None:
        objective, key_result = await plans.proven("Kort", "Soon", state="DRAFT")
        okr_set = (await plans.row("objectives", objective))["okr_set_id"]
        await okr_sets.propose_okr_set(await plans.by("Mia"), TurnOkrSet(okr_set, 1), now=NOW)
        for table, own_id in (("objectives", objective), ("key_results", key_result)):
            assert (await plans.row(table, own_id))["is_open"] is True


class TestTheLevelAbove:
    """Per leads Privat above Kort, Liv the company, Astrid administers it."""

    @pytest.mark.parametrize("name", ["Per", "Liv"])
    async def test_helps_with_a_draft_and_leaves_what_was_shown_to_its_unit(self, plans: Plans, name: str) -> None:
        objective, key_result = await plans.proven("Kort", "Ours", state="DRAFT")
        okr_set = (await plans.row("objectives", objective))["okr_set_id"]
        above = await plans.by(name)
        revision = objectives.ReviseObjective(objective, 1, title="Helped")
        await objectives.revise_objective(above, revision, now=NOW)
        with pytest.raises(Forbidden):
            await okr_sets.propose_okr_set(above, TurnOkrSet(okr_set, 1), now=NOW)
        await okr_sets.propose_okr_set(await plans.by("Mia"), TurnOkrSet(okr_set, 1), now=NOW)
        for state in ("PROPOSED", "ALIGNED", "COMMITTED"):
            await plans.sql("update samsvar.okr_sets set state = :state where id = :id", state=state, id=okr_set)
            await self.changes_nothing(plans, name, okr_set, objective, key_result)

    async def test_neither_do_administrators_nor_other_units(self, plans: Plans) -> None:
        objective, key_result = await plans.proven("Kort", "Ours")
        okr_set = (await plans.row("objectives", objective))["okr_set_id"]
        await plans.sql("update samsvar.okr_sets set state = 'COMMITTED' where id = :id", id=okr_set)
        for name in ("Astrid", "Bodil", "Lars", "Vidar"):
            await self.changes_nothing(plans, name, okr_set, objective, key_result)

    @staticmethod
    async def changes_nothing(plans: Plans, name: str, okr_set: object, objective: object, key_result: object) -> None:
        version = (await plans.row("okr_sets", okr_set))["version"]  # type: ignore[arg-type]
        wording = (await plans.row("objectives", objective))["version"]  # type: ignore[arg-type]
        turn = TurnOkrSet(okr_set, version)  # type: ignore[arg-type]
        measured = key_results.Measured(kind=KeyResultKind.INCREASE, baseline=Decimal(0), target=Decimal(500))
        deeds: Sequence[tuple[UseCase[Any], object]] = [
            (okr_sets.align_okr_set, turn),
            (okr_sets.commit_okr_set, turn),
            (okr_sets.reopen_okr_set, ReopenOkrSet(okr_set, version, "Fordi")),  # type: ignore[arg-type]
            (okr_sets.note_capacity, NoteCapacity(okr_set, "Dere har tid", version)),  # type: ignore[arg-type]
            (objectives.draft_objective, objectives.DraftObjective(okr_set, "Theirs")),  # type: ignore[arg-type]
            (
                objectives.revise_objective,
                objectives.ReviseObjective(objective, wording, title="Theirs", reason="Fordi"),  # type: ignore[arg-type]
            ),
            (objectives.drop_objective, objectives.DropObjective(objective, wording)),  # type: ignore[arg-type]
            (
                key_results.revise_key_result,
                key_results.ReviseKeyResult(
                    key_result=key_result,  # type: ignore[arg-type]
                    expected_version=1,
                    measured=measured,
                    reason="Fordi",
                ),
            ),
            (key_results.drop_key_result, key_results.DropKeyResult(key_result, 1)),  # type: ignore[arg-type]
        ]
        scope = await plans.by(name)
        for deed, draft in deeds:
            with pytest.raises(Forbidden):
                await deed(scope, draft, now=NOW)


class TestCommitment:
    async def test_all_that_is_missing_is_listed_at_once_with_what_to_mend(self, plans: Plans) -> None:
        okr_set = await plans.okr_set("Nordlys", state="PROPOSED")
        assert await codes_missing(plans, okr_set) == ["NOTHING_TO_COMMIT_TO"]
        bare = await plans.objective(okr_set, "Bare")
        other = await plans.objective(okr_set, "Other")
        incomplete = await plans.key_result(other, "No target", target=None)
        with pytest.raises(refusals.Refused) as refused:
            await commit(plans, okr_set)
        assert [(each.code, each.nodes) for each in refused.value.refusals] == [
            ("OBJECTIVE_UNPROVEN", (("Objective", bare),)),
            ("CONTRIBUTES_TO_NOTHING", (("Objective", bare),)),
            ("CONTRIBUTES_TO_NOTHING", (("Objective", other),)),
            ("KEY_RESULT_INCOMPLETE", (("KeyResult", incomplete),)),
        ]

    async def test_a_reason_to_stand_alone_or_an_agreed_contribution_will_do(self, plans: Plans) -> None:
        objective, _ = await plans.proven("Nordlys", "Company")
        okr_set = (await plans.row("objectives", objective))["okr_set_id"]
        assert await codes_missing(plans, okr_set) == ["CONTRIBUTES_TO_NOTHING"]
        draft = ProposeContribution(EndRef(EndKind.OBJECTIVE, objective), EndRef(EndKind.MOAL, plans.moal))
        await contributions.propose_contribution(await plans.by("Liv"), draft, now=NOW)
        await commit(plans, okr_set)
        stored = await plans.row("okr_sets", okr_set)
        assert (stored["state"], stored["committed_at"]) == ("COMMITTED", NOW)
        (kept,) = await plans.rows("commitments")
        assert (kept["number"], kept["at"], kept["person_id"]) == (1, NOW, plans.company.people["Liv"])
        assert [each["title"] for each in kept["snapshot"]["objectives"]] == ["Company"]
        assert kept["snapshot"]["objectives"][0]["keyResults"][0]["target"] == 100

    async def test_a_proposed_contribution_does_not_count_yet(self, plans: Plans) -> None:
        below, _ = await plans.proven("Kort", "Below")
        above, _ = await plans.proven("Privat", "Above")
        await plans.contribution(below, above, by="Odd", agreed=False)
        okr_set = (await plans.row("objectives", below))["okr_set_id"]
        with pytest.raises(refusals.Refused) as refused:
            await commit(plans, okr_set, by="Odd")
        assert [each.code for each in refused.value.refusals] == ["CONTRIBUTES_TO_NOTHING"]

    async def test_gating_dependencies_have_to_be_decided_on_both_sides(self, plans: Plans) -> None:
        ids = {}
        for unit in ("Nordlys", "Konto"):
            okr_set = await plans.okr_set(unit)
            ids[unit] = await plans.objective(okr_set, unit, stands_alone_reason="Alene")
            await plans.key_result(ids[unit], unit)
            await okr_sets.propose_okr_set(await plans.by(None), TurnOkrSet(okr_set, 1), now=NOW)
        needed = await plans.dependency(ids["Nordlys"], ids["Konto"])
        await plans.sql("update samsvar.dependencies set kind = 'SLOWS' where id <> :id", id=needed)
        sets = {unit: (await plans.row("objectives", ids[unit]))["okr_set_id"] for unit in ids}
        for unit, name in (("Nordlys", "Liv"), ("Konto", "Kim")):
            with pytest.raises(refusals.Refused) as refused:
                await commit(plans, sets[unit], by=name)
            assert [(each.code, each.nodes) for each in refused.value.refusals] == [
                ("DEPENDENCY_UNDECIDED", (("Dependency", needed),))
            ]
        await dependencies.accept_dependency(await plans.by("Kim"), dependencies.AcceptDependency(needed, 1), now=NOW)
        await commit(plans, sets["Nordlys"])
        await commit(plans, sets["Konto"], by="Kim")

    async def test_nobody_commits_a_unit_from_above(self, plans: Plans) -> None:
        objective, _ = await plans.proven("Kort", "Below")
        okr_set = (await plans.row("objectives", objective))["okr_set_id"]
        for name in ("Per", "Liv", "Mia", "Astrid"):
            with pytest.raises(Forbidden):
                await commit(plans, okr_set, by=name)

    async def test_a_draft_is_shown_before_it_is_committed_to(self, plans: Plans) -> None:
        okr_set = await plans.okr_set("Nordlys")
        with pytest.raises(refusals.TransitionImpossible):
            await commit(plans, okr_set, version=1)


class TestAfterCommitment:
    @pytest.fixture
    async def committed(self, plans: Plans) -> tuple[object, object, object]:
        okr_set = await plans.okr_set("Nordlys")
        objective = await plans.objective(okr_set, "Company", stands_alone_reason="Toppen")
        key_result = await plans.key_result(objective, "Proof")
        await okr_sets.propose_okr_set(await plans.by("Liv"), TurnOkrSet(okr_set, 1), now=NOW)
        await commit(plans, okr_set)
        return okr_set, objective, key_result

    async def test_a_change_of_target_needs_a_reason_and_stays_visible(
        self, plans: Plans, committed: tuple[object, object, object]
    ) -> None:
        _, objective, key_result = committed
        await plans.check_in(key_result, 50)  # type: ignore[arg-type]
        stored = await plans.row("key_results", key_result)  # type: ignore[arg-type]
        measured = key_results.Measured(
            kind=KeyResultKind.INCREASE,
            metric=stored["metric_id"],
            baseline=Decimal(0),
            target=Decimal(200),
        )
        draft = key_results.ReviseKeyResult(key_result=key_result, expected_version=1, measured=measured)  # type: ignore[arg-type]
        with pytest.raises(ReasonForChangeMissing):
            await key_results.revise_key_result(await plans.by("Liv"), draft, now=NOW)
        reasoned = dataclasses.replace(draft, reason="Markedet doblet seg")
        await key_results.revise_key_result(await plans.by("Liv"), reasoned, now=NOW)
        assert (await plans.row("objectives", objective))["own_result"] == Decimal("0.25")  # type: ignore[arg-type]
        entry = (await plans.rows("audit_entries"))[-1]
        assert (entry["deed"], entry["why"]) == ("reviseKeyResult", "Markedet doblet seg")
        assert (entry["before"], entry["after"]) == ({"target": "100", "version": 1}, {"target": "200", "version": 2})
        with pytest.raises(refusals.StaleVersion) as refused:
            await key_results.revise_key_result(await plans.by("Liv"), reasoned, now=NOW)
        assert [(each.field, each.after) for each in refused.value.changes] == [("target", "200")]

    async def test_reopening_is_no_way_around_the_reason(
        self, plans: Plans, committed: tuple[object, object, object]
    ) -> None:
        okr_set, _, key_result = committed
        stored = await plans.row("key_results", key_result)  # type: ignore[arg-type]
        reopened = ReopenOkrSet(okr_set, 3, "Vi må tenke om igjen")  # type: ignore[arg-type]
        await okr_sets.reopen_okr_set(await plans.by("Liv"), reopened, now=NOW)
        measured = key_results.Measured(
            kind=KeyResultKind.INCREASE, metric=stored["metric_id"], baseline=Decimal(0), target=Decimal(200)
        )
        draft = key_results.ReviseKeyResult(key_result=key_result, expected_version=1, measured=measured)  # type: ignore[arg-type]
        with pytest.raises(ReasonForChangeMissing):
            await key_results.revise_key_result(await plans.by("Liv"), draft, now=NOW)
        reasoned = dataclasses.replace(draft, reason="Markedet doblet seg")
        await key_results.revise_key_result(await plans.by("Liv"), reasoned, now=NOW)
        assert (await plans.rows("audit_entries"))[-1]["why"] == "Markedet doblet seg"

    async def test_nothing_comes_or_goes(self, plans: Plans, committed: tuple[object, object, object]) -> None:
        okr_set, objective, key_result = committed
        with pytest.raises(rules.SetCommitted):
            await plans.objective(okr_set, "More")  # type: ignore[arg-type]
        with pytest.raises(rules.SetCommitted):
            await plans.key_result(objective, "More")  # type: ignore[arg-type]
        with pytest.raises(rules.SetCommitted):
            await objectives.drop_objective(await plans.by("Liv"), objectives.DropObjective(objective, 1), now=NOW)  # type: ignore[arg-type]
        with pytest.raises(rules.SetCommitted):
            await key_results.drop_key_result(
                await plans.by("Liv"),
                key_results.DropKeyResult(key_result, 1),  # type: ignore[arg-type]
                now=NOW,
            )

    async def test_it_is_opened_again_for_a_reason(
        self, plans: Plans, committed: tuple[object, object, object]
    ) -> None:
        okr_set, *_ = committed
        liv = await plans.by("Liv")
        with pytest.raises(rules.ReasonToReopenMissing):
            await okr_sets.reopen_okr_set(liv, ReopenOkrSet(okr_set, 3), now=NOW)  # type: ignore[arg-type]
        await okr_sets.reopen_okr_set(liv, ReopenOkrSet(okr_set, 3, "Nye rammer"), now=NOW)  # type: ignore[arg-type]
        stored = await plans.row("okr_sets", okr_set)  # type: ignore[arg-type]
        assert stored["state"] == "PROPOSED"
        assert [kept["number"] for kept in await plans.rows("commitments")] == [1]

    async def test_each_commitment_is_kept_as_it_was(
        self, plans: Plans, committed: tuple[object, object, object]
    ) -> None:
        okr_set, objective, _ = committed
        liv = await plans.by("Liv")
        await okr_sets.reopen_okr_set(liv, ReopenOkrSet(okr_set, 3, "Nye rammer"), now=NOW)  # type: ignore[arg-type]
        revision = objectives.ReviseObjective(objective, 1, title="Company anew")  # type: ignore[arg-type]
        await objectives.revise_objective(liv, revision, now=NOW)
        await commit(plans, okr_set, version=4)
        kept = await plans.rows("commitments")
        assert [(each["number"], each["snapshot"]["objectives"][0]["title"]) for each in kept] == [
            (1, "Company"),
            (2, "Company anew"),
        ]


async def test_what_was_followed_does_not_become_a_draft_again(plans: Plans) -> None:
    objective, key_result = await plans.proven("Kort", "Followed")
    await plans.check_in(key_result, 1)
    okr_set = (await plans.row("objectives", objective))["okr_set_id"]
    with pytest.raises(rules.SetFollowedAlready):
        await okr_sets.reopen_okr_set(await plans.by("Odd"), ReopenOkrSet(okr_set, 2), now=NOW)


async def test_dropping_an_objective_takes_its_links_along(plans: Plans) -> None:
    above, _ = await plans.proven("Privat", "Above")
    below, _ = await plans.proven("Kort", "Below")
    waiting, _ = await plans.proven("Konto", "Waiting")
    await plans.contribution(below, above)
    await plans.dependency(waiting, below, kind=DependencyKind.SLOWS)
    await objectives.drop_objective(await plans.by("Odd"), objectives.DropObjective(below, 1), now=NOW)
    assert await plans.rows("contributions") == []
    left = await plans.rows("dependencies")
    assert [(row["provider_objective_id"], row["version"]) for row in left] == [(None, 2)]
    deeds = [(row["node_type"], row["after"]) for row in (await plans.rows("audit_entries"))[-3:]]
    assert deeds == [("Contribution", None), ("KeyResult", None), ("Objective", None)]
