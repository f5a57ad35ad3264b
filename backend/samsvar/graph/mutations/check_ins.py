"""What can be done with check-ins."""

import datetime as dt
from uuid import UUID

import strawberry

from samsvar.domain.rights import Right
from samsvar.graph import inputs, links, selection
from samsvar.graph.context import Info
from samsvar.graph.permissions import Requires
from samsvar.graph.problems import Problem, ProblemsInPayload
from samsvar.operations import check_ins


@strawberry.input(description="Where a key result stands, how sure its unit is, what is in the way, what comes next.")
class RecordCheckInInput:
    idempotency_key: str = inputs.idempotency_key()
    key_result: strawberry.ID = strawberry.field(description="The key result.")
    value: float | None = strawberry.field(
        default=None, description="Of its metric, in the metric's own measure; left out, it stays."
    )
    reached_steps: list[int] | None = strawberry.field(
        default=None, description="Of a milestone: the places, from 0, of all steps that are reached."
    )
    confidence: int | None = strawberry.field(
        default=None, description="How sure the unit is that the target will be met, 0 to 10."
    )
    what_changed: str = strawberry.field(default="", description="What has changed since the last one.")
    obstacle: str = strawberry.field(default="", description="What is in the way.")
    next_step: str = strawberry.field(default="", description="What comes next.")
    at: dt.datetime | None = strawberry.field(default=None, description="When that was so; now if left out.")

    def draft(self) -> check_ins.RecordCheckIn:
        """Return what the operation needs."""
        return check_ins.RecordCheckIn(
            key_result=inputs.own_id("KeyResult", self.key_result, field="keyResult"),
            value=inputs.exact_or_none(self.value),
            reached_steps=self.reached_steps,
            confidence=self.confidence,
            what_changed=self.what_changed,
            obstacle=self.obstacle,
            next_step=self.next_step,
            at=self.at,
        )


@strawberry.input(description="A check-in in another one's place, which stays in the history.")
class CorrectCheckInInput:
    idempotency_key: str = inputs.idempotency_key()
    check_in: strawberry.ID = strawberry.field(description="The check-in that was wrong.")
    value: float | None = strawberry.field(default=None, description="The right value; left out, it stays.")
    reached_steps: list[int] | None = strawberry.field(
        default=None, description="The places, from 0, of the steps that were reached; left out, they stay."
    )
    confidence: int | None = strawberry.field(default=None, description="0 to 10; left out, it stays.")
    what_changed: str = strawberry.field(default="", description="What has changed since the last one.")
    obstacle: str = strawberry.field(default="", description="What is in the way.")
    next_step: str = strawberry.field(default="", description="What comes next.")

    def draft(self) -> check_ins.CorrectCheckIn:
        """Return what the operation needs."""
        return check_ins.CorrectCheckIn(
            check_in=inputs.own_id("CheckIn", self.check_in, field="checkIn"),
            value=inputs.exact_or_none(self.value),
            reached_steps=self.reached_steps,
            confidence=self.confidence,
            what_changed=self.what_changed,
            obstacle=self.obstacle,
            next_step=self.next_step,
        )


@strawberry.type
class CheckInPayload:
    check_in_id: strawberry.Private[UUID | None] = None
    check_in: links.CheckIn | None = selection.by_id("check_in_id", description="The check-in; null when refused.")
    problems: list[Problem] = strawberry.field(default_factory=list, description="Why it was refused.")


@strawberry.type(description="The check-in that was recorded.")
class RecordCheckInPayload(CheckInPayload): ...


@strawberry.type(description="The check-in that stands in the place of the wrong one.")
class CorrectCheckInPayload(CheckInPayload): ...


@strawberry.type
class CheckInMutations:
    @strawberry.mutation(
        description="Record where a key result stands.",
        extensions=[Requires(Right.CHECK_IN), ProblemsInPayload(RecordCheckInPayload)],
    )
    async def record_check_in(self, info: Info, input: RecordCheckInInput) -> RecordCheckInPayload:
        return RecordCheckInPayload(check_in_id=await inputs.perform(info, check_ins.record_check_in, input))

    @strawberry.mutation(
        description="Correct a check-in by a newer one; nothing is edited.",
        extensions=[Requires(Right.CHECK_IN), ProblemsInPayload(CorrectCheckInPayload)],
    )
    async def correct_check_in(self, info: Info, input: CorrectCheckInInput) -> CorrectCheckInPayload:
        return CorrectCheckInPayload(check_in_id=await inputs.perform(info, check_ins.correct_check_in, input))
