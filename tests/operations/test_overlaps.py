"""What people say of overlaps: who may, what follows, how it is taken back, and what the thresholds learn from it."""

from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from samsvar.domain import overlap_findings as rules
from samsvar.domain import refusals
from samsvar.domain.okr_sets import OverlapUnresolved
from samsvar.domain.overlap_calibrations import FEWEST, NothingToBringBack, NothingToReset
from samsvar.domain.overlaps.findings import OverlapKind
from samsvar.domain.refusals import Refused, TextMissing
from samsvar.domain.rights import Forbidden
from samsvar.operations import okr_sets, overlap_calibrations, overlaps
from samsvar.operations.overlap_calibrations import CalibrateOverlaps, ResetOverlapCalibration
from samsvar.operations.overlaps import ConfirmOverlap, DismissOverlap, RelabelOverlap, ReopenOverlap
from samsvar.persistence import overlaps as stored_overlaps
from tests.factories import overlaps as factory
from tests.factories.companies import NOW
from tests.factories.plans import Plans


async def pair(plans: Plans, *, units: tuple[str, str] = ("Kort", "Lån"), state: str = "PROPOSED", **more: Any) -> UUID:
    """Put a finding between objectives of two units."""
    (one, _), (other, _) = [await plans.proven(unit, f"Raskere i {unit}", state=state) for unit in units]
    return await factory.found(plans, one, other, **more)


async def confirmed(plans: Plans, finding: UUID, *, by: str = "Odd", version: int = 1, note: str = "") -> UUID:
    draft = ConfirmOverlap(finding, expected_version=version, note=note)
    return await overlaps.confirm_overlap(await plans.by(by), draft, now=NOW)


async def dismissed(plans: Plans, finding: UUID, *, by: str = "Odd", version: int = 1, reason: str = "Nei") -> UUID:
    draft = DismissOverlap(finding, reason=reason, expected_version=version)
    return await overlaps.dismiss_overlap(await plans.by(by), draft, now=NOW)


async def reopened(plans: Plans, finding: UUID, *, by: str = "Odd", version: int) -> UUID:
    return await overlaps.reopen_overlap(await plans.by(by), ReopenOverlap(finding, version), now=NOW)


class TestDeciding:
    @pytest.mark.parametrize("name", ["Odd", "Mia", "Lars", "Per", "Liv"])
    async def test_people_of_both_units_and_who_leads_above_both_may(self, plans: Plans, name: str) -> None:
        finding = await pair(plans)
        await confirmed(plans, finding, by=name, note="Samme kunder")
        row = await plans.row("overlap_findings", finding)
        assert (row["state"], row["reason"], row["decided_by_name"]) == ("CONFIRMED", "Samme kunder", name)
        assert row["version"] == 2

    @pytest.mark.parametrize("name", ["Kim", "Bodil", "Vidar", "Astrid", "Nils"])
    async def test_others_may_not(self, plans: Plans, name: str) -> None:
        finding = await pair(plans)
        with pytest.raises(rules.OverlapNotYours):
            await confirmed(plans, finding, by=name)

    async def test_who_leads_above_one_of_two_only_may_not(self, plans: Plans) -> None:
        finding = await pair(plans, units=("Kort", "Konto"))
        for name in ("Per", "Bodil"):
            with pytest.raises(rules.OverlapNotYours):
                await dismissed(plans, finding, by=name)
        await dismissed(plans, finding, by="Liv")

    async def test_of_two_drafts_the_history_is_for_who_reads_the_upper_one(self, plans: Plans) -> None:
        finding = await pair(plans, units=("Kort", "Privat"), state="DRAFT")
        await confirmed(plans, finding, by="Per", note="Hemmelig")
        for name, told in (("Odd", []), ("Per", ["Hemmelig"])):
            async with plans.company.database.transaction(await plans.by(name)) as connection:
                found = await connection.execute(
                    sa.text("select why from samsvar.audit_entries where node_id = :id"), {"id": finding}
                )
                assert list(found.scalars()) == told, name

    async def test_a_dismissal_takes_a_reason(self, plans: Plans) -> None:
        finding = await pair(plans)
        with pytest.raises(TextMissing):
            await dismissed(plans, finding, reason=" ")
        await dismissed(plans, finding, reason="Ulike kunder")
        row = await plans.row("overlap_findings", finding)
        assert (row["state"], row["reason"]) == ("DISMISSED", "Ulike kunder")
        assert row["a_decided_hash"] is not None

    async def test_both_are_taken_back(self, plans: Plans) -> None:
        finding = await pair(plans)
        await confirmed(plans, finding)
        await reopened(plans, finding, by="Lars", version=2)
        await dismissed(plans, finding, version=3)
        await reopened(plans, finding, version=4)
        row = await plans.row("overlap_findings", finding)
        assert (row["state"], row["reason"], row["decided_by_name"], row["decided_at"]) == ("OPEN", "", None, None)
        assert row["a_decided_hash"] is None
        with pytest.raises(rules.OverlapDecided):
            await reopened(plans, finding, version=5)

    async def test_a_confirmed_one_may_still_be_dismissed_and_not_confirmed_twice(self, plans: Plans) -> None:
        finding = await pair(plans)
        await confirmed(plans, finding)
        with pytest.raises(rules.OverlapDecided):
            await confirmed(plans, finding, version=2)
        await dismissed(plans, finding, version=2)

    async def test_who_read_an_older_version_is_told_what_changed(self, plans: Plans) -> None:
        finding = await pair(plans)
        await confirmed(plans, finding)
        with pytest.raises(refusals.StaleVersion) as refused:
            await dismissed(plans, finding, by="Lars")
        assert ("state", "OPEN", "CONFIRMED", "Odd") in [
            (each.field, each.before, each.after, each.by) for each in refused.value.changes
        ]

    async def test_the_same_key_decides_once(self, plans: Plans) -> None:
        finding = await pair(plans)
        draft = ConfirmOverlap(finding, expected_version=1)
        for _ in range(2):
            await overlaps.confirm_overlap(await plans.by("Odd"), draft, now=NOW, key="same")
        assert (await plans.row("overlap_findings", finding))["version"] == 2

    async def test_a_case_has_the_word_once_it_is_about_it(self, plans: Plans) -> None:
        finding = await pair(plans)
        async with plans.company.database.transaction(await plans.by(None)) as connection:
            await stored_overlaps.set_state(connection, plans.company.id, [finding], "IN_CASE", at=NOW)
        for deed in (confirmed, dismissed, reopened):
            with pytest.raises(rules.OverlapInCase):
                await deed(plans, finding, version=2)

    async def test_of_a_draft_only_who_sees_both_sides_knows(self, plans: Plans) -> None:
        finding = await pair(plans, state="DRAFT")
        for name in ("Odd", "Lars", "Bodil"):
            with pytest.raises(refusals.NotFound):
                await confirmed(plans, finding, by=name)
        await confirmed(plans, finding, by="Per")
        entries = [row for row in await plans.rows("audit_entries") if row["node_type"] == "OverlapFinding"]
        assert [entry["okr_set_id"] is not None for entry in entries] == [True]


