"""Effects of proposals, as clients send them."""

import datetime as dt
from uuid import UUID

import strawberry

from samsvar.domain import alignment_case_effects as domain
from samsvar.graph import inputs
from samsvar.graph.alignment_case_turns import CaseEffectKind
from samsvar.graph.dependencies import DependencyKind
from samsvar.graph.key_results import KeyResultKind
from samsvar.graph.objectives import ObjectiveKind


@strawberry.input(description="One thing that a proposal changes. What its kind doesn't need is left out.")
class CaseEffectInput:
    kind: CaseEffectKind = strawberry.field(description="What happens.")
    objective: strawberry.ID | None = strawberry.field(
        default=None,
        description="What is changed; or the objective that gets a key result, needs something, or contributes.",
    )
    key_result: strawberry.ID | None = strawberry.field(
        default=None, description="What is changed; or, instead of the objective, what needs something or contributes."
    )
    unit: strawberry.ID | None = strawberry.field(
        default=None, description="Who takes over, co-owns, gets an objective, or provides."
    )
    to_objective: strawberry.ID | None = strawberry.field(
        default=None, description="Where a key result goes, what is contributed to, or where the provider works."
    )
    to_key_result: strawberry.ID | None = strawberry.field(
        default=None, description="What is contributed to, or where the provider works."
    )
    to_moal: strawberry.ID | None = strawberry.field(default=None, description="What is contributed to.")
    dependency: strawberry.ID | None = strawberry.field(default=None, description="A dependency that ends.")
    contribution: strawberry.ID | None = strawberry.field(default=None, description="A contribution that ends.")
    metric: strawberry.ID | None = strawberry.field(
        default=None, description="What a key result measures; a new one when a new key result names none."
    )
    title: str | None = strawberry.field(default=None, description="The title; left out, it stays.")
    why: str | None = strawberry.field(default=None, description="Why an objective is wanted; left out, it stays.")
    objective_kind: ObjectiveKind | None = strawberry.field(
        default=None, description="How surely an objective is to be reached; left out, it stays."
    )
    key_result_kind: KeyResultKind | None = strawberry.field(
        default=None, description="How a key result is proven; left out, it rises or falls as its numbers say."
    )
    measure: str | None = strawberry.field(default=None, description="The measure of a new metric.")
    baseline: float | None = strawberry.field(default=None, description="Where the way begins; left out, it stays.")
    target: float | None = strawberry.field(default=None, description="Where it ends; left out, it stays.")
    stretch: float | None = strawberry.field(default=None, description="Beyond the target; left out, it stays.")
    band_low: float | None = strawberry.field(default=None, description="The lower end of a band; left out, it stays.")
    band_high: float | None = strawberry.field(default=None, description="The upper end of a band; left out, it stays.")
    weight: float | None = strawberry.field(default=None, description="How much it counts; left out, it stays.")
    share: float | None = strawberry.field(
        default=None, description="A co-owner's share, 0 to 1; 0 takes the co-owner away."
    )
    what: str | None = strawberry.field(default=None, description="What is needed.")
    needed_by: dt.date | None = strawberry.field(default=None, description="By when.")
    dependency_kind: DependencyKind | None = strawberry.field(
        default=None, description="What happens without it; GATES when left out."
    )
    fallback: str | None = strawberry.field(default=None, description="What is done without it.")
    rationale: str | None = strawberry.field(default=None, description="How it helps.")

    def effect(self, field: str) -> domain.Effect:
        """
        Return what the operation needs.

        Args:
            field: Where in the input it stands.

        Raises:
            NotFound: An id isn't one of its kind.
        """
        kind = domain.CaseEffectKind(self.kind.name)
        objective = "Objective"
        return domain.Effect(
            kind=kind,
            objective_id=self._id("objective", objective, field),
            key_result_id=self._id("key_result", "KeyResult", field),
            unit_id=self._id("unit", "Unit", field),
            to_objective_id=self._id("to_objective", objective, field),
            to_key_result_id=self._id("to_key_result", "KeyResult", field),
            to_moal_id=self._id("to_moal", "Moal", field),
            dependency_id=self._id("dependency", "Dependency", field),
            contribution_id=self._id("contribution", "Contribution", field),
            metric_id=self._id("metric", "Metric", field),
            objective_kind=None if self.objective_kind is None else self.objective_kind.name,
            key_result_kind=None if self.key_result_kind is None else self.key_result_kind.name,
            dependency_kind=None if self.dependency_kind is None else self.dependency_kind.name,
            needed_by=self.needed_by,
            title=self.title,
            why=self.why,
            measure=self.measure,
            what=self.what,
            fallback=self.fallback,
            rationale=self.rationale,
            baseline=inputs.exact_or_none(self.baseline),
            target=inputs.exact_or_none(self.target),
            stretch=inputs.exact_or_none(self.stretch),
            band_low=inputs.exact_or_none(self.band_low),
            band_high=inputs.exact_or_none(self.band_high),
            weight=inputs.exact_or_none(self.weight),
            share=inputs.exact_or_none(self.share),
        )

    def _id(self, name: str, kind: str, field: str) -> UUID | None:
        sent = getattr(self, name)
        head, *rest = name.split("_")
        camel = head + "".join(map(str.capitalize, rest))
        return None if sent is None else inputs.own_id(kind, sent, field=f"{field}.{camel}")


def effects(sent: list[CaseEffectInput]) -> tuple[domain.Effect, ...]:
    """Return what the operation needs of several."""
    return tuple(each.effect(f"effects.{place}") for place, each in enumerate(sent))
