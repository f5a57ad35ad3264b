"""What can be done with alignment cases as a whole."""

import datetime as dt
from uuid import UUID

import strawberry

from samsvar.domain.rights import Right
from samsvar.graph import inputs, links, selection
from samsvar.graph.context import Info
from samsvar.graph.permissions import Requires
from samsvar.graph.problems import Problem, ProblemsInPayload
from samsvar.operations import alignment_case_openings, alignment_case_presences, alignment_cases


def case_id(sent: strawberry.ID) -> UUID:
    """Return the uuid of a case in an input."""
    return inputs.own_id("AlignmentCase", sent, field="case")


def unit_id(sent: strawberry.ID | None) -> UUID | None:
    """Return the uuid of the unit in whose name somebody speaks, if it is named."""
    return None if sent is None else inputs.own_id("Unit", sent, field="unit")


@strawberry.input(description="A case to be opened.")
class OpenAlignmentCaseInput:
    idempotency_key: str = inputs.idempotency_key()
    title: str = strawberry.field(description="What it is called.")
    question: str = strawberry.field(default="", description="What is to be settled.")
    unit: strawberry.ID | None = strawberry.field(
        default=None,
        description="In whose name; needed only when you speak for several units, or for none of those concerned.",
    )
    findings: list[strawberry.ID] = strawberry.field(
        default_factory=list, description="Overlap findings that it is about."
    )
    dependencies: list[strawberry.ID] = strawberry.field(
        default_factory=list, description="Dependencies that it is about."
    )
    objectives: list[strawberry.ID] = strawberry.field(default_factory=list, description="Objectives that it is about.")
    units: list[strawberry.ID] = strawberry.field(
        default_factory=list, description="Units that are asked beside those whose OKRs it is about."
    )
    cycle: strawberry.ID | None = strawberry.field(
        default=None, description="Of which cycle; needed when it is about nothing that says so."
    )
    due_on: dt.date | None = strawberry.field(default=None, description="Until when the units mean to agree.")

    def draft(self) -> alignment_case_openings.OpenAlignmentCase:
        """Return what the operation needs."""
        return alignment_case_openings.OpenAlignmentCase(
            title=self.title,
            question=self.question,
            unit=unit_id(self.unit),
            findings=inputs.own_ids("OverlapFinding", self.findings, field="findings"),
            dependencies=inputs.own_ids("Dependency", self.dependencies, field="dependencies"),
            objectives=inputs.own_ids("Objective", self.objectives, field="objectives"),
            units=inputs.own_ids("Unit", self.units, field="units"),
            cycle=None if self.cycle is None else inputs.own_id("Cycle", self.cycle, field="cycle"),
            due_on=self.due_on,
        )


@strawberry.input(description="An agreed case to be undone by another one.")
class UndoAlignmentCaseInput:
    idempotency_key: str = inputs.idempotency_key()
    case: strawberry.ID = strawberry.field(description="The case.")
    unit: strawberry.ID | None = strawberry.field(
        default=None, description="For which unit; needed only when you speak for several that take part."
    )
    question: str = strawberry.field(description="Why.")

    def draft(self) -> alignment_case_openings.UndoAlignmentCase:
        """Return what the operation needs."""
        return alignment_case_openings.UndoAlignmentCase(
            case=case_id(self.case), question=self.question, unit=unit_id(self.unit)
        )


@strawberry.input(description="A unit that is to take part, too.")
class AskUnitIntoCaseInput:
    idempotency_key: str = inputs.idempotency_key()
    case: strawberry.ID = strawberry.field(description="The case.")
    asked_unit: strawberry.ID = strawberry.field(description="The unit.")
    is_asked: bool = strawberry.field(
        default=True, description="Whether its signature is asked for; otherwise it helps."
    )
    unit: strawberry.ID | None = strawberry.field(
        default=None, description="For which unit; needed only when you speak for several that take part."
    )
    expected_version: int = inputs.expected_version()

    def draft(self) -> alignment_cases.AskUnitIntoCase:
        """Return what the operation needs."""
        return alignment_cases.AskUnitIntoCase(
            case=case_id(self.case),
            asked_unit=inputs.own_id("Unit", self.asked_unit, field="askedUnit"),
            is_asked=self.is_asked,
            unit=unit_id(self.unit),
            expected_version=self.expected_version,
        )