class TestRelabelling:
    async def test_needs_a_reason_and_goes_back_without_one(self, plans: Plans) -> None:
        finding = await pair(plans)
        scope = await plans.by("Mia")
        with pytest.raises(TextMissing):
            await overlaps.relabel_overlap(scope, RelabelOverlap(finding, OverlapKind.CONFLICT, 1), now=NOW)
        draft = RelabelOverlap(finding, OverlapKind.CONFLICT, 1, reason="De trekker hver sin vei")
        await overlaps.relabel_overlap(scope, draft, now=NOW)
        row = await plans.row("overlap_findings", finding)
        assert (row["kind"], row["computed_kind"], row["state"]) == ("CONFLICT", "OVERLAP", "OPEN")
        await overlaps.relabel_overlap(scope, RelabelOverlap(finding, OverlapKind.OVERLAP, 2), now=NOW)
        assert (await plans.row("overlap_findings", finding))["relabelled_kind"] is None

    async def test_two_don_t_share_a_target_and_three_may(self, plans: Plans) -> None:
        finding = await pair(plans)
        draft = RelabelOverlap(finding, OverlapKind.SHARED_TARGET, 1, reason="Felles")
        with pytest.raises(rules.OverlapKindImpossible):
            await overlaps.relabel_overlap(await plans.by("Odd"), draft, now=NOW)

    async def test_a_unit_of_a_shared_target_may_decide_on_it(self, plans: Plans) -> None:
        members = [(await plans.proven(unit, "Felles", state="PROPOSED"))[0] for unit in ("Kort", "Lån", "Konto")]
        finding = await factory.shared(plans, members)
        await confirmed(plans, finding, by="Kim")
        with pytest.raises(rules.OverlapNotYours):
            await dismissed(plans, finding, by="Per", version=2)


