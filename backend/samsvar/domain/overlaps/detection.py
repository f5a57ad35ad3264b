"""Detection: from a corpus and its structure to overlap findings."""

import dataclasses
from collections.abc import Callable, Collection, Mapping, Sequence
from uuid import UUID

from samsvar.domain.overlaps import corpora, embedders, findings, strengths, structures

Progress = Callable[[int, int], None]
"""Told now and then how many of how many objectives are done; what it raises ends the count (a cancel)."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """What ties the items together besides words; metrics stand in the items themselves."""

    dependencies: Sequence[structures.Dependency] = ()
    initiative_aims: Sequence[structures.InitiativeAim] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Recount:
    """
    What was found around one objective.

    Attributes:
        objective_id: The objective.
        companions: Objectives that it shares, or shared, a target with: findings among these were made anew too.
        findings: All findings that it is in, and all among its companions.
    """

    objective_id: UUID
    companions: frozenset[UUID]
    findings: tuple[findings.OverlapFinding, ...]

    def replaces(self, members: Collection[UUID]) -> bool:
        """Tell whether a stored finding of these objectives is to go, unless it is among the new ones."""
        return self.objective_id in members or self.companions.issuperset(members)


def found(
    corpus: corpora.Corpus,
    structure: Structure,
    *,
    least: float = strengths.SHIPPED.possible,
    words: embedders.Vectors | None = None,
    progress: Progress | None = None,
) -> list[findings.OverlapFinding]:
    """
    Return all findings of a corpus, those on structure first, then by falling score.

    Args:
        corpus: The items of a cycle.
        structure: What ties them together besides words.
        least: Least z of likeness of texts; what is less is left out.
        words: Vectors of single words by fingerprint, for :attr:`.findings.Evidence.word_pairs`; see :func:`words_wanted`.
        progress: Told how far it has come.
    """
    raise NotImplementedError


def found_around(
    corpus: corpora.Corpus,
    structure: Structure,
    objective_id: UUID,
    *,
    companions: Collection[UUID] = (),
    least: float = strengths.SHIPPED.possible,
    words: embedders.Vectors | None = None,
) -> Recount:
    """
    Return what changes when one objective changed (put or removed before). About 5 ms in 10,000 objectives.

    Args:
        companions: The other members of the shared targets that are stored with it.
        corpus, structure, least, words: As in :func:`found`.
    """
    raise NotImplementedError


def words_wanted(corpus: corpora.Corpus, found: Sequence[findings.OverlapFinding]) -> list[str]:
    """Return the words (normalised: fingerprint and embed them as they are) that evidence across languages wants vectors of."""
    raise NotImplementedError


def with_word_pairs(
    corpus: corpora.Corpus, finding: findings.OverlapFinding, words: embedders.Vectors
) -> findings.OverlapFinding:
    """Return a finding across languages with the word pairs that vectors of its words show."""
    raise NotImplementedError


@dataclasses.dataclass(frozen=True, slots=True)
class Similar:
    """An objective like a text that somebody is typing, or its key result, where that is nearer."""

    objective_id: UUID
    key_result_id: UUID | None
    score: float
    strength: strengths.Strength
    is_same_text: bool


def similar(
    corpus: corpora.Corpus,
    text: str,
    vector: embedders.Float32s | None,
    *,
    unit_id: UUID,
    thresholds: strengths.Thresholds = strengths.SHIPPED,
    most: int = 20,
) -> list[Similar]:
    """
    Return the objectives of other units that are most like a text, best first.

    Args:
        text: A title of an objective or key result, as typed so far.
        vector: Of :func:`.items.normalised` of the text; None compares by words.
        unit_id: Whose text it is: its own objectives are left out.
        thresholds: The organisation's; what is less than possible is left out.
    """
    raise NotImplementedError
