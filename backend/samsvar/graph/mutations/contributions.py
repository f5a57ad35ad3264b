"""What can be done with contributions."""

from uuid import UUID

import strawberry

from samsvar.domain import refusals
from samsvar.domain.rights import Right
from samsvar.graph import global_ids, inputs, links, selection
from samsvar.graph.context import Info
from samsvar.graph.permissions import Requires
from samsvar.graph.problems import Problem, ProblemsInPayload
from samsvar.operations import contributions
from samsvar.operations.contributions import EndKind, EndRef


def end(global_id: str, *kinds: EndKind, field: str) -> EndRef:
    """
    Return what a link joins.

    Args:
        global_id: As the client sent it.
        kinds: What it may be.
        field: Where in the input it stands.

    Raises:
        NotFound: It is none of these.
    """
    for kind in kinds:
        own_id = global_ids.decode(global_id, kind.value)
        if own_id is not None:
            return EndRef(kind, own_id)
    raise refusals.NotFound(field=field, kind=kinds[0].value)


@strawberry.input(description="A link upward: this helps that.")
class ProposeContributionInput:
    idempotency_key: str = inputs.idempotency_key()
    source: strawberry.ID = strawberry.field(description="The objective or key result that helps.")
    target: strawberry.ID = strawberry.field(description="The Moal, objective or key result that is helped.")
    weight: float = strawberry.field(default=1.0, description="How much it counts beside the others.")
    rationale: str = strawberry.field(default="", description="How it helps.")

    def draft(self) -> contributions.ProposeContribution:
        """Return what the operation needs."""
        return contributions.ProposeContribution(
            source=end(self.source, EndKind.OBJECTIVE, EndKind.KEY_RESULT, field="source"),
            target=end(self.target, EndKind.OBJECTIVE, EndKind.KEY_RESULT, EndKind.MOAL, field="target"),
            weight=inputs.exact(self.weight),
            rationale=self.rationale,
        )


@strawberry.input(description="A proposed contribution to be agreed to.")
class ConsentToContributionInput:
    idempotency_key: str = inputs.idempotency_key()
    contribution: strawberry.ID = strawberry.field(description="The contribution.")
    expected_version: int = inputs.expected_version()

    def draft(self) -> contributions.AnswerContribution:
        """Return what the operation needs."""
        return contributions.AnswerContribution(
            contribution=inputs.own_id("Contribution", self.contribution, field="contribution"),
            expected_version=self.expected_version,
        )


@strawberry.input(description="A contribution to be taken back.")
class WithdrawContributionInput:
    idempotency_key: str = inputs.idempotency_key()
    contribution: strawberry.ID = strawberry.field(description="The contribution.")
    expected_version: int = inputs.expected_version()

    def draft(self) -> contributions.AnswerContribution:
        """Return what the operation needs."""
        return contributions.AnswerContribution(
            contribution=inputs.own_id("Contribution", self.contribution, field="contribution"),
            expected_version=self.expected_version,
        )


@strawberry.input(description="A proposed contribution to be declined.")
class DeclineContributionInput:
    idempotency_key: str = inputs.idempotency_key()
    contribution: strawberry.ID = strawberry.field(description="The contribution.")
    reason: str = strawberry.field(description="Why.")
    expected_version: int = inputs.expected_version()

    def draft(self) -> contributions.DeclineContribution:
        """Return what the operation needs."""
        return contributions.DeclineContribution(
            contribution=inputs.own_id("Contribution", self.contribution, field="contribution"),
            reason=self.reason,
            expected_version=self.expected_version,
        )


@strawberry.input(description="Other terms, in answer to a proposed contribution: a weight, a target, a source.")
class CounterContributionInput:
    idempotency_key: str = inputs.idempotency_key()
    contribution: strawberry.ID = strawberry.field(description="The contribution.")
    weight: float | None = strawberry.field(
        default=None, description="The weight to which your unit would agree; left out, it stays."
    )
    target: strawberry.ID | None = strawberry.field(
        default=None,
        description="What could be helped instead: another Moal, objective or key result of the unit that is helped.",
    )
    source: strawberry.ID | None = strawberry.field(
        default=None, description="What could help instead: another objective or key result of the unit that helps."
    )
    rationale: str = strawberry.field(
        default="", description="How it helps, said anew; left out, what was said of it stays."
    )
    reason: str = strawberry.field(default="", description="Why other terms; the rationale when left out.")
    expected_version: int = inputs.expected_version()

    def draft(self) -> contributions.CounterContribution:
        """Return what the operation needs."""
        return contributions.CounterContribution(
            contribution=inputs.own_id("Contribution", self.contribution, field="contribution"),
            weight=None if self.weight is None else inputs.exact(self.weight),
            expected_version=self.expected_version,
            rationale=self.rationale,
            reason=self.reason,
            source=None
            if self.source is None
            else end(self.source, EndKind.OBJECTIVE, EndKind.KEY_RESULT, field="source"),
            target=None
            if self.target is None
            else end(self.target, EndKind.OBJECTIVE, EndKind.KEY_RESULT, EndKind.MOAL, field="target"),
        )


