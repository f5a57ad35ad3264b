"""What a proposal would change, and what an outcome usually changes: resolved in Python because the domain says it."""

import datetime as dt
from collections.abc import Sequence
from typing import Annotated, Any
from uuid import UUID

import sqlalchemy as sa
import strawberry
from sqlalchemy.dialects.postgresql import JSONB

from samsvar.domain import alignment_case_effects as effect_rules
from samsvar.domain import alignment_cases as domain
from samsvar.domain import refusals
from samsvar.graph import coherence, global_ids, inputs, links, selection
from samsvar.graph.alignment_case_changes import CaseChanges
from samsvar.graph.alignment_case_turns import CaseEffectKind, CaseOutcome
from samsvar.graph.context import Info
from samsvar.graph.dependencies import DependencyKind
from samsvar.graph.mutations.alignment_case_effects import CaseEffectInput, effects
from samsvar.graph.problems import Problem
from samsvar.operations import alignment_case_previews, alignment_case_suggestions
from samsvar.operations.alignment_case_previews import Preview, PreviewCaseEffects
from samsvar.persistence import statements

CaseId = Annotated[
    strawberry.ID, selection.identifies("AlignmentCase"), strawberry.argument(description="The id of a case.")
]


@strawberry.input(description="What one thinks of proposing in a case.")
class CaseEffectsPreviewInput:
    case: strawberry.ID = strawberry.field(description="The case.")
    outcome: CaseOutcome = strawberry.field(description="What the units would come to.")
    effects: list[CaseEffectInput] = strawberry.field(default_factory=list, description="What that changes, in order.")


@strawberry.type(description="Why a proposal can't be done.")
class CaseProblem:
    effect: int | None = strawberry.field(description="Which of its effects, from 0; null for the whole.")
    problem: Problem = strawberry.field(description="What is wrong.")


@strawberry.type(description="A unit whose OKRs a proposal changes; every one of them has to be asked, and signs.")
class CaseBoundUnit:
    unit_id: strawberry.Private[UUID]
    unit: links.Unit | None = selection.by_id("unit_id", description="The unit.")
    name: str = strawberry.field(description="What it is called.")
    is_asked: bool = strawberry.field(description="Whether it was asked; if not, ask it first.")


def _changes(kept: Annotated[str, selection.of_parent("kept")]) -> sa.Select[Any]:
    given: Any = kept
    return sa.select(sa.cast(given, JSONB()).label("value")).where(given.is_not(None))


@strawberry.type(description="What a proposal would change. Nothing is changed by asking.")
class CasePreview:
    kept: strawberry.Private[str | None]
    changes: CaseChanges | None = selection.to_one(
        source=_changes, description="OKRs and links before and after; null when it can't be done."
    )
    problems: list[CaseProblem] = strawberry.field(description="Why it can't be done, or would be refused.")
    bound_units: list[CaseBoundUnit] = strawberry.field(description="Whose OKRs it changes.")
    appearing: list[coherence.Finding] = strawberry.field(description="What coherence would find then.")
    vanishing: list[coherence.Finding] = strawberry.field(description="What coherence finds now, and wouldn't then.")


