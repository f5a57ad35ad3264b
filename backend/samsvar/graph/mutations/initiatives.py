"""What can be done with initiatives."""

import datetime as dt
from uuid import UUID

import strawberry

from samsvar.domain import initiatives as domain
from samsvar.domain.rights import Right
from samsvar.graph import inputs, links, selection
from samsvar.graph.context import Info
from samsvar.graph.initiatives import InitiativeState
from samsvar.graph.permissions import Requires
from samsvar.graph.problems import Problem, ProblemsInPayload
from samsvar.operations import initiatives


@strawberry.input(description="Work that a unit plans.")
class PlanInitiativeInput:
    idempotency_key: str = inputs.idempotency_key()
    unit: strawberry.ID = strawberry.field(description="The unit that does it.")
    title: str = strawberry.field(description="What is done.")
    text: str = strawberry.field(default="", description="More about it.")
    due_on: dt.date | None = strawberry.field(default=None, description="By when.")
    key_results: list[strawberry.ID] = strawberry.field(
        default_factory=list, description="The key results that it is meant to move."
    )

    def draft(self) -> initiatives.PlanInitiative:
        """Return what the operation needs."""
        return initiatives.PlanInitiative(
            unit=inputs.own_id("Unit", self.unit, field="unit"),
            title=self.title,
            text=self.text,
            due_on=self.due_on,
            key_results=inputs.own_ids("KeyResult", self.key_results, field="keyResults"),
        )


@strawberry.input(description="An initiative in other words, or how far it has come.")
class ReviseInitiativeInput:
    idempotency_key: str = inputs.idempotency_key()
    initiative: strawberry.ID = strawberry.field(description="The initiative.")
    title: str | None = strawberry.field(default=None, description="What is done; left out, it stays.")
    text: str | None = strawberry.field(default=None, description="More about it; left out, it stays.")
    state: InitiativeState | None = strawberry.field(
        default=None, description="How far it has come; left out, it stays."
    )
    due_on: dt.date | None = strawberry.field(
        default=strawberry.UNSET, description="By when; left out, it stays; null, there is no day."
    )
    expected_version: int = inputs.expected_version()

    def draft(self) -> initiatives.ReviseInitiative:
        """Return what the operation needs."""
        keeps = self.due_on is strawberry.UNSET
        return initiatives.ReviseInitiative(
            initiative=inputs.own_id("Initiative", self.initiative, field="initiative"),
            expected_version=self.expected_version,
            title=self.title,
            text=self.text,
            state=None if self.state is None else domain.InitiativeState(self.state.name),
            due_on=None if keeps else self.due_on,
            keeps_due_on=keeps,
        )


@strawberry.input(description="An initiative, and a key result that it is meant to move.")
class LinkInitiativeInput:
    idempotency_key: str = inputs.idempotency_key()
    initiative: strawberry.ID = strawberry.field(description="The initiative.")
    key_result: strawberry.ID = strawberry.field(description="The key result.")

    def draft(self) -> initiatives.InitiativeLink:
        """Return what the operation needs."""
        return initiatives.InitiativeLink(
            initiative=inputs.own_id("Initiative", self.initiative, field="initiative"),
            key_result=inputs.own_id("KeyResult", self.key_result, field="keyResult"),
        )


@strawberry.input(description="An initiative, and a key result that it is not meant to move any more.")
class UnlinkInitiativeInput:
    idempotency_key: str = inputs.idempotency_key()
    initiative: strawberry.ID = strawberry.field(description="The initiative.")
    key_result: strawberry.ID = strawberry.field(description="The key result.")

    def draft(self) -> initiatives.InitiativeLink:
        """Return what the operation needs."""
        return initiatives.InitiativeLink(
            initiative=inputs.own_id("Initiative", self.initiative, field="initiative"),
            key_result=inputs.own_id("KeyResult", self.key_result, field="keyResult"),
        )


@strawberry.type
class InitiativePayload:
    initiative_id: strawberry.Private[UUID | None] = None
    initiative: links.Initiative | None = selection.by_id(
        "initiative_id", description="The initiative as it is now; null when refused."
    )
    problems: list[Problem] = strawberry.field(default_factory=list, description="Why it was refused.")


@strawberry.type(description="The initiative that was planned.")
class PlanInitiativePayload(InitiativePayload): ...


@strawberry.type(description="The initiative that was revised.")
class ReviseInitiativePayload(InitiativePayload): ...


@strawberry.type(description="The initiative that was linked.")
class LinkInitiativePayload(InitiativePayload): ...


@strawberry.type(description="The initiative that was unlinked.")
class UnlinkInitiativePayload(InitiativePayload): ...


@strawberry.type
class InitiativeMutations:
    @strawberry.mutation(
        description="Plan work that is meant to move key results.",
        extensions=[Requires(Right.DRAFT_OKRS), ProblemsInPayload(PlanInitiativePayload)],
    )
    async def plan_initiative(self, info: Info, input: PlanInitiativeInput) -> PlanInitiativePayload:
        return PlanInitiativePayload(initiative_id=await inputs.perform(info, initiatives.plan_initiative, input))

    @strawberry.mutation(
        description="Put an initiative into other words, or say how far it has come.",
        extensions=[Requires(Right.DRAFT_OKRS), ProblemsInPayload(ReviseInitiativePayload)],
    )
    async def revise_initiative(self, info: Info, input: ReviseInitiativeInput) -> ReviseInitiativePayload:
        return ReviseInitiativePayload(initiative_id=await inputs.perform(info, initiatives.revise_initiative, input))

    @strawberry.mutation(
        description="Say that an initiative is meant to move a key result.",
        extensions=[Requires(Right.DRAFT_OKRS), ProblemsInPayload(LinkInitiativePayload)],
    )
    async def link_initiative(self, info: Info, input: LinkInitiativeInput) -> LinkInitiativePayload:
        return LinkInitiativePayload(initiative_id=await inputs.perform(info, initiatives.link_initiative, input))

    @strawberry.mutation(
        description="Say that it is not meant to any more.",
        extensions=[Requires(Right.DRAFT_OKRS), ProblemsInPayload(UnlinkInitiativePayload)],
    )
    async def unlink_initiative(self, info: Info, input: UnlinkInitiativeInput) -> UnlinkInitiativePayload:
        return UnlinkInitiativePayload(initiative_id=await inputs.perform(info, initiatives.unlink_initiative, input))