@strawberry.input(description="A case with which the unit above is to help.")
class EscalateCaseInput:
    idempotency_key: str = inputs.idempotency_key()
    case: strawberry.ID = strawberry.field(description="The case.")
    unit: strawberry.ID | None = strawberry.field(
        default=None, description="For which unit; needed only when you speak for several that take part."
    )
    said: str = strawberry.field(default="", description="Why.")
    expected_version: int = inputs.expected_version()

    def draft(self) -> alignment_cases.EscalateCase:
        """Return what the operation needs."""
        return alignment_cases.EscalateCase(
            case=case_id(self.case), said=self.said, unit=unit_id(self.unit), expected_version=self.expected_version
        )


@strawberry.input(description="A case to be given up.")
class WithdrawCaseInput:
    idempotency_key: str = inputs.idempotency_key()
    case: strawberry.ID = strawberry.field(description="The case.")
    unit: strawberry.ID | None = strawberry.field(
        default=None, description="For which unit; needed only when you speak for several that take part."
    )
    reason: str = strawberry.field(description="Why.")
    expected_version: int = inputs.expected_version()

    def draft(self) -> alignment_cases.WithdrawCase:
        """Return what the operation needs."""
        return alignment_cases.WithdrawCase(
            case=case_id(self.case), reason=self.reason, unit=unit_id(self.unit), expected_version=self.expected_version
        )


@strawberry.input(description="An agreed case that the units looked at again.")
class LookAgainAtCaseInput:
    idempotency_key: str = inputs.idempotency_key()
    case: strawberry.ID = strawberry.field(description="The case.")
    unit: strawberry.ID | None = strawberry.field(
        default=None, description="For which unit; needed only when you speak for several that take part."
    )
    next_on: dt.date | None = strawberry.field(
        default=None, description="When they will again; left out, not any more."
    )
    said: str = strawberry.field(default="", description="What they found.")
    expected_version: int = inputs.expected_version()

    def draft(self) -> alignment_cases.LookAgainAtCase:
        """Return what the operation needs."""
        return alignment_cases.LookAgainAtCase(
            case=case_id(self.case),
            next_on=self.next_on,
            said=self.said,
            unit=unit_id(self.unit),
            expected_version=self.expected_version,
        )


@strawberry.input(description="Somebody is in the room of a case.")
class SayPresentInCaseInput:
    idempotency_key: str = inputs.idempotency_key()
    case: strawberry.ID = strawberry.field(description="The case.")
    is_leaving: bool = strawberry.field(default=False, description="Whether they leave it.")

    def draft(self) -> alignment_case_presences.SayPresentInCase:
        """Return what the operation needs."""
        return alignment_case_presences.SayPresentInCase(case=case_id(self.case), is_leaving=self.is_leaving)


@strawberry.type
class AlignmentCasePayload:
    case_id: strawberry.Private[UUID | None] = None
    alignment_case: links.AlignmentCase | None = selection.by_id(
        "case_id", description="The case as it is now; null when refused."
    )
    problems: list[Problem] = strawberry.field(default_factory=list, description="Why it was refused.")


@strawberry.type(description="The case that was opened.")
class OpenAlignmentCasePayload(AlignmentCasePayload): ...


@strawberry.type(description="The case that is to undo the other one.")
class UndoAlignmentCasePayload(AlignmentCasePayload): ...


@strawberry.type(description="The case with the unit in it.")
class AskUnitIntoCasePayload(AlignmentCasePayload): ...


@strawberry.type(description="The case, in which the unit above takes part.")
class EscalateCasePayload(AlignmentCasePayload): ...


