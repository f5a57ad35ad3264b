"""How far things have come, and what made each figure."""

import enum

import strawberry

from samsvar.graph import selection


@strawberry.enum(description="How an objective or key result stands against the pace of its cycle.")
class ProgressState(enum.Enum):
    NOT_MEASURED = strawberry.enum_value(
        "NOT_MEASURED", description="The cycle is over, and nothing was ever measured: nobody knows."
    )
    NOT_STARTED = strawberry.enum_value("NOT_STARTED", description="Nothing was measured yet.")
    ON_TRACK = strawberry.enum_value(
        "ON_TRACK", description="About where the pace of the cycle would have it, or ahead."
    )
    AT_RISK = strawberry.enum_value("AT_RISK", description="Behind, or believed in too little.")
    OFF_TRACK = strawberry.enum_value("OFF_TRACK", description="Far behind.")
    STALE = strawberry.enum_value("STALE", description="Measured too long ago to say.")


@strawberry.enum(description="How the lines of an explanation make its figure.")
class Formula(enum.Enum):
    WEIGHTED_MEAN = strawberry.enum_value(
        "WEIGHTED_MEAN", description="sum(weight * value) / sum(weight), of what counts."
    )


@strawberry.enum(description="Why a line of an explanation does not count.")
class LeftOutReason(enum.Enum):
    NOT_MEASURED = strawberry.enum_value("NOT_MEASURED", description="It has no value yet.")
    LEARNS_ITS_BASELINE = strawberry.enum_value("LEARNS_ITS_BASELINE", description="Its number is only being learned.")
    WITHOUT_MEASURE = strawberry.enum_value("WITHOUT_MEASURE", description="It doesn't say what would prove it.")
    NOTHING_TO_COUNT = strawberry.enum_value("NOTHING_TO_COUNT", description="It has neither a result nor support.")


@selection.document(description="One line of a sum: which record, with which weight and value.")
class ExplanationTerm:
    node_id: strawberry.ID = selection.key("node", description="The record that the line is about.")
    title: str = selection.key(description="What it was called when the figure was made.")
    weight: float = selection.key(description="How much it counts, in proportion to the other lines.")
    value: float | None = selection.key(description="Its share of the way, unclamped; null when there is none yet.")
    is_counted: bool = selection.key("counted", description="Whether it is in the sum.")
    reason: LeftOutReason | None = selection.key(description="Why it was left out; null when it counts.")


@selection.document(description="How a figure was made; nobody can overwrite it by hand.")
class Explanation:
    formula: Formula = selection.key(description="How the lines make the figure.")
    value: float | None = selection.key(description="The figure; null when nothing could be counted.")
    coverage: float = selection.key(description="The share of the weight that could be counted, 0 to 1.")
    terms: list[ExplanationTerm] = selection.key(description="The lines.")
