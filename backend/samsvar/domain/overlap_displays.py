"""
How findings are laid out to be stored, so that each reader sees what they may: a finding is as private as its drafts.

A shared target stands for its group through two of its members, and who may not see those two doesn't see it. So two open members stand for it
where there are two. Where there aren't, pairs of its members are stored beside it, for those who see some of the drafts and
not those two.
"""

import dataclasses
import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from samsvar.domain.overlap_reconciliations import METRIC, Member, Read
from samsvar.domain.overlaps.findings import Evidence, Mark, OverlapFinding, OverlapKind

PAIRS_EACH: Final = 3
"""With how many others each member of a group of drafts is paired: its neighbours in the tree of units come first."""

Places = Mapping[UUID, tuple[bool, str]]
"""Of objectives whether everybody may read them, and the path of their unit."""
Between = Callable[[UUID, UUID], OverlapFinding | None]
"""Returns what is found of two objectives by themselves, the smaller id first."""


def laid_out(
    found: Iterable[OverlapFinding], *, places: Places, between: Between, language_of: Callable[[UUID], str]
) -> list[Read]:
    """Return findings as they are stored: a pair once for each kind, and groups as said above."""
    read: list[Read] = []
    pairs: set[tuple[UUID, UUID, OverlapKind]] = set()
    for finding in found:
        if finding.kind is not OverlapKind.SHARED_TARGET:
            pair = _as_read(finding, language_of)
            if pair.pair not in pairs:
                pairs.add(pair.pair)
                read.append(pair)
            continue
        members = [member.objective_id for member in finding.members]
        by_privacy = sorted(members, key=lambda own_id: (not _is_open(places, own_id), own_id))
        group = len(read)
        read.append(_as_read(_stood_for(finding, by_privacy[:2], places, between), language_of))
        if _is_open(places, by_privacy[1]):
            continue
        for first, second in _neighbours(members, places):
            beside = between(first, second)
            if beside is not None and (as_read := _as_read(beside, language_of)).pair not in pairs:
                pairs.add(as_read.pair)
                read.append(dataclasses.replace(as_read, group=group))
    return read


def _stood_for(finding: OverlapFinding, shown: Sequence[UUID], places: Places, between: Between) -> OverlapFinding:
    """Return a group with the two standing for it whom most people may read."""
    stand = {finding.a.objective_id, finding.b.objective_id}
    if stand == set(shown) or all(_is_open(places, own_id) for own_id in stand):
        return finding
    first, second = sorted(shown)
    said = between(first, second)
    if said is not None:
        return dataclasses.replace(finding, a=said.a, b=said.b, evidence=said.evidence)
    sides = {member.objective_id: member for member in finding.members}
    # Alike only by way of others: nothing is said of the two that isn't theirs.
    evidence = Evidence(metric_id=finding.evidence.metric_id)
    return dataclasses.replace(finding, a=sides[first], b=sides[second], evidence=evidence)


def _is_open(places: Places, objective_id: UUID) -> bool:
    return places.get(objective_id, (False, ""))[0]


def _neighbours(members: Sequence[UUID], places: Places) -> list[tuple[UUID, UUID]]:
    in_tree = sorted(members, key=lambda own_id: (places.get(own_id, (False, ""))[1], own_id))
    pairs = {
        (min(one, other), max(one, other))
        for start, one in enumerate(in_tree)
        for other in itertools.islice(in_tree, start + 1, start + 1 + PAIRS_EACH)
    }
    return sorted(pairs)


def _as_read(finding: OverlapFinding, language_of: Callable[[UUID], str]) -> Read:
    evidence = finding.evidence
    marks = {finding.a.objective_id: evidence.a_marks, finding.b.objective_id: evidence.b_marks}
    is_group = finding.kind is OverlapKind.SHARED_TARGET
    sides = [
        Member(side.objective_id, side.key_result_id, language_of(side.objective_id)) for side in (finding.a, finding.b)
    ]
    return Read(
        kind=finding.kind,
        rule=finding.rule,
        score=round(finding.score, 4),
        a=sides[0],
        b=sides[1],
        is_cross_language=sides[0].language != sides[1].language,
        evidence=_as_json(evidence),
        target=None if not is_group else f"{METRIC}{evidence.metric_id}" if evidence.metric_id else "",
        members=tuple(
            Member(
                member.objective_id,
                member.key_result_id,
                language_of(member.objective_id),
                _marks(marks.get(member.objective_id, ())),
            )
            for member in sorted(finding.members, key=lambda one: one.objective_id)
        )
        if is_group
        else (),
    )


def _as_json(evidence: Evidence) -> dict[str, Any]:
    """Return evidence as it is stored; languages stand beside it, and what is empty is left out."""
    said = {
        "a_marks": _marks(evidence.a_marks),
        "b_marks": _marks(evidence.b_marks),
        "words_in_common": list(evidence.words_in_common),
        "word_pairs": [{"a": one.a, "b": one.b, "likeness": round(one.likeness, 4)} for one in evidence.word_pairs],
        "metric_id": evidence.metric_id and str(evidence.metric_id),
        "a_direction": evidence.a_direction and evidence.a_direction.value,
        "b_direction": evidence.b_direction and evidence.b_direction.value,
        "dependency_id": evidence.dependency_id and str(evidence.dependency_id),
        "initiative_id": evidence.initiative_id and str(evidence.initiative_id),
        "parts": [
            {"name": part.name.value, "value": round(float(part.value), 4), "weight": round(float(part.weight), 4)}
            for part in evidence.parts
        ],
    }
    return {name: value for name, value in said.items() if value}


def _marks(marks: Iterable[Mark]) -> list[dict[str, Any]]:
    return [{"node_id": str(mark.node_id), "start": mark.start, "end": mark.end} for mark in marks]
