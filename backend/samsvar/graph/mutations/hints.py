"""What can be done with hints on wording."""

from uuid import UUID

import strawberry

from samsvar.domain import refusals, wording_rules
from samsvar.domain.rights import Right
from samsvar.domain.wording import Subject
from samsvar.graph import global_ids, inputs, links, selection
from samsvar.graph.context import Info
from samsvar.graph.hints import HintRule
from samsvar.graph.permissions import Requires
from samsvar.graph.problems import Problem, ProblemsInPayload
from samsvar.operations import hints


@strawberry.input
class _AnswerHintInput:
    idempotency_key: str = inputs.idempotency_key()
    record: strawberry.ID = strawberry.field(description="The objective or key result that the hint is on.")
    rule: HintRule = strawberry.field(description="The hint's rule.")
    expected_version: int = inputs.expected_version()

    def draft(self) -> hints.AnswerHint:
        """Return what the operation needs."""
        for subject, kind in ((Subject.OBJECTIVE, "Objective"), (Subject.KEY_RESULT, "KeyResult")):
            own_id = global_ids.decode(self.record, kind)
            if own_id is not None:
                rule = wording_rules.Rule(self.rule.name)
                return hints.AnswerHint(subject, own_id, rule, self.expected_version)
        raise refusals.NotFound(field="record", kind="Objective")


@strawberry.input(description="A hint on wording that doesn't fit here. It comes back only when the text changes.")
class DismissHintInput(_AnswerHintInput): ...


@strawberry.input(description="A hint on wording that was dismissed and is to be shown again.")
class RestoreHintInput(_AnswerHintInput): ...


@strawberry.type
class _HintPayload:
    objective_id: strawberry.Private[UUID | None] = None
    key_result_id: strawberry.Private[UUID | None] = None
    objective: links.Objective | None = selection.by_id(
        "objective_id", description="The objective, if it is one; null when refused."
    )
    key_result: links.KeyResult | None = selection.by_id(
        "key_result_id", description="The key result, if it is one; null when refused."
    )
    problems: list[Problem] = strawberry.field(default_factory=list, description="Why it was refused.")


@strawberry.type(description="The record without the hint.")
class DismissHintPayload(_HintPayload): ...


@strawberry.type(description="The record with the hint.")
class RestoreHintPayload(_HintPayload): ...


@strawberry.type
class HintMutations:
    @strawberry.mutation(
        description="Put a hint on wording aside: here it doesn't fit.",
        extensions=[Requires(Right.DRAFT_OKRS), ProblemsInPayload(DismissHintPayload)],
    )
    async def dismiss_hint(self, info: Info, input: DismissHintInput) -> DismissHintPayload:
        objective_id, key_result_id = _by_kind(input, await inputs.perform(info, hints.dismiss_hint, input))
        return DismissHintPayload(objective_id=objective_id, key_result_id=key_result_id)

    @strawberry.mutation(
        description="Show a hint on wording again that was put aside.",
        extensions=[Requires(Right.DRAFT_OKRS), ProblemsInPayload(RestoreHintPayload)],
    )
    async def restore_hint(self, info: Info, input: RestoreHintInput) -> RestoreHintPayload:
        objective_id, key_result_id = _by_kind(input, await inputs.perform(info, hints.restore_hint, input))
        return RestoreHintPayload(objective_id=objective_id, key_result_id=key_result_id)


def _by_kind(input: _AnswerHintInput, own_id: UUID) -> tuple[UUID | None, UUID | None]:
    """Return the id as that of an objective, and as that of a key result."""
    return (own_id, None) if input.draft().subject is Subject.OBJECTIVE else (None, own_id)
