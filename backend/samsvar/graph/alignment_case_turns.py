"""What units say, propose and sign in alignment cases."""

import datetime as dt
import enum

import sqlalchemy as sa
import strawberry

from samsvar.graph import links, selection
from samsvar.graph.dependencies import DependencyKind
from samsvar.graph.key_results import KeyResultKind
from samsvar.graph.nodes import Node
from samsvar.graph.objectives import ObjectiveKind
from samsvar.graph.selection import Row
from samsvar.persistence import alignment_case_turns, alignment_cases


@strawberry.enum(description="What units come to.")
class CaseOutcome(enum.Enum):
    MERGE = strawberry.enum_value("MERGE", description="One objective instead of two.")
    SPLIT = strawberry.enum_value("SPLIT", description="Each takes its part.")
    CO_OWN = strawberry.enum_value("CO_OWN", description="They own one objective together.")
    HAND_OVER = strawberry.enum_value("HAND_OVER", description="One takes over from the other.")
    SEQUENCE = strawberry.enum_value("SEQUENCE", description="One after the other.")
    DROP = strawberry.enum_value("DROP", description="One gives it up.")
    KEEP_BOTH = strawberry.enum_value("KEEP_BOTH", description="Both stay, knowingly.")
    ESCALATE = strawberry.enum_value("ESCALATE", description="They ask the unit above both for help.")


@strawberry.enum(description="What a unit does when it speaks.")
class CaseTurnKind(enum.Enum):
    PROPOSAL = strawberry.enum_value("PROPOSAL", description="It proposes.")
    COUNTER_PROPOSAL = strawberry.enum_value("COUNTER_PROPOSAL", description="It proposes something else.")
    REMARK = strawberry.enum_value("REMARK", description="It says something.")
    ESCALATION = strawberry.enum_value("ESCALATION", description="It asks the unit above for help.")


@strawberry.enum(description="What a proposal changes.")
class CaseEffectKind(enum.Enum):
    REWORD_OBJECTIVE = strawberry.enum_value("REWORD_OBJECTIVE", description="An objective in other words.")
    REVISE_KEY_RESULT = strawberry.enum_value(
        "REVISE_KEY_RESULT", description="A key result in other words or numbers."
    )
    SHARE_OBJECTIVE = strawberry.enum_value(
        "SHARE_OBJECTIVE", description="Another unit co-owns an objective, or no longer."
    )
    MOVE_OBJECTIVE = strawberry.enum_value("MOVE_OBJECTIVE", description="Another unit takes an objective over.")
    MOVE_KEY_RESULT = strawberry.enum_value("MOVE_KEY_RESULT", description="A key result proves another objective.")
    DROP_OBJECTIVE = strawberry.enum_value("DROP_OBJECTIVE", description="An objective goes.")
    DROP_KEY_RESULT = strawberry.enum_value("DROP_KEY_RESULT", description="A key result goes.")
    ADD_OBJECTIVE = strawberry.enum_value("ADD_OBJECTIVE", description="A unit gets a new objective.")
    ADD_KEY_RESULT = strawberry.enum_value("ADD_KEY_RESULT", description="An objective gets a new key result.")
    ADD_DEPENDENCY = strawberry.enum_value(
        "ADD_DEPENDENCY", description="One needs something of the other by a day; accepted."
    )
    ADD_CONTRIBUTION = strawberry.enum_value("ADD_CONTRIBUTION", description="One contributes to the other; agreed.")
    RESTORE_OBJECTIVE = strawberry.enum_value("RESTORE_OBJECTIVE", description="A dropped objective comes back.")
    RESTORE_KEY_RESULT = strawberry.enum_value("RESTORE_KEY_RESULT", description="A dropped key result comes back.")
    WITHDRAW_DEPENDENCY = strawberry.enum_value("WITHDRAW_DEPENDENCY", description="A dependency ends.")
    WITHDRAW_CONTRIBUTION = strawberry.enum_value("WITHDRAW_CONTRIBUTION", description="A contribution ends.")


def _is_current(turn: Row) -> sa.ColumnElement[bool]:
    case = alignment_cases.alignment_cases.alias("turned_case")
    return sa.exists().where(case.c.id == turn.c.case_id, case.c.proposal_id == turn.c.id)