@strawberry.type(description="The case that was given up.")
class WithdrawCasePayload(AlignmentCasePayload): ...


@strawberry.type(description="The case that was looked at.")
class LookAgainAtCasePayload(AlignmentCasePayload): ...


@strawberry.type(description="The case whose room it is.")
class SayPresentInCasePayload(AlignmentCasePayload): ...


@strawberry.type
class AlignmentCaseMutations:
    @strawberry.mutation(
        description="Open a case about overlap findings, dependencies or objectives, or freely; the units concerned are asked.",
        extensions=[Requires(Right.DRAFT_OKRS), ProblemsInPayload(OpenAlignmentCasePayload)],
    )
    async def open_alignment_case(self, info: Info, input: OpenAlignmentCaseInput) -> OpenAlignmentCasePayload:
        return OpenAlignmentCasePayload(
            case_id=await inputs.perform(info, alignment_case_openings.open_alignment_case, input)
        )

    @strawberry.mutation(
        description="Open a case that proposes to take back what an agreed one changed. Only so is an agreement undone.",
        extensions=[Requires(Right.DRAFT_OKRS), ProblemsInPayload(UndoAlignmentCasePayload)],
    )
    async def undo_alignment_case(self, info: Info, input: UndoAlignmentCaseInput) -> UndoAlignmentCasePayload:
        return UndoAlignmentCasePayload(
            case_id=await inputs.perform(info, alignment_case_openings.undo_alignment_case, input)
        )

    @strawberry.mutation(
        description="Ask another unit to take part. Whoever is not asked can't be bound.",
        extensions=[Requires(Right.DRAFT_OKRS), ProblemsInPayload(AskUnitIntoCasePayload)],
    )
    async def ask_unit_into_case(self, info: Info, input: AskUnitIntoCaseInput) -> AskUnitIntoCasePayload:
        return AskUnitIntoCasePayload(case_id=await inputs.perform(info, alignment_cases.ask_unit_into_case, input))

    @strawberry.mutation(
        description="Ask the unit above all that take part for help. It proposes, and imposes nothing.",
        extensions=[Requires(Right.DRAFT_OKRS), ProblemsInPayload(EscalateCasePayload)],
    )
    async def escalate_case(self, info: Info, input: EscalateCaseInput) -> EscalateCasePayload:
        return EscalateCasePayload(case_id=await inputs.perform(info, alignment_cases.escalate_case, input))

    @strawberry.mutation(
        description="Give a case up, and say why; what was said stays.",
        extensions=[Requires(Right.DRAFT_OKRS), ProblemsInPayload(WithdrawCasePayload)],
    )
    async def withdraw_case(self, info: Info, input: WithdrawCaseInput) -> WithdrawCasePayload:
        return WithdrawCasePayload(case_id=await inputs.perform(info, alignment_cases.withdraw_case, input))

    @strawberry.mutation(
        description="Say that the units looked again at what they agreed, and when they will next.",
        extensions=[Requires(Right.DRAFT_OKRS), ProblemsInPayload(LookAgainAtCasePayload)],
    )
    async def look_again_at_case(self, info: Info, input: LookAgainAtCaseInput) -> LookAgainAtCasePayload:
        return LookAgainAtCasePayload(case_id=await inputs.perform(info, alignment_cases.look_again_at_case, input))

    @strawberry.mutation(
        description="Say that one is in the room of a case: every 20 seconds, since one counts as present for 45.",
        extensions=[Requires(Right.OWN_SETTINGS), ProblemsInPayload(SayPresentInCasePayload)],
    )
    async def say_present_in_case(self, info: Info, input: SayPresentInCaseInput) -> SayPresentInCasePayload:
        # Said again it is the same; a key for each of them would be kept for nothing.
        deed = alignment_case_presences.say_present_in_case
        return SayPresentInCasePayload(case_id=await deed(info.context.scope, input.draft(), now=info.context.now))
