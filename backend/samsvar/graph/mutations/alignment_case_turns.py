"""What units say, propose and sign in alignment cases."""

import datetime as dt

import strawberry

from samsvar.domain import alignment_cases as domain
from samsvar.domain.rights import Right
from samsvar.graph import inputs
from samsvar.graph.alignment_case_turns import CaseOutcome
from samsvar.graph.context import Info
from samsvar.graph.mutations.alignment_case_effects import CaseEffectInput, effects
from samsvar.graph.mutations.alignment_cases import AlignmentCasePayload, case_id, unit_id
from samsvar.graph.permissions import Requires
from samsvar.graph.problems import ProblemsInPayload
from samsvar.operations import alignment_case_signatures, alignment_case_turns


@strawberry.input(description="What a unit proposes in the place of what was proposed before.")
class ProposeInCaseInput:
    idempotency_key: str = inputs.idempotency_key()
    case: strawberry.ID = strawberry.field(description="The case.")
    unit: strawberry.ID | None = strawberry.field(
        default=None, description="For which unit; needed only when you speak for several that take part."
    )
    outcome: CaseOutcome = strawberry.field(description="What the units come to.")
    effects: list[CaseEffectInput] = strawberry.field(default_factory=list, description="What that changes, in order.")
    said: str = strawberry.field(default="", description="In words.")
    look_again_on: dt.date | None = strawberry.field(
        default=None, description="When the units would look again at what they agreed."
    )
    signs: bool = strawberry.field(default=False, description="Whether you sign it for your unit at once.")
    expected_version: int = inputs.expected_version()

    def draft(self) -> alignment_case_turns.ProposeInCase:
        """Return what the operation needs."""
        return alignment_case_turns.ProposeInCase(
            case=case_id(self.case),
            outcome=domain.CaseOutcome(self.outcome.name),
            effects=effects(self.effects),
            unit=unit_id(self.unit),
            said=self.said,
            look_again_on=self.look_again_on,
            signs=self.signs,
            expected_version=self.expected_version,
        )


@strawberry.input(description="What a unit says in a case.")
class RemarkInCaseInput:
    idempotency_key: str = inputs.idempotency_key()
    case: strawberry.ID = strawberry.field(description="The case.")
    unit: strawberry.ID | None = strawberry.field(
        default=None, description="For which unit; needed only when you speak for several that take part."
    )
    said: str = strawberry.field(description="In words.")

    def draft(self) -> alignment_case_turns.RemarkInCase:
        """Return what the operation needs."""
        return alignment_case_turns.RemarkInCase(case=case_id(self.case), said=self.said, unit=unit_id(self.unit))


@strawberry.input(description="A proposal that a unit agrees to.")
class SignCaseInput:
    idempotency_key: str = inputs.idempotency_key()
    case: strawberry.ID = strawberry.field(description="The case.")
    turn: strawberry.ID = strawberry.field(description="Exactly this proposal.")
    unit: strawberry.ID | None = strawberry.field(
        default=None, description="For which unit; needed only when you speak for several that take part."
    )

    def draft(self) -> alignment_case_signatures.SignCase:
        """Return what the operation needs."""
        return alignment_case_signatures.SignCase(
            case=case_id(self.case), turn=inputs.own_id("CaseTurn", self.turn, field="turn"), unit=unit_id(self.unit)
        )


@strawberry.input(description="A proposal that a unit agrees to no longer.")
class WithdrawCaseSignatureInput:
    idempotency_key: str = inputs.idempotency_key()
    case: strawberry.ID = strawberry.field(description="The case.")
    turn: strawberry.ID = strawberry.field(description="Exactly this proposal.")
    unit: strawberry.ID | None = strawberry.field(
        default=None, description="For which unit; needed only when you speak for several that take part."
    )

    def draft(self) -> alignment_case_signatures.SignCase:
        """Return what the operation needs."""
        return alignment_case_signatures.SignCase(
            case=case_id(self.case), turn=inputs.own_id("CaseTurn", self.turn, field="turn"), unit=unit_id(self.unit)
        )


@strawberry.type(description="The case with the proposal.")
class ProposeInCasePayload(AlignmentCasePayload): ...


@strawberry.type(description="The case with what was said.")
class RemarkInCasePayload(AlignmentCasePayload): ...


@strawberry.type(description="The case with the signature; agreed, and done, with the last one.")
class SignCasePayload(AlignmentCasePayload): ...


@strawberry.type(description="The case without the signature.")
class WithdrawCaseSignaturePayload(AlignmentCasePayload): ...


@strawberry.type
class AlignmentCaseTurnMutations:
    @strawberry.mutation(
        description="Propose what the units come to, and what that changes; earlier signatures count no more.",
        extensions=[Requires(Right.DRAFT_OKRS), ProblemsInPayload(ProposeInCasePayload)],
    )
    async def propose_in_case(self, info: Info, input: ProposeInCaseInput) -> ProposeInCasePayload:
        return ProposeInCasePayload(case_id=await inputs.perform(info, alignment_case_turns.propose_in_case, input))

    @strawberry.mutation(
        description="Say something in a case.",
        extensions=[Requires(Right.DRAFT_OKRS), ProblemsInPayload(RemarkInCasePayload)],
    )
    async def remark_in_case(self, info: Info, input: RemarkInCaseInput) -> RemarkInCasePayload:
        return RemarkInCasePayload(case_id=await inputs.perform(info, alignment_case_turns.remark_in_case, input))

    @strawberry.mutation(
        description="Sign the present proposal for a unit. With the last signature it is agreed, and what it changes is done.",
        extensions=[Requires(Right.CONSENT), ProblemsInPayload(SignCasePayload)],
    )
    async def sign_case(self, info: Info, input: SignCaseInput) -> SignCasePayload:
        return SignCasePayload(case_id=await inputs.perform(info, alignment_case_signatures.sign_case, input))

    @strawberry.mutation(
        description="Take a unit's signature back, as long as others are missing.",
        extensions=[Requires(Right.CONSENT), ProblemsInPayload(WithdrawCaseSignaturePayload)],
    )
    async def withdraw_case_signature(
        self, info: Info, input: WithdrawCaseSignatureInput
    ) -> WithdrawCaseSignaturePayload:
        return WithdrawCaseSignaturePayload(
            case_id=await inputs.perform(info, alignment_case_signatures.withdraw_case_signature, input)
        )