@strawberry.input(description="An answer to a contribution that is to be taken back.")
class ReconsiderContributionInput:
    idempotency_key: str = inputs.idempotency_key()
    contribution: strawberry.ID = strawberry.field(description="The contribution.")
    expected_version: int = inputs.expected_version()

    def draft(self) -> contributions.AnswerContribution:
        """Return what the operation needs."""
        return contributions.AnswerContribution(
            contribution=inputs.own_id("Contribution", self.contribution, field="contribution"),
            expected_version=self.expected_version,
        )


@strawberry.type
class ContributionPayload:
    contribution_id: strawberry.Private[UUID | None] = None
    contribution: links.Contribution | None = selection.by_id(
        "contribution_id", description="The contribution as it is now; null when refused."
    )
    problems: list[Problem] = strawberry.field(default_factory=list, description="Why it was refused.")


@strawberry.type(description="The contribution that was proposed.")
class ProposeContributionPayload(ContributionPayload): ...


@strawberry.type(description="The contribution that was agreed to.")
class ConsentToContributionPayload(ContributionPayload): ...


@strawberry.type(description="The contribution that was declined.")
class DeclineContributionPayload(ContributionPayload): ...


@strawberry.type(description="The contribution on other terms.")
class CounterContributionPayload(ContributionPayload): ...


@strawberry.type(description="The contribution, which waits for an answer again.")
class ReconsiderContributionPayload(ContributionPayload): ...


@strawberry.type(description="The contribution that was taken back.")
class WithdrawContributionPayload(ContributionPayload): ...


@strawberry.type
class ContributionMutations:
    @strawberry.mutation(
        description="Propose that something contributes to something; the consent of the proposing unit is implied.",
        extensions=[Requires(Right.DRAFT_OKRS), ProblemsInPayload(ProposeContributionPayload)],
    )
    async def propose_contribution(self, info: Info, input: ProposeContributionInput) -> ProposeContributionPayload:
        return ProposeContributionPayload(
            contribution_id=await inputs.perform(info, contributions.propose_contribution, input)
        )

    @strawberry.mutation(
        description="Agree to a contribution that the other unit proposed.",
        extensions=[Requires(Right.CONSENT), ProblemsInPayload(ConsentToContributionPayload)],
    )
    async def consent_to_contribution(
        self, info: Info, input: ConsentToContributionInput
    ) -> ConsentToContributionPayload:
        return ConsentToContributionPayload(
            contribution_id=await inputs.perform(info, contributions.consent_to_contribution, input)
        )

    @strawberry.mutation(
        description="Answer a proposed contribution with another weight, target or source; the other unit then answers.",
        extensions=[Requires(Right.CONSENT), ProblemsInPayload(CounterContributionPayload)],
    )
    async def counter_contribution(self, info: Info, input: CounterContributionInput) -> CounterContributionPayload:
        return CounterContributionPayload(
            contribution_id=await inputs.perform(info, contributions.counter_contribution, input)
        )

    @strawberry.mutation(
        description="Decline a proposed contribution, and say why.",
        extensions=[Requires(Right.CONSENT), ProblemsInPayload(DeclineContributionPayload)],
    )
    async def decline_contribution(self, info: Info, input: DeclineContributionInput) -> DeclineContributionPayload:
        return DeclineContributionPayload(
            contribution_id=await inputs.perform(info, contributions.decline_contribution, input)
        )

    @strawberry.mutation(
        description="Take back our answer to a contribution, agreed or declined: it waits for our answer again.",
        extensions=[Requires(Right.CONSENT), ProblemsInPayload(ReconsiderContributionPayload)],
    )
    async def reconsider_contribution(
        self, info: Info, input: ReconsiderContributionInput
    ) -> ReconsiderContributionPayload:
        return ReconsiderContributionPayload(
            contribution_id=await inputs.perform(info, contributions.reconsider_contribution, input)
        )

    @strawberry.mutation(
        description="Take back a proposal, or end an agreed contribution.",
        extensions=[Requires(Right.CONSENT), ProblemsInPayload(WithdrawContributionPayload)],
    )
    async def withdraw_contribution(self, info: Info, input: WithdrawContributionInput) -> WithdrawContributionPayload:
        return WithdrawContributionPayload(
            contribution_id=await inputs.perform(info, contributions.withdraw_contribution, input)
        )
