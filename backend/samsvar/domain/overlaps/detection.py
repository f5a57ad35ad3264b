"""Detection: from a corpus and its structure to overlap findings."""

import dataclasses
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Final
from uuid import UUID

from samsvar.domain.overlaps import (
    corpora,
    embedders,
    evidence,
    groups,
    items,
    languages,
    likenesses,
    strengths,
    structures,
    targets,
)
from samsvar.domain.overlaps.findings import (
    CERTAIN_SCORE,
    Direction,
    Evidence,
    OverlapFinding,
    OverlapKind,
    OverlapRule,
    Side,
)

Structure = targets.Structure
Progress = Callable[[int, int], None]
"""Told now and then how many of how many objectives are done; what it raises ends the count (a cancel)."""

_MOST_COMPANIONS: Final = 24
"""Objectives from which on is looked no further for what hangs together with one."""


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
    findings: tuple[OverlapFinding, ...]

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
) -> list[OverlapFinding]:
    """
    Return all findings of a corpus, those on structure first, then by falling score.

    Args:
        corpus: The items of a cycle.
        structure: What ties them together besides words.
        least: Least z of likeness of texts; what is less is left out.
        words: Vectors of single words by fingerprint, for :attr:`.findings.Evidence.word_pairs`; see :func:`words_wanted`.
        progress: Told how far it has come.
    """
    rows = sorted(row for row in corpus.row_of.values() if corpus.is_alive[row])
    told = None if progress is None else (lambda done: progress(done, len(rows)))
    alike = list(likenesses.of_rows(corpus, rows, least=least, each_once=True, progress=told))
    return _found(corpus, targets.Links(corpus, structure, corpus.living(), alike), words)


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
    Return what changes when one objective changed (put or removed before). About 5 ms in 10,000 objectives, more with companions.

    Args:
        companions: The other members of the shared targets that are stored with it.
        corpus, structure, least, words: As in :func:`found`.
    """
    own = corpus.row_of.get(objective_id)
    near = {corpus.row_of[one] for one in companions if one in corpus.row_of}
    alike: dict[tuple[int, int], likenesses.Likeness] = {}
    if own is not None and corpus.is_alive[own]:
        near |= _hanging_together(corpus, own)
        alike.update(_by_pair(likenesses.of_rows(corpus, [own], least=least)))
    living = sorted(row for row in near if corpus.is_alive[row])
    alike.update(_by_pair(likenesses.of_rows(corpus, living, least=least, each_once=True, among=living)))
    near.discard(-1 if own is None else own)
    reached = near if own is None else near | {own}
    some = {row for pair in alike for row in pair} | reached | _tied(corpus, structure, reached)
    links = targets.Links(corpus, structure, [corpus.rows[row].item for row in sorted(some)], alike.values())
    recount = Recount(
        objective_id=objective_id,
        companions=frozenset(corpus.rows[row].item.objective_id for row in near),
        findings=(),
    )
    new = [
        finding
        for finding in _found(corpus, links, words)
        if recount.replaces([member.objective_id for member in finding.members])
    ]
    return dataclasses.replace(recount, findings=tuple(new))


def between(
    corpus: corpora.Corpus,
    structure: Structure,
    a_id: UUID,
    b_id: UUID,
    *,
    least: float = strengths.SHIPPED.possible - strengths.MOST_SHIFT,
    words: embedders.Vectors | None = None,
) -> OverlapFinding | None:
    """Return what is found of two objectives by themselves, as if they were in no group: the most certain, None if nothing is."""
    rows = [corpus.row_of.get(one) for one in sorted((a_id, b_id))]
    a, b = rows
    if a is None or b is None:
        return None
    alike = likenesses.of_pair(corpus, a, b)
    some = [corpus.rows[a].item, corpus.rows[b].item]
    links = targets.Links(corpus, structure, some, [alike] if alike is not None and alike.z >= least else [])
    result = _found(corpus, links, words)
    return result[0] if result else None


def words_wanted(corpus: corpora.Corpus, found: Sequence[OverlapFinding]) -> list[str]:
    """Return the words (normalised: fingerprint and embed them as they are) that evidence across languages wants vectors of."""
    wanted: dict[str, None] = {}
    for finding in found:
        if not _is_across(finding):
            continue
        for side in (finding.a, finding.b):
            row = corpus.row_of.get(side.objective_id)
            if row is not None:
                title = evidence.title_of(corpus.rows[row].item, side.key_result_id)
                wanted.update(dict.fromkeys(evidence.telling_words(corpus, title)))
    return list(wanted)


def with_word_pairs(corpus: corpora.Corpus, finding: OverlapFinding, words: embedders.Vectors) -> OverlapFinding:
    """Return a finding across languages with the word pairs that vectors of its words show."""
    a_row, b_row = (corpus.row_of.get(side.objective_id) for side in (finding.a, finding.b))
    if a_row is None or b_row is None or not _is_across(finding):
        return finding
    a, b = corpus.rows[a_row], corpus.rows[b_row]
    titles = (
        evidence.title_of(a.item, finding.a.key_result_id),
        evidence.title_of(b.item, finding.b.key_result_id),
    )
    pairs = evidence.word_pairs(corpus, a, b, titles, words)
    a_node, b_node = (side.key_result_id or side.objective_id for side in (finding.a, finding.b))
    said = dataclasses.replace(
        finding.evidence,
        word_pairs=tuple(pairs),
        a_marks=evidence.marks(a_node, titles[0], evidence.stems(pair.a for pair in pairs)),
        b_marks=evidence.marks(b_node, titles[1], evidence.stems(pair.b for pair in pairs)),
    )
    return dataclasses.replace(finding, evidence=said)


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
    normalised = items.normalised(text)
    same = set(corpus.rows_saying(normalised))
    found: list[Similar] = []
    alike = likenesses.of_text(
        corpus, normalised, vector, languages.language_of(normalised), unit_id=unit_id, least=thresholds.possible
    )
    for row, place, z in alike:
        strength = strengths.strength(z, thresholds)
        if strength is None:
            continue
        side = evidence.side(corpus.rows[row], place)
        found.append(Similar(side.objective_id, side.key_result_id, z, strength, row in same))
    found.sort(key=lambda one: (not one.is_same_text, -one.score, one.objective_id))
    return found[:most]


def _found(corpus: corpora.Corpus, links: targets.Links, words: embedders.Vectors | None) -> list[OverlapFinding]:
    shared_by_many = targets.targets(corpus, links)
    shared = [targets.of_target(corpus, links, target) for target in shared_by_many]
    shared_metrics = {target.metric for target in shared_by_many if target.metric is not None}
    covered = {pair for target in shared_by_many for pair in groups.pairs_of(target.sides)}
    pairs: dict[tuple[UUID, UUID, OverlapKind], OverlapFinding] = {}
    for match in _matches(corpus, links, shared_metrics):
        ends = sorted((corpus.row_of[match.a], corpus.row_of[match.b]))
        if match.kind is OverlapKind.OVERLAP and (ends[0], ends[1]) in covered:
            continue
        finding = _of_match(corpus, links, match)
        pairs.setdefault((match.a, match.b, match.kind), finding)
    nearest = targets.nearest_of_groups(links, shared_by_many)
    for rows, likeness in links.alike.items():
        if rows not in nearest:
            continue
        a, b = corpus.rows[likeness.a].item.objective_id, corpus.rows[likeness.b].item.objective_id
        if rows in covered or corpus.are_aligned(a, b):
            continue
        # What metrics say of the two is said already: opposite wishes are worded alike.
        if (a, b, OverlapKind.OVERLAP) in pairs or (a, b, OverlapKind.CONFLICT) in pairs:
            continue
        pairs[a, b, OverlapKind.OVERLAP] = _of_likeness(corpus, likeness)
    result = [*shared, *pairs.values()]
    if words is not None:
        result = [with_word_pairs(corpus, finding, words) for finding in result]
    return sorted(result, key=lambda one: (-one.score, one.key))


def _matches(
    corpus: corpora.Corpus, links: targets.Links, shared: Collection[tuple[UUID, Direction]]
) -> Iterable[structures.Match]:
    """Yield what structure says of pairs; who is aligned measures the same by intention."""
    for match in structures.on_claims(links.claims, shared):
        if match.kind is OverlapKind.CONFLICT or not corpus.are_aligned(match.a, match.b):
            yield match
    yield from links.interfaces


def _of_match(corpus: corpora.Corpus, links: targets.Links, match: structures.Match) -> OverlapFinding:
    a_row, b_row = corpus.row_of[match.a], corpus.row_of[match.b]
    likeness = links.alike.get((min(a_row, b_row), max(a_row, b_row)))
    a, b = corpus.rows[a_row], corpus.rows[b_row]
    said = Evidence(
        a_language=a.language,
        b_language=b.language,
        metric_id=match.metric_id,
        a_direction=match.a_direction,
        b_direction=match.b_direction,
        dependency_id=match.dependency_id,
        initiative_id=match.initiative_id,
        parts=() if likeness is None else evidence.parts_of(likeness),
    )
    sides = (
        Side(match.a, a.item.unit_id, match.a_key_result_id),
        Side(match.b, b.item.unit_id, match.b_key_result_id),
    )
    return OverlapFinding(
        kind=match.kind, rule=match.rule, score=CERTAIN_SCORE, a=sides[0], b=sides[1], members=sides, evidence=said
    )


def _of_likeness(corpus: corpora.Corpus, likeness: likenesses.Likeness) -> OverlapFinding:
    a, b = evidence.sides(corpus, likeness.a, likeness.b)
    one, other = corpus.rows[likeness.a].texts, corpus.rows[likeness.b].texts
    return OverlapFinding(
        kind=OverlapKind.OVERLAP,
        rule=OverlapRule.SAME_TEXT if one.whole == other.whole else OverlapRule.SIMILAR_TEXT,
        score=likeness.z,
        a=a,
        b=b,
        members=(a, b),
        evidence=evidence.of_pair(corpus, likeness, a, b),
    )


def _by_pair(found_: Iterable[likenesses.Likeness]) -> dict[tuple[int, int], likenesses.Likeness]:
    return {(min(one.a, one.b), max(one.a, one.b)): one for one in found_}


def _hanging_together(corpus: corpora.Corpus, own: int) -> set[int]:
    """Return the rows that may be in a group with one: those that it hangs together with by likeness or the same text."""
    reached: set[int] = set()
    frontier = [own]
    while frontier and len(reached) < _MOST_COMPANIONS:
        row = frontier.pop(0)
        if row in reached:
            continue
        reached.add(row)
        frontier += [one.b for one in likenesses.of_rows(corpus, [row], least=strengths.SHIPPED.likely)]
        for text in corpus.rows[row].texts.units:
            if targets.is_long(text):
                frontier += corpus.rows_saying(text)
    return reached


def _tied(corpus: corpora.Corpus, structure: Structure, reached: Collection[int]) -> set[int]:
    """Return the rows that metrics, dependencies, initiatives and the same texts tie to some."""
    rows: set[int] = set()
    own = [corpus.rows[row] for row in reached]
    for metric_id in {one.metric_id for row in own for one in row.item.key_results if one.metric_id is not None}:
        rows.update(corpus.rows_measuring(metric_id))
    for text in {text for row in own for text in row.texts.units if targets.is_long(text)}:
        rows.update(corpus.rows_saying(text))
    objective_ids = {row.item.objective_id for row in own}
    result_ids = {one.id for row in own for one in row.item.key_results}
    ends = [(one.from_objective_id, one.to_objective_id) for one in structure.dependencies]
    tied = {one for pair in ends if objective_ids.intersection(pair) for one in pair}
    initiatives = {aim.initiative_id for aim in structure.initiative_aims if aim.key_result_id in result_ids}
    moved = {aim.key_result_id for aim in structure.initiative_aims if aim.initiative_id in initiatives}
    rows.update(corpus.row_of[one] for one in tied if one in corpus.row_of)
    return rows | {row for one in moved if (row := corpus.row_with(one)) is not None}


def _is_across(finding: OverlapFinding) -> bool:
    return (
        finding.evidence.a_language != finding.evidence.b_language
        and finding.evidence.metric_id is None
        and finding.rule in (OverlapRule.SIMILAR_TEXT, OverlapRule.SAME_TEXT)
    )
