"""What can be done with requests for contributions."""

from uuid import UUID

import strawberry

from samsvar.domain.rights import Right
from samsvar.graph import inputs, links, selection
from samsvar.graph.context import Info
from samsvar.graph.mutations.contributions import end
from samsvar.graph.permissions import Requires
from samsvar.graph.problems import Problem, ProblemsInPayload
from samsvar.operations import contribution_requests
from samsvar.operations.contributions import EndKind, EndRef


def _target(target: strawberry.ID) -> EndRef:
    return end(target, EndKind.OBJECTIVE, EndKind.KEY_RESULT, EndKind.MOAL, field="target")


@strawberry.input(description="Another unit to be asked to contribute to something of ours.")
class AskForContributionInput:
    idempotency_key: str = inputs.idempotency_key()
    target: strawberry.ID = strawberry.field(
        description="The Moal, objective or key result that would be helped; its unit asks."
    )
    unit: strawberry.ID = strawberry.field(description="The unit that is asked.")
    cycle: strawberry.ID | None = strawberry.field(
        default=None, description="For which cycle; needed for a Moal, which belongs to none."
    )
    weight: float = strawberry.field(default=1.0, description="How much it would count beside others.")
    rationale: str = strawberry.field(default="", description="What is hoped for.")

    def draft(self) -> contribution_requests.AskForContribution:
        """Return what the operation needs."""
        return contribution_requests.AskForContribution(
            target=_target(self.target),
            unit=inputs.own_id("Unit", self.unit, field="unit"),
            cycle=None if self.cycle is None else inputs.own_id("Cycle", self.cycle, field="cycle"),
            weight=inputs.exact(self.weight),
            rationale=self.rationale,
        )


@strawberry.input(description="What our unit does for what it was asked to contribute to.")
class AnswerContributionRequestInput:
    idempotency_key: str = inputs.idempotency_key()
    contribution_request: strawberry.ID = strawberry.field(description="The request.")
    source: strawberry.ID = strawberry.field(description="The objective or key result of our unit that helps.")
    target: strawberry.ID | None = strawberry.field(
        default=None,
        description="What it helps instead of what was asked: something else of the asking unit. It then answers in turn.",
    )
    weight: float | None = strawberry.field(
        default=None, description="Another weight than was asked for. The asking unit then answers in turn."
    )
    rationale: str = strawberry.field(default="", description="How it helps; left out, what was hoped for.")
    expected_version: int = inputs.expected_version()

    def draft(self) -> contribution_requests.AnswerContributionRequest:
        """Return what the operation needs."""
        return contribution_requests.AnswerContributionRequest(
            request=_own_id(self.contribution_request),
            source=end(self.source, EndKind.OBJECTIVE, EndKind.KEY_RESULT, field="source"),
            expected_version=self.expected_version,
            target=None if self.target is None else _target(self.target),
            weight=None if self.weight is None else inputs.exact(self.weight),
            rationale=self.rationale,
        )


@strawberry.input(description="A request for a contribution to be declined.")
class DeclineContributionRequestInput:
    idempotency_key: str = inputs.idempotency_key()
    contribution_request: strawberry.ID = strawberry.field(description="The request.")
    reason: str = strawberry.field(description="Why.")
    expected_version: int = inputs.expected_version()

    def draft(self) -> contribution_requests.DeclineContributionRequest:
        """Return what the operation needs."""
        return contribution_requests.DeclineContributionRequest(
            request=_own_id(self.contribution_request), reason=self.reason, expected_version=self.expected_version
        )


@strawberry.input(description="A request for a contribution to be taken back.")
class WithdrawContributionRequestInput:
    idempotency_key: str = inputs.idempotency_key()
    contribution_request: strawberry.ID = strawberry.field(description="The request.")
    expected_version: int = inputs.expected_version()

    def draft(self) -> contribution_requests.SettleContributionRequest:
        """Return what the operation needs."""
        return contribution_requests.SettleContributionRequest(
            request=_own_id(self.contribution_request), expected_version=self.expected_version
        )


