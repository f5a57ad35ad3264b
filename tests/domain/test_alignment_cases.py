"""What an outcome usually changes, what takes it back, who has to sign, and where escalation leads."""

import dataclasses
import datetime as dt
from decimal import Decimal
from uuid import UUID

import pytest

from samsvar.domain import alignment_case_changes as changes
from samsvar.domain import alignment_case_effects as effects
from samsvar.domain import alignment_cases as rules
from samsvar.domain import refusals
from samsvar.domain.alignment_case_effects import CaseEffectKind, Done, Effect, Subject, SubjectKeyResult
from samsvar.domain.alignment_cases import CaseOutcome, CaseState, Participant

BY = dt.date(2026, 3, 1)


def own(number: int) -> UUID:
    return UUID(int=number)


def subject(number: int, unit: int, *key_results: tuple[int, int | None], share: str = "1") -> Subject:
    """Return an objective; key results by number and metric."""
    return Subject(
        id=own(number),
        unit_id=own(unit),
        title=f"Objective {number}",
        why="",
        key_results=[SubjectKeyResult(id=own(k), metric_id=None if m is None else own(m)) for k, m in key_results],
        owners_share=Decimal(share),
    )


STAYS = subject(1, 100, (11, 900), (12, None))
OTHER = subject(2, 200, (21, 900), (22, None))


def suggested(
    outcome: CaseOutcome, *subjects: Subject, alike: tuple[tuple[UUID, UUID], ...] = ()
) -> list[tuple[CaseEffectKind, UUID | None]]:
    found = effects.suggested_effects(outcome, subjects or (STAYS, OTHER), alike=alike, by=BY)
    return [(each.kind, each.key_result_id or each.objective_id) for each in found]


class TestSuggestions:
    def test_merge_moves_what_only_the_other_one_has_and_shares_what_stays(self) -> None:
        kinds = CaseEffectKind
        assert suggested(CaseOutcome.MERGE) == [
            (kinds.MOVE_KEY_RESULT, own(22)),
            (kinds.DROP_OBJECTIVE, own(2)),
            (kinds.SHARE_OBJECTIVE, own(1)),
        ]
        assert suggested(CaseOutcome.MERGE, alike=((own(22), own(12)),)) == [
            (kinds.DROP_OBJECTIVE, own(2)),
            (kinds.SHARE_OBJECTIVE, own(1)),
        ]

    def test_drop_gives_up_what_is_doubled_and_the_objective_when_nothing_else_proves_it(self) -> None:
        assert suggested(CaseOutcome.DROP) == [(CaseEffectKind.DROP_KEY_RESULT, own(21))]
        alone = subject(2, 200, (21, 900))
        assert suggested(CaseOutcome.DROP, STAYS, alone) == [(CaseEffectKind.DROP_OBJECTIVE, own(2))]

    @pytest.mark.parametrize(
        ("outcome", "kinds"),
        [
            (CaseOutcome.CO_OWN, ["SHARE_OBJECTIVE", "DROP_OBJECTIVE"]),
            (CaseOutcome.HAND_OVER, ["MOVE_OBJECTIVE"]),
            (CaseOutcome.SPLIT, ["REWORD_OBJECTIVE", "REWORD_OBJECTIVE"]),
            (CaseOutcome.SEQUENCE, ["ADD_DEPENDENCY"]),
            (CaseOutcome.KEEP_BOTH, []),
            (CaseOutcome.ESCALATE, []),
        ],
    )
    def test_each_outcome_has_its_own(self, outcome: CaseOutcome, kinds: list[str]) -> None:
        assert [kind.value for kind, _ in suggested(outcome)] == kinds

    def test_between_objectives_of_one_unit_there_is_nothing_to_suggest(self) -> None:
        assert suggested(CaseOutcome.MERGE, STAYS, subject(2, 100)) == []

    def test_shares_leave_the_owner_some_whatever_was_shared_before(self) -> None:
        found = effects.suggested_effects(
            CaseOutcome.CO_OWN, [subject(1, 100, share="0.25"), OTHER, subject(3, 300)], alike=(), by=BY
        )
        shares = [each.share for each in found if each.share is not None]
        assert shares == [Decimal("0.08"), Decimal("0.08")]

    def test_all_of_them_are_complete(self) -> None:
        for outcome in CaseOutcome:
            effects.require_complete(outcome, effects.suggested_effects(outcome, [STAYS, OTHER], alike=(), by=BY))


class TestCompleteness:
    def test_an_outcome_that_changes_okrs_says_how(self) -> None:
        with pytest.raises(effects.OutcomeWithoutEffects):
            effects.require_complete(CaseOutcome.MERGE, [])
        with pytest.raises(effects.OutcomeWithEffects):
            effects.require_complete(
                CaseOutcome.ESCALATE, [Effect(kind=CaseEffectKind.DROP_OBJECTIVE, objective_id=own(1))]
            )

    def test_every_kind_says_what_it_lacks(self) -> None:
        for kind in CaseEffectKind:
            with pytest.raises(refusals.Refused) as refused:
                effects.require_complete(CaseOutcome.MERGE, [Effect(kind=kind)])
            assert all((each.field or "").startswith("effects.0.") for each in refused.value.refusals)


