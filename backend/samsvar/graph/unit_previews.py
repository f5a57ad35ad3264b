"""What a change of a unit would do: asked before it is done, and resolved in Python because the domain says it."""

import datetime as dt
import enum
from uuid import UUID

import strawberry

from samsvar.domain import refusals
from samsvar.domain import units as domain
from samsvar.domain.unit_effects import Effect, Example
from samsvar.graph import global_ids, inputs
from samsvar.graph.context import Info
from samsvar.graph.problems import Problem
from samsvar.graph.units import UnitKind
from samsvar.operations import unit_previews, units


@strawberry.enum(description="What can be done to a unit.")
class UnitChangeKind(enum.Enum):
    FOUND = strawberry.enum_value("FOUND", description="A new one begins.")
    RENAME = strawberry.enum_value("RENAME", description="It gets another name.")
    MOVE = strawberry.enum_value("MOVE", description="It gets another place, with all below it.")
    END = strawberry.enum_value("END", description="It ends.")


@strawberry.enum(description="What happens by a change of a unit.")
class UnitEffectKind(enum.Enum):
    UNITS_ALONG = strawberry.enum_value("UNITS_ALONG", description="Units below move along.")
    OKR_SETS_ALONG = strawberry.enum_value("OKR_SETS_ALONG", description="OKR sets of cycles underway move along.")
    CLOSED_SETS_STAY = strawberry.enum_value(
        "CLOSED_SETS_STAY", description="OKR sets of closed cycles stay under the name and place of their time."
    )
    CONTRIBUTIONS_ACROSS = strawberry.enum_value(
        "CONTRIBUTIONS_ACROSS", description="Contributions will lead from one division to another."
    )
    CONTRIBUTIONS_TOGETHER = strawberry.enum_value(
        "CONTRIBUTIONS_TOGETHER", description="Contributions between divisions will stay within one."
    )
    CONTRIBUTIONS_TURNED = strawberry.enum_value(
        "CONTRIBUTIONS_TURNED", description="Contributions upward will lead sideways, or the other way round."
    )
    DEPENDENCIES_ACROSS = strawberry.enum_value(
        "DEPENDENCIES_ACROSS", description="Dependencies will lead from one division to another."
    )
    READERS_GAINED = strawberry.enum_value("READERS_GAINED", description="Units above that will read its drafts.")
    READERS_LOST = strawberry.enum_value("READERS_LOST", description="Units above that will no longer read them.")
    OBJECTIVES_LEFT = strawberry.enum_value(
        "OBJECTIVES_LEFT", description="Objectives of cycles underway stay behind; the units above look after them."
    )
    ANSWERS_MISSING = strawberry.enum_value(
        "ANSWERS_MISSING", description="Proposals and requests wait for an answer that nobody can give any more."
    )
    DEPENDENCIES_LEFT = strawberry.enum_value(
        "DEPENDENCIES_LEFT", description="Dependencies that it asked for or agreed to deliver."
    )
    MOALS_LEFT = strawberry.enum_value("MOALS_LEFT", description="Its Moals that are proposed or agreed.")
    ROLES_END = strawberry.enum_value("ROLES_END", description="Roles end with it.")
    PLANNED_LATER = strawberry.enum_value("PLANNED_LATER", description="Changes planned for later days stay planned.")
    PLANS_DROPPED = strawberry.enum_value("PLANS_DROPPED", description="Changes planned for later days fall away.")
    LEVEL_NOT_IN_USE = strawberry.enum_value(
        "LEVEL_NOT_IN_USE", description="Units of its level have no OKRs of their own, by the settings."
    )


@strawberry.input(description="A change of a unit that one thinks about. What the kind doesn't need is left out.")
class UnitChangeInput:
    kind: UnitChangeKind = strawberry.field(description="What would be done.")
    unit: strawberry.ID | None = strawberry.field(default=None, description="The unit; not when founding.")
    parent: strawberry.ID | None = strawberry.field(
        default=None, description="The unit to stand below, when founding or moving."
    )
    unit_kind: UnitKind | None = strawberry.field(default=None, description="The new unit's level, when founding.")
    name: str | None = strawberry.field(default=None, description="The name, when founding or renaming.")
    on: dt.date | None = strawberry.field(default=None, description="From when; today when left out.")
    expected_version: int | None = strawberry.field(
        default=None, description="The version that the thought is based on."
    )

    def draft(self, today: dt.date) -> units.FoundUnit | units.RenameUnit | units.MoveUnit | units.EndUnit:
        """Return what the operation needs; reasons come later, and have no effect."""
        if self.kind is UnitChangeKind.FOUND:
            kind = self.unit_kind or UnitKind.TEAM
            return units.FoundUnit(
                parent=self._parent(), kind=domain.UnitKind(kind.name), name=self.name or "", on=self.on
            )
        unit, version = inputs.own_id("Unit", self.unit or "", field="unit"), self.expected_version or 0
        if self.kind is UnitChangeKind.RENAME:
            return units.RenameUnit(unit=unit, name=self.name or "", expected_version=version, on=self.on)
        if self.kind is UnitChangeKind.MOVE:
            return units.MoveUnit(
                unit=unit, parent=self._parent(), reason=_UNSTATED, expected_version=version, on=self.on
            )
        return units.EndUnit(unit=unit, on=self.on or today, reason=_UNSTATED, expected_version=version)

    def _parent(self) -> UUID:
        return inputs.own_id("Unit", self.parent or "", field="parent")


_UNSTATED = "-"


@strawberry.type(description="A record that an effect is about.")
class UnitEffectExample:
    node_id: strawberry.ID = strawberry.field(description="Its id.")
    title: str = strawberry.field(description="What people know it by.")
    about: str = strawberry.field(
        description="Its unit or cycle, the ends of a link, a role or a day; empty where nothing is needed."
    )

    @classmethod
    def of(cls, example: Example) -> "UnitEffectExample":
        """Say an example."""
        return cls(
            node_id=strawberry.ID(global_ids.encode(example.node_type, example.id)),
            title=example.title,
            about=example.about,
        )


@strawberry.type(description="What happens by a change of a unit, how often, and to what.")
class UnitEffect:
    kind: UnitEffectKind = strawberry.field(description="What happens.")
    count: int = strawberry.field(description="To how many records; of drafts only those that you may read.")
    examples: list[UnitEffectExample] = strawberry.field(description="Some of them.")

    @classmethod
    def of(cls, effect: Effect) -> "UnitEffect":
        """Say an effect."""
        return cls(
            kind=UnitEffectKind[effect.kind.name],
            count=effect.count,
            examples=[UnitEffectExample.of(each) for each in effect.examples],
        )


@strawberry.type(description="What a change of a unit would do. Nothing is changed by asking.")
class UnitChangePreview:
    problems: list[Problem] = strawberry.field(description="Why it would be refused; then there are no effects.")
    effects: list[UnitEffect] = strawberry.field(description="What it does, the weightiest first.")


async def previewed(info: Info, input: UnitChangeInput) -> UnitChangePreview:
    """Say what a change of a unit would do."""
    context = info.context
    try:
        draft = input.draft(context.today)
    except refusals.Refusal as refusal:
        return UnitChangePreview(problems=[Problem.of(refusal, context.scope.locale)], effects=[])
    preview = await unit_previews.preview(context.scope, draft, now=context.now)
    return UnitChangePreview(
        problems=[Problem.of(each, context.scope.locale) for each in preview.problems],
        effects=[UnitEffect.of(each) for each in preview.effects],
    )