@strawberry.type(
    description="What an outcome usually changes, for units to start from: to be put into CaseEffectInput."
)
class SuggestedCaseEffect:
    kind: CaseEffectKind = strawberry.field(description="What happens.")
    objective: strawberry.ID | None = strawberry.field(description="As of CaseEffectInput.")
    key_result: strawberry.ID | None = strawberry.field(description="As of CaseEffectInput.")
    unit: strawberry.ID | None = strawberry.field(description="As of CaseEffectInput.")
    to_objective: strawberry.ID | None = strawberry.field(description="As of CaseEffectInput.")
    title: str | None = strawberry.field(description="As of CaseEffectInput.")
    why: str | None = strawberry.field(description="As of CaseEffectInput.")
    share: float | None = strawberry.field(description="As of CaseEffectInput.")
    what: str | None = strawberry.field(description="As of CaseEffectInput.")
    needed_by: dt.date | None = strawberry.field(description="As of CaseEffectInput.")
    dependency_kind: DependencyKind | None = strawberry.field(description="As of CaseEffectInput.")

    @classmethod
    def of(cls, effect: effect_rules.Effect) -> "SuggestedCaseEffect":
        """Return a domain record as clients know it."""
        return cls(
            kind=CaseEffectKind[effect.kind.name],
            objective=_id("Objective", effect.objective_id),
            key_result=_id("KeyResult", effect.key_result_id),
            unit=_id("Unit", effect.unit_id),
            to_objective=_id("Objective", effect.to_objective_id),
            title=effect.title,
            why=effect.why,
            share=None if effect.share is None else float(effect.share),
            what=effect.what,
            needed_by=effect.needed_by,
            dependency_kind=None if effect.dependency_kind is None else DependencyKind[effect.dependency_kind],
        )


async def effects_preview(info: Info, input: CaseEffectsPreviewInput) -> CasePreview:
    """Say what effects would change."""
    locale = info.context.scope.locale
    try:
        draft = PreviewCaseEffects(
            inputs.own_id("AlignmentCase", input.case, field="case"),
            domain.CaseOutcome(input.outcome.name),
            effects(input.effects),
        )
        return _said(await alignment_case_previews.preview(info.context.scope, draft, now=info.context.now), locale)
    except refusals.Refusal as refusal:
        return _said(Preview(problems=(refusal,)), locale)


async def proposal_preview(info: Info, case: CaseId) -> CasePreview:
    """Say what signing the present proposal does now."""
    locale = info.context.scope.locale
    try:
        draft = PreviewCaseEffects(inputs.own_id("AlignmentCase", case, field="case"))
        return _said(await alignment_case_previews.preview(info.context.scope, draft, now=info.context.now), locale)
    except refusals.Refusal as refusal:
        return _said(Preview(problems=(refusal,)), locale)


async def suggested(
    info: Info,
    case: CaseId,
    outcome: Annotated[CaseOutcome, strawberry.argument(description="What the units come to.")],
    stays: Annotated[
        strawberry.ID | None,
        strawberry.argument(description="The id of the objective that stays; the first one when left out."),
    ] = None,
) -> list[SuggestedCaseEffect]:
    """Say what an outcome usually changes."""
    own_id = global_ids.decode(case, "AlignmentCase")
    if own_id is None:
        return []
    stays_id = None if stays is None else global_ids.decode(stays, "Objective")
    found = await alignment_case_suggestions.suggest(
        info.context.scope, own_id, domain.CaseOutcome(outcome.name), stays=stays_id, now=info.context.now
    )
    return [*map(SuggestedCaseEffect.of, found)]


def _said(preview: Preview, locale: str) -> CasePreview:
    return CasePreview(
        kept=None if preview.changes is None else statements.json_text(preview.changes),
        problems=_problems(preview.problems, locale),
        bound_units=[
            CaseBoundUnit(unit_id=each.unit_id, name=each.name, is_asked=each.is_asked) for each in preview.bound
        ],
        appearing=[coherence.spoken(each, locale) for each in preview.appearing],
        vanishing=[coherence.spoken(each, locale) for each in preview.vanishing],
    )


def _problems(refused: Sequence[refusals.Refusal], locale: str) -> list[CaseProblem]:
    return [CaseProblem(effect=_place(each.field), problem=Problem.of(each, locale)) for each in refused]


def _place(field: str | None) -> int | None:
    parts = (field or "").split(".")
    return int(parts[1]) if parts[0] == "effects" and len(parts) > 1 and parts[1].isdigit() else None


def _id(kind: str, own_id: UUID | None) -> strawberry.ID | None:
    return None if own_id is None else strawberry.ID(global_ids.encode(kind, own_id))