class TestInverse:
    def test_takes_back_the_last_one_first(self) -> None:
        moved = Effect(kind=CaseEffectKind.MOVE_KEY_RESULT, key_result_id=own(21), to_objective_id=own(1))
        dropped = Effect(kind=CaseEffectKind.DROP_OBJECTIVE, objective_id=own(2))
        done = [Done(effect=moved, former={"to_objective_id": own(2)}), Done(effect=dropped)]
        assert effects.inverse(done) == [
            Effect(kind=CaseEffectKind.RESTORE_OBJECTIVE, objective_id=own(2)),
            Effect(kind=CaseEffectKind.MOVE_KEY_RESULT, key_result_id=own(21), to_objective_id=own(2)),
        ]

    def test_knows_every_kind(self) -> None:
        for kind in CaseEffectKind:
            (back,) = effects.inverse([Done(effect=Effect(kind=kind), result_id=own(1))])
            assert back.kind in CaseEffectKind

    def test_clears_a_number_that_was_not_there(self) -> None:
        revised = Effect(kind=CaseEffectKind.REVISE_KEY_RESULT, key_result_id=own(1), stretch=Decimal(9))
        (back,) = effects.inverse([Done(effect=revised, former={"stretch": None, "target": Decimal(5)})])
        assert (back.stretch, back.clears, back.target) == (None, ("stretch",), Decimal(5))

    def test_reads_what_was_stored_as_json(self) -> None:
        kept = {"unit_id": str(own(1)), "target": "5.5", "needed_by": "2026-03-01", "title": "Was", "stretch": None}
        assert effects.read_former(kept) == {
            "unit_id": own(1),
            "target": Decimal("5.5"),
            "needed_by": BY,
            "title": "Was",
            "stretch": None,
        }


def case(**more: object) -> rules.AlignmentCase:
    opened = rules.opened(
        own_id=own(1),
        cycle_id=own(2),
        title="Hvem?",
        question="",
        unit_id=own(3),
        name="Odd",
        at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
        due_on=None,
        undoes_id=None,
    )

    return dataclasses.replace(opened, **more)  # type: ignore[arg-type]


class TestCase:
    def test_is_signed_for_exactly_the_proposal_on_the_table(self) -> None:
        with pytest.raises(rules.NothingToSign):
            case().require_signable(own(9))
        with pytest.raises(rules.ProposalSuperseded):
            case(proposal_id=own(8)).require_signable(own(9))
        case(proposal_id=own(9)).require_signable(own(9))

    @pytest.mark.parametrize("state", [CaseState.AGREED, CaseState.WITHDRAWN])
    def test_moves_no_more_once_it_is_decided(self, state: CaseState) -> None:
        with pytest.raises(rules.CaseDecided):
            case(state=state).proposed(own(9))
        with pytest.raises(rules.CaseDecided):
            case(state=state, proposal_id=own(9)).require_signable(own(9))

    def test_an_escalated_one_is_open_still(self) -> None:
        assert case(state=CaseState.ESCALATED).proposed(own(9)).proposal_id == own(9)

    def test_waits_for_those_who_were_asked_and_did_not_sign(self) -> None:
        units = [
            Participant(unit_id=own(number), name=str(number), path=f"1/{number}/", is_asked=number != 3)
            for number in (1, 2, 3)
        ]
        assert [each.unit_id for each in rules.unsigned(units, {own(1)})] == [own(2)]

    @pytest.mark.parametrize(
        ("paths", "above"),
        [
            (["1/2/5/", "1/2/6/"], "1/2/"),
            (["1/2/5/", "1/3/7/"], "1/"),
            (["1/2/", "1/2/6/"], "1/2/"),
            (["1/2/5/", "1/25/6/"], "1/"),
        ],
    )
    def test_the_nearest_unit_above_all(self, paths: list[str], above: str) -> None:
        assert rules.common_path(paths) == above
        assert rules.above("1/2/5/") == "1/2/"
        assert rules.above("1/") == ""


def line(number: int, *, objective: int, unit: int, title: str = "Line") -> changes.Line:
    return changes.Line(
        id=own(number),
        kind="OBJECTIVE" if number == objective else "KEY_RESULT",
        objective_id=own(objective),
        unit_id=own(unit),
        unit_name=f"Unit {unit}",
        title=title,
    )


class TestChanges:
    def test_tell_what_stays_comes_goes_and_moves_where_it_stood(self) -> None:
        before = [
            line(1, objective=1, unit=100),
            line(11, objective=1, unit=100, title="Old words"),
            line(2, objective=2, unit=200),
            line(21, objective=2, unit=200),
            line(22, objective=2, unit=200),
        ]
        after = [
            line(1, objective=1, unit=100),
            line(11, objective=1, unit=100, title="New words"),
            line(21, objective=1, unit=100),
            line(3, objective=3, unit=100),
        ]
        told = changes.compared(before, after, is_new_named=False)
        assert [(each["unitName"], [(one["nodeId"], one["change"]) for one in each["lines"]]) for each in told] == [
            (
                "Unit 100",
                [
                    (f"objective_{own(1)}", "SAME"),
                    (f"key_result_{own(11)}", "CHANGED"),
                    (f"key_result_{own(21)}", "MOVED_HERE"),
                    (None, "ADDED"),
                ],
            ),
            (
                "Unit 200",
                [
                    (f"objective_{own(2)}", "REMOVED"),
                    (f"key_result_{own(21)}", "MOVED_AWAY"),
                    (f"key_result_{own(22)}", "REMOVED"),
                ],
            ),
        ]