class TestCommitting:
    async def committing(self, plans: Plans, okr_set: UUID) -> list[str]:
        """Return the codes of what keeps Kort from committing, beside contributing to nothing."""
        version = (await plans.row("okr_sets", okr_set))["version"]
        with pytest.raises(Refused) as refused:
            await okr_sets.commit_okr_set(await plans.by("Odd"), okr_sets.TurnOkrSet(okr_set, version), now=NOW)
        return [each.code for each in refused.value.refusals if each.code != "CONTRIBUTES_TO_NOTHING"]

    @pytest.mark.parametrize(("kind", "blocks"), [("OVERLAP", True), ("CONFLICT", True), ("INTERFACE", False)])
    async def test_waits_for_what_was_confirmed(self, plans: Plans, *, kind: str, blocks: bool) -> None:
        finding = await pair(plans, kind=kind)
        okr_set = (await plans.row("overlap_findings", finding))["a_okr_set_id"]
        other = (await plans.row("overlap_findings", finding))["b_okr_set_id"]
        kort = plans.company.units["Kort"]
        own = okr_set if (await plans.row("okr_sets", okr_set))["unit_id"] == kort else other
        assert await self.committing(plans, own) == []
        await confirmed(plans, finding)
        assert await self.committing(plans, own) == ([OverlapUnresolved.code] if blocks else [])
        await dismissed(plans, finding, version=2)
        assert await self.committing(plans, own) == []

    async def test_waits_while_a_case_is_about_it_and_no_longer_once_that_is_agreed(self, plans: Plans) -> None:
        finding = await pair(plans)
        row = await plans.row("overlap_findings", finding)
        kort = plans.company.units["Kort"]
        own = row["a_okr_set_id"] if row["a_unit_id"] == kort else row["b_okr_set_id"]
        for state, missing in (("IN_CASE", [OverlapUnresolved.code]), ("RESOLVED", [])):
            async with plans.company.database.transaction(await plans.by(None)) as connection:
                await stored_overlaps.set_state(connection, plans.company.id, [finding], state, at=NOW)
            assert await self.committing(plans, own) == missing


class TestCalibrating:
    async def calibration(self, plans: Plans) -> Any:
        [row] = await plans.rows("overlap_calibrations")
        return row

    async def test_follows_decisions_on_texts_and_is_taken_back_with_them(self, plans: Plans) -> None:
        (one, _), (other, _) = [await plans.proven(unit, "Alt", state="PROPOSED") for unit in ("Kort", "Lån")]
        more = [
            await plans.objective((await plans.row("objectives", other))["okr_set_id"], f"{n}") for n in range(FEWEST)
        ]
        findings = [await factory.found(plans, one, each, score=5.0) for each in more]
        for number, finding in enumerate(findings, start=1):
            await dismissed(plans, finding)
            row = await self.calibration(plans)
            assert (row["dismissed"], row["learned_shift"] > 0) == (number, number >= FEWEST)
        await reopened(plans, findings[0], version=2)
        row = await self.calibration(plans)
        assert (row["dismissed"], row["learned_shift"]) == (FEWEST - 1, 0)

    async def test_learns_nothing_from_what_structure_says(self, plans: Plans) -> None:
        finding = await pair(plans, rule="SAME_METRIC", score=100.0)
        await dismissed(plans, finding)
        assert await plans.rows("overlap_calibrations") == []

    async def test_counts_what_a_case_is_about_as_confirmed(self, plans: Plans) -> None:
        taken, other = await pair(plans), await pair(plans, units=("Konto", "Bedrift"))
        async with plans.company.database.transaction(await plans.by(None)) as connection:
            await stored_overlaps.set_state(connection, plans.company.id, [taken], "IN_CASE", at=NOW)
        await dismissed(plans, other, by="Kim")
        row = await self.calibration(plans)
        assert (row["confirmed"], row["dismissed"]) == (1, 1)

    async def test_is_switched_reset_and_brought_back_by_administrators_only(self, plans: Plans) -> None:
        await dismissed(plans, await pair(plans))
        for name in ("Liv", "Odd"):
            with pytest.raises(Forbidden):
                await overlap_calibrations.calibrate_overlaps(
                    await plans.by(name), CalibrateOverlaps(is_on=False, expected_version=0), now=NOW
                )
        astrid = await plans.by("Astrid")
        await overlap_calibrations.calibrate_overlaps(
            astrid, CalibrateOverlaps(is_on=False, expected_version=0), now=NOW
        )
        assert (await self.calibration(plans))["is_on"] is False
        await overlap_calibrations.reset_overlap_calibration(
            astrid, ResetOverlapCalibration(1), now=NOW.replace(hour=10)
        )
        assert (await self.calibration(plans))["dismissed"] == 0
        with pytest.raises(NothingToReset):
            await overlap_calibrations.reset_overlap_calibration(astrid, ResetOverlapCalibration(2), now=NOW)
        await overlap_calibrations.restore_overlap_calibration(astrid, ResetOverlapCalibration(2), now=NOW)
        assert (await self.calibration(plans))["dismissed"] == 1
        with pytest.raises(NothingToBringBack):
            await overlap_calibrations.restore_overlap_calibration(astrid, ResetOverlapCalibration(3), now=NOW)