@strawberry.input(description="A request for a contribution whose answer is to be taken back.")
class ReopenContributionRequestInput:
    idempotency_key: str = inputs.idempotency_key()
    contribution_request: strawberry.ID = strawberry.field(description="The request.")
    expected_version: int = inputs.expected_version()

    def draft(self) -> contribution_requests.SettleContributionRequest:
        """Return what the operation needs."""
        return contribution_requests.SettleContributionRequest(
            request=_own_id(self.contribution_request), expected_version=self.expected_version
        )


def _own_id(global_id: strawberry.ID) -> UUID:
    return inputs.own_id("ContributionRequest", global_id, field="contributionRequest")


@strawberry.type
class ContributionRequestPayload:
    request_id: strawberry.Private[UUID | None] = None
    contribution_request: links.ContributionRequest | None = selection.by_id(
        "request_id", description="The request as it is now; null when refused."
    )
    problems: list[Problem] = strawberry.field(default_factory=list, description="Why it was refused.")


@strawberry.type(description="The request that was made.")
class AskForContributionPayload(ContributionRequestPayload): ...


@strawberry.type(description="The request with its answer.")
class AnswerContributionRequestPayload(ContributionRequestPayload): ...


@strawberry.type(description="The request that was declined.")
class DeclineContributionRequestPayload(ContributionRequestPayload): ...


@strawberry.type(description="The request that was taken back.")
class WithdrawContributionRequestPayload(ContributionRequestPayload): ...


@strawberry.type(description="The request, which waits for an answer again.")
class ReopenContributionRequestPayload(ContributionRequestPayload): ...


@strawberry.type
class ContributionRequestMutations:
    @strawberry.mutation(
        description="Ask another unit to contribute to a Moal, objective or key result of ours.",
        extensions=[Requires(Right.DRAFT_OKRS), ProblemsInPayload(AskForContributionPayload)],
    )
    async def ask_for_contribution(self, info: Info, input: AskForContributionInput) -> AskForContributionPayload:
        return AskForContributionPayload(
            request_id=await inputs.perform(info, contribution_requests.ask_for_contribution, input)
        )

    @strawberry.mutation(
        description="Say with what our unit contributes. As it was asked for it is agreed at once; on other terms it is a"
        " proposal that the asking unit answers.",
        extensions=[Requires(Right.CONSENT), ProblemsInPayload(AnswerContributionRequestPayload)],
    )
    async def answer_contribution_request(
        self, info: Info, input: AnswerContributionRequestInput
    ) -> AnswerContributionRequestPayload:
        return AnswerContributionRequestPayload(
            request_id=await inputs.perform(info, contribution_requests.answer_contribution_request, input)
        )

    @strawberry.mutation(
        description="Decline a request for a contribution, and say why.",
        extensions=[Requires(Right.CONSENT), ProblemsInPayload(DeclineContributionRequestPayload)],
    )
    async def decline_contribution_request(
        self, info: Info, input: DeclineContributionRequestInput
    ) -> DeclineContributionRequestPayload:
        return DeclineContributionRequestPayload(
            request_id=await inputs.perform(info, contribution_requests.decline_contribution_request, input)
        )

    @strawberry.mutation(
        description="Take back a request that wasn't answered.",
        extensions=[Requires(Right.DRAFT_OKRS), ProblemsInPayload(WithdrawContributionRequestPayload)],
    )
    async def withdraw_contribution_request(
        self, info: Info, input: WithdrawContributionRequestInput
    ) -> WithdrawContributionRequestPayload:
        return WithdrawContributionRequestPayload(
            request_id=await inputs.perform(info, contribution_requests.withdraw_contribution_request, input)
        )

    @strawberry.mutation(
        description="Take back our answer to a request, with the contribution that it was: it waits for us again.",
        extensions=[Requires(Right.CONSENT), ProblemsInPayload(ReopenContributionRequestPayload)],
    )
    async def reopen_contribution_request(
        self, info: Info, input: ReopenContributionRequestInput
    ) -> ReopenContributionRequestPayload:
        return ReopenContributionRequestPayload(
            request_id=await inputs.perform(info, contribution_requests.reopen_contribution_request, input)
        )