@selection.type(
    alignment_case_turns.alignment_case_effects,
    description="One thing that a proposal changes. What its kind doesn't need is null; so is what is gone by now.",
)
class CaseEffect:
    kind: CaseEffectKind = selection.column(description="What happens.")
    about: str = selection.column(description="The title of what it is about, as it was when it was proposed.")
    objective: links.Objective | None = selection.to_one(
        lambda effect, objective: objective.c.id == effect.c.objective_id,
        description="What is changed; or the objective that gets a key result, needs something, or contributes.",
    )
    key_result: links.KeyResult | None = selection.to_one(
        lambda effect, key_result: key_result.c.id == effect.c.key_result_id, description="What is changed."
    )
    unit: links.Unit | None = selection.to_one(
        lambda effect, unit: unit.c.id == effect.c.unit_id,
        description="Who takes over, co-owns, gets an objective, or provides.",
    )
    to_objective: links.Objective | None = selection.to_one(
        lambda effect, objective: objective.c.id == effect.c.to_objective_id,
        description="Where a key result goes, what is contributed to, or where the provider works.",
    )
    to_key_result: links.KeyResult | None = selection.to_one(
        lambda effect, key_result: key_result.c.id == effect.c.to_key_result_id,
        description="What is contributed to, or where the provider works.",
    )
    to_moal: links.Moal | None = selection.to_one(
        lambda effect, moal: moal.c.id == effect.c.to_moal_id, description="What is contributed to."
    )
    dependency: links.Dependency | None = selection.to_one(
        lambda effect, dependency: dependency.c.id == effect.c.dependency_id, description="What ends."
    )
    contribution: links.Contribution | None = selection.to_one(
        lambda effect, contribution: contribution.c.id == effect.c.contribution_id, description="What ends."
    )
    metric: links.Metric | None = selection.to_one(
        lambda effect, metric: metric.c.id == effect.c.metric_id, description="What a key result measures."
    )
    title: str | None = selection.column(description="The new title.")
    why: str | None = selection.column(description="Why an objective is wanted.")
    objective_kind: ObjectiveKind | None = selection.column(description="How surely an objective is to be reached.")
    key_result_kind: KeyResultKind | None = selection.column(description="How a key result is proven.")
    measure: str | None = selection.column(description="The measure of a new metric.")
    baseline: float | None = selection.column(description="Where the way begins.")
    target: float | None = selection.column(description="Where it ends.")
    stretch: float | None = selection.column(description="Beyond the target.")
    band_low: float | None = selection.column(description="The lower end of what is to be maintained.")
    band_high: float | None = selection.column(description="The upper end of what is to be maintained.")
    weight: float | None = selection.column(description="How much it counts beside others.")
    share: float | None = selection.column(description="A co-owner's, 0 to 1; 0 takes the co-owner away.")
    what: str | None = selection.column(description="What is needed.")
    needed_by: dt.date | None = selection.column(description="By when.")
    dependency_kind: DependencyKind | None = selection.column(description="What happens without it.")
    fallback: str | None = selection.column(description="What is done without it.")
    rationale: str | None = selection.column(description="How it helps.")


@selection.type(
    alignment_case_turns.alignment_case_signatures,
    description="A unit agrees to exactly one proposal. Names are words: nothing leads from people to cases.",
)
class CaseSignature:
    unit: links.Unit = selection.to_one(
        lambda signature, unit: unit.c.id == signature.c.unit_id, description="Which unit."
    )
    signed_by_name: str = selection.column(description="Who signed for it.")
    signed_at: dt.datetime = selection.column(description="When.")
    withdrawn_at: dt.datetime | None = selection.column(description="When it was taken back.")


@selection.type(alignment_case_turns.alignment_case_turns, description="What a unit says or proposes in a case.")
class CaseTurn(Node):
    id: strawberry.ID = selection.global_id()
    number: int = selection.column(description="From 1.")
    kind: CaseTurnKind = selection.column(description="What the unit does.")
    unit: links.Unit = selection.to_one(lambda turn, unit: unit.c.id == turn.c.unit_id, description="Who speaks.")
    author_name: str = selection.column(description="The name of who spoke for the unit.")
    said: str = selection.column(description="In words; may be empty beside a proposal.")
    outcome: CaseOutcome | None = selection.column(description="What a proposal comes to.")
    effects: list[CaseEffect] = selection.to_many(
        lambda turn, effect: effect.c.turn_id == turn.c.id,
        order=lambda effect: [effect.c.position],
        description="What a proposal changes, in the order in which it happens.",
    )
    signatures: list[CaseSignature] = selection.to_many(
        lambda turn, signature: signature.c.turn_id == turn.c.id,
        order=lambda signature: [signature.c.signed_at, signature.c.id],
        description="Who agreed to it, with those who took that back.",
    )
    is_current: bool = selection.column(_is_current, description="Whether it is the proposal that is up for signature.")
    look_again_on: dt.date | None = selection.column(description="When the units would look again at what they agreed.")
    at: dt.datetime = selection.column(description="When.")
    alignment_case: links.AlignmentCase | None = selection.to_one(
        lambda turn, case: case.c.id == turn.c.case_id, description="The case."
    )
