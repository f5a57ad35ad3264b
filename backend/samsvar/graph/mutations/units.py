"""What can be done with organisational units."""

import datetime as dt
from uuid import UUID

import strawberry

from samsvar.domain import units as domain
from samsvar.domain.rights import Right
from samsvar.graph import inputs, links, selection
from samsvar.graph.context import Info
from samsvar.graph.permissions import Requires
from samsvar.graph.problems import Problem, ProblemsInPayload
from samsvar.graph.units import UnitKind
from samsvar.operations import units


@strawberry.input(description="A new unit below another one.")
class FoundUnitInput:
    idempotency_key: str = inputs.idempotency_key()
    parent: strawberry.ID = strawberry.field(description="The unit to stand below.")
    kind: UnitKind = strawberry.field(description="DIVISION or TEAM; a team stands below a division or the company.")
    name: str = strawberry.field(description="What it is called.")
    on: dt.date | None = strawberry.field(default=None, description="Its first day; today when left out.")

    def draft(self) -> units.FoundUnit:
        """Return what the operation needs."""
        return units.FoundUnit(
            parent=inputs.own_id("Unit", self.parent, field="parent"),
            kind=domain.UnitKind(self.kind.name),
            name=self.name,
            on=self.on,
        )


@strawberry.input(description="Another name for a unit, from today or a later day.")
class RenameUnitInput:
    idempotency_key: str = inputs.idempotency_key()
    unit: strawberry.ID = strawberry.field(description="The unit.")
    name: str = strawberry.field(description="What it is called from then on.")
    reason: str = strawberry.field(default="", description="Why; kept in its history.")
    on: dt.date | None = strawberry.field(default=None, description="From when; today when left out.")
    expected_version: int = inputs.expected_version()

    def draft(self) -> units.RenameUnit:
        """Return what the operation needs."""
        return units.RenameUnit(
            unit=inputs.own_id("Unit", self.unit, field="unit"),
            name=self.name,
            reason=self.reason,
            on=self.on,
            expected_version=self.expected_version,
        )


@strawberry.input(description="A unit, with all below it, to stand below another one, from today or a later day.")
class MoveUnitInput:
    idempotency_key: str = inputs.idempotency_key()
    unit: strawberry.ID = strawberry.field(description="The unit.")
    parent: strawberry.ID = strawberry.field(description="The unit to stand below.")
    reason: str = strawberry.field(description="Why; kept in its history.")
    on: dt.date | None = strawberry.field(default=None, description="From when; today when left out.")
    expected_version: int = inputs.expected_version()

    def draft(self) -> units.MoveUnit:
        """Return what the operation needs."""
        return units.MoveUnit(
            unit=inputs.own_id("Unit", self.unit, field="unit"),
            parent=inputs.own_id("Unit", self.parent, field="parent"),
            reason=self.reason,
            on=self.on,
            expected_version=self.expected_version,
        )


@strawberry.input(description="The end of a unit. Its OKRs and its history stay.")
class EndUnitInput:
    idempotency_key: str = inputs.idempotency_key()
    unit: strawberry.ID = strawberry.field(description="The unit.")
    on: dt.date = strawberry.field(
        description="The first day on which it is no more; its own first day takes back a founding that nothing hangs on."
    )
    reason: str = strawberry.field(description="Why; kept in its history.")
    expected_version: int = inputs.expected_version()

    def draft(self) -> units.EndUnit:
        """Return what the operation needs."""
        return units.EndUnit(
            unit=inputs.own_id("Unit", self.unit, field="unit"),
            on=self.on,
            reason=self.reason,
            expected_version=self.expected_version,
        )


@strawberry.input(description="What was planned for a unit on a day, called off; its end also on the day itself.")
class CancelUnitChangeInput:
    idempotency_key: str = inputs.idempotency_key()
    unit: strawberry.ID = strawberry.field(description="The unit.")
    on: dt.date = strawberry.field(description="The day for which it was planned.")
    reason: str = strawberry.field(default="", description="Why.")
    expected_version: int = inputs.expected_version()

    def draft(self) -> units.CancelUnitChange:
        """Return what the operation needs."""
        return units.CancelUnitChange(
            unit=inputs.own_id("Unit", self.unit, field="unit"),
            on=self.on,
            reason=self.reason,
            expected_version=self.expected_version,
        )


@strawberry.type
class UnitPayload:
    unit_id: strawberry.Private[UUID | None] = None
    unit: links.Unit | None = selection.by_id("unit_id", description="The unit as it is now; null when refused.")
    problems: list[Problem] = strawberry.field(default_factory=list, description="Why it was refused.")


@strawberry.type(description="The unit that was founded.")
class FoundUnitPayload(UnitPayload): ...


@strawberry.type(description="The unit that was renamed.")
class RenameUnitPayload(UnitPayload): ...


@strawberry.type(description="The unit that was moved.")
class MoveUnitPayload(UnitPayload): ...


@strawberry.type(description="The unit that was ended.")
class EndUnitPayload(UnitPayload): ...


@strawberry.type(description="The unit for which something was called off.")
class CancelUnitChangePayload(UnitPayload): ...


@strawberry.type
class UnitMutations:
    @strawberry.mutation(
        description="Found a unit below another one.",
        extensions=[Requires(Right.MANAGE_UNITS), ProblemsInPayload(FoundUnitPayload)],
    )
    async def found_unit(self, info: Info, input: FoundUnitInput) -> FoundUnitPayload:
        return FoundUnitPayload(unit_id=await inputs.perform(info, units.found_unit, input))

    @strawberry.mutation(
        description="Give a unit another name, from today or a later day; its history keeps the old one.",
        extensions=[Requires(Right.MANAGE_UNITS), ProblemsInPayload(RenameUnitPayload)],
    )
    async def rename_unit(self, info: Info, input: RenameUnitInput) -> RenameUnitPayload:
        return RenameUnitPayload(unit_id=await inputs.perform(info, units.rename_unit, input))

    @strawberry.mutation(
        description="Let a unit, with all below it, stand below another one, from today or a later day.",
        extensions=[Requires(Right.MANAGE_UNITS), ProblemsInPayload(MoveUnitPayload)],
    )
    async def move_unit(self, info: Info, input: MoveUnitInput) -> MoveUnitPayload:
        return MoveUnitPayload(unit_id=await inputs.perform(info, units.move_unit, input))

    @strawberry.mutation(
        description="End a unit on a day. It is never deleted: what it did stays.",
        extensions=[Requires(Right.MANAGE_UNITS), ProblemsInPayload(EndUnitPayload)],
    )
    async def end_unit(self, info: Info, input: EndUnitInput) -> EndUnitPayload:
        return EndUnitPayload(unit_id=await inputs.perform(info, units.end_unit, input))

    @strawberry.mutation(
        description="Call off what is planned for a unit on a day: its beginning, another name or place, its end.",
        extensions=[Requires(Right.MANAGE_UNITS), ProblemsInPayload(CancelUnitChangePayload)],
    )
    async def cancel_unit_change(self, info: Info, input: CancelUnitChangeInput) -> CancelUnitChangePayload:
        return CancelUnitChangePayload(unit_id=await inputs.perform(info, units.cancel_unit_change, input))
