"""Overlap findings: what is said about two objectives of different units, or about three and more that want the same."""

import dataclasses
import enum
from uuid import UUID


class OverlapKind(enum.StrEnum):
    """What two objectives are to each other."""

    OVERLAP = "OVERLAP"
    """They promise the same result."""
    SHARED_TARGET = "SHARED_TARGET"
    """Three units and more promise the same."""
    CONFLICT = "CONFLICT"
    """Reaching one undoes the other. Texts never say so; metrics do."""
    INTERFACE = "INTERFACE"
    """One works for the other, or waits for it."""


class OverlapRule(enum.StrEnum):
    """By what a finding was found."""

    SIMILAR_TEXT = "SIMILAR_TEXT"
    SAME_TEXT = "SAME_TEXT"
    SAME_METRIC = "SAME_METRIC"
    OPPOSITE_METRIC = "OPPOSITE_METRIC"
    SHARED_DEPENDENCY = "SHARED_DEPENDENCY"
    OTHERS_KEY_RESULT = "OTHERS_KEY_RESULT"


CERTAIN_SCORE = 100.0
"""Of what is found by structure: beyond any likeness of texts, so that it comes first."""


class Direction(enum.StrEnum):
    """Where a key result moves its metric."""

    UP = "UP"
    DOWN = "DOWN"
    HOLD = "HOLD"


@dataclasses.dataclass(frozen=True, slots=True)
class Side:
    """An objective in a finding; ``key_result_id`` is the one in which the evidence lies, None if in the objective itself."""

    objective_id: UUID
    unit_id: UUID
    key_result_id: UUID | None = None


class PartName(enum.StrEnum):
    """What a likeness of texts is made of."""

    WHOLE = "WHOLE"
    """The two as a whole, by meaning."""
    UNITS = "UNITS"
    """Their best matching objectives and key results, by meaning."""
    WORDS = "WORDS"
    """How far they say different things in the same words: 0..-1, taken off what the other parts add up to."""
    LETTERS = "LETTERS"
    """Their sequences of letters; same language only."""


@dataclasses.dataclass(frozen=True, slots=True)
class Part:
    """One part of a likeness: ``value`` -1..1, and how much it counts: all weights but that of WORDS together are 1."""

    name: PartName
    value: float
    weight: float


@dataclasses.dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a title, counted in UTF-16 code units as browsers do: from ``start`` up to, not including, ``end``."""

    node_id: UUID
    """Of the objective or key result whose title it is."""
    start: int
    end: int


@dataclasses.dataclass(frozen=True, slots=True)
class WordPair:
    """Two words of different languages that mean the same to the model; ``likeness`` is a cosine, .3..1."""

    a: str
    b: str
    likeness: float


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """
    Why, for the reader. Where there is none of a sort, it is empty: nothing is made up.

    Attributes:
        a_marks, b_marks: What to mark in the titles of either side.
        words_in_common: As the first side writes them; same language only.
        word_pairs: Across languages only.
        metric_id, a_direction, b_direction: Of a finding on metrics.
        dependency_id, initiative_id: Of an interface.
        parts: Of a likeness of texts.
    """

    a_language: str | None = None
    b_language: str | None = None
    a_marks: tuple[Mark, ...] = ()
    b_marks: tuple[Mark, ...] = ()
    words_in_common: tuple[str, ...] = ()
    word_pairs: tuple[WordPair, ...] = ()
    metric_id: UUID | None = None
    a_direction: Direction | None = None
    b_direction: Direction | None = None
    dependency_id: UUID | None = None
    initiative_id: UUID | None = None
    parts: tuple[Part, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OverlapFinding:
    """
    What was found about two objectives, or about a group.

    Attributes:
        a, b: The two; ``a`` has the smaller objective id, so that a pair has one name. Of a shared target the two most alike.
        members: ``a`` and ``b``; of a shared target all, in order of ids. Each of another unit, or of the same unit twice at most.
        score: Likeness as z (see :mod:`.likenesses`), or :data:`CERTAIN_SCORE`.
    """

    kind: OverlapKind
    rule: OverlapRule
    score: float
    a: Side
    b: Side
    members: tuple[Side, ...]
    evidence: Evidence

    @property
    def key(self) -> tuple[OverlapRule, tuple[UUID, ...]]:
        """What it is the finding of: stays the same when it is computed again."""
        return self.rule, tuple(member.objective_id for member in self.members)
