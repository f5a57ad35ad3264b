"""
What becomes of stored overlap findings when their objectives are read again: what people decided on outlives the reading.

A finding that nobody has said anything of goes with its likeness. One that was dismissed or resolved stays so until a side says something
else, and is asked anew then. What was confirmed, or is in a case, stays in any event.
"""

import dataclasses
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from samsvar.domain.overlap_findings import OverlapState
from samsvar.domain.overlaps.findings import OverlapKind, OverlapRule

SAME_SCORE: Final = 0.01
"""Scores that differ by less are the same: means move a little with every text, and nobody could tell."""


@dataclasses.dataclass(frozen=True, slots=True)
class Member:
    """One who shares a target; ``marks`` are stretches of titles as they are stored."""

    objective_id: UUID
    key_result_id: UUID | None
    language: str
    marks: Sequence[Mapping[str, Any]] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """
    A finding as it was just computed, in the shape in which it is stored.

    Attributes:
        target: Of a shared target what is shared, as far as that has a name of its own (a metric); "" for a text. None of a pair.
        members: Of a shared target.
        evidence: JSON.
        group: Of a pair within a shared target: which one, as an index into the findings that it comes with.
    """

    kind: OverlapKind
    rule: OverlapRule
    score: float
    a: Member
    b: Member
    is_cross_language: bool
    evidence: Mapping[str, Any]
    target: str | None = None
    members: tuple[Member, ...] = ()
    group: int | None = None

    @property
    def pair(self) -> tuple[UUID, UUID, OverlapKind]:
        """What a pair is known by."""
        return self.a.objective_id, self.b.objective_id, self.kind


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A finding as it is stored; ``read`` with the group's id in place of its index."""

    id: UUID
    read: Read
    group_id: UUID | None
    hashes: tuple[bytes, bytes]
    decided_hashes: tuple[bytes | None, bytes | None]
    state: OverlapState
    is_relabelled: bool
    is_found: bool
    version: int


@dataclasses.dataclass(frozen=True, slots=True)
class Update:
    """
    A stored finding that is to be stored anew.

    Attributes:
        stored: As it was.
        read: As it is now; None when it wasn't found any more, and stays because people decided on it.
        hashes: Of what its sides say now.
        is_reopened: Whether the decision on it doesn't hold any more.
        is_other: Whether it is another one for who has read it: not only a little more or less alike.
    """

    stored: Stored
    read: Read | None
    hashes: tuple[bytes, bytes]
    is_reopened: bool
    is_other: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Reconciliation:
    """What is to be stored: ``identities`` says of each finding that was read under which stored id it goes on, None when it is new."""

    identities: Sequence[UUID | None]
    updates: Sequence[Update]
    gone: Sequence[Stored]


def reconciled(stored: Collection[Stored], read: Sequence[Read], hashes: Mapping[UUID, bytes]) -> Reconciliation:
    """
    Compare what is stored with what was read.

    Args:
        stored: All stored findings that the reading decides about.
        read: All findings of the reading.
        hashes: Of what each objective concerned says now.
    """
    identities: list[UUID | None] = [None] * len(read)
    pairs = {each.read.pair: each for each in stored if each.read.target is None}
    matched: dict[UUID, int] = {}
    for index, one in enumerate(read):
        if one.target is None and (known := pairs.get(one.pair)) is not None:
            identities[index], matched[known.id] = known.id, index
    for known, index in _groups(stored, read):
        identities[index], matched[known.id] = known.id, index
    updates, gone = [], []
    for each in stored:
        index_now = matched.get(each.id)
        found = None if index_now is None else read[index_now]
        sides = found or each.read
        now = _hash(hashes, sides.a, each.hashes[0]), _hash(hashes, sides.b, each.hashes[1])
        if found is None and not stays(each, now):
            gone.append(each)
        else:
            updates += _updated(each, found, now, _group_id(found, identities))
    return Reconciliation(identities, updates, gone)


def stays(stored: Stored, hashes: tuple[bytes, bytes]) -> bool:
    """Tell whether a finding stays that was not found again, now that its sides have these hashes."""
    if stored.state is OverlapState.OPEN:
        return stored.is_relabelled and not has_changed(stored, hashes)
    return stored.state is not OverlapState.DISMISSED or not has_changed(stored, hashes)


def has_changed(stored: Stored, hashes: tuple[bytes, bytes], read: Read | None = None) -> bool:
    """
    Tell whether a side says something else than when people decided; of what nobody decided, than when it was read.

    A shared target that two others of its members stand for now is no other for that.
    """
    now = (stored.read.a, stored.read.b) if read is None else (read.a, read.b)
    for before, side, decided, known, hash_ in zip(
        (stored.read.a, stored.read.b), now, stored.decided_hashes, stored.hashes, hashes, strict=True
    ):
        if before.objective_id == side.objective_id and (decided or known) != hash_:
            return True
    return False


def _groups(stored: Collection[Stored], read: Sequence[Read]) -> list[tuple[Stored, int]]:
    """Return which groups that were read are which stored ones: by what they share, else by whom they have in common most."""
    known = [each for each in stored if each.read.target is not None]
    likely: list[tuple[int, UUID, int]] = []
    by_id = {each.id: each for each in known}
    for index, one in enumerate(read):
        if one.target is None:
            continue
        members = {member.objective_id for member in one.members}
        for each in known:
            shared = len(members & {member.objective_id for member in each.read.members})
            is_same = bool(one.target) and one.target == each.read.target
            if is_same or (not one.target and not _names_metric(each) and shared > 1):
                likely.append((-len(read) - shared if is_same else -shared, each.id, index))
    taken: dict[UUID, int] = {}
    given: set[int] = set()
    for _, own_id, index in sorted(likely):
        if own_id not in taken and index not in given:
            taken[own_id] = index
            given.add(index)
    return [(by_id[own_id], index) for own_id, index in taken.items()]


def _names_metric(stored: Stored) -> bool:
    return (stored.read.target or "").startswith(METRIC)


METRIC: Final = "metric:"
"""How the target of a group begins that shares a metric."""


def _updated(stored: Stored, read: Read | None, hashes: tuple[bytes, bytes], group_id: UUID | None) -> list[Update]:
    before = stored.read
    if read is None:
        if not stored.is_found and stored.hashes == hashes:
            return []
        return [Update(stored, None, hashes, is_reopened=False, is_other=stored.is_found)]
    decided = stored.state in (OverlapState.DISMISSED, OverlapState.RESOLVED)
    is_reopened = decided and has_changed(stored, hashes, read)
    is_other = (
        is_reopened
        or not stored.is_found
        or stored.hashes != hashes
        or (before.rule, before.a, before.b) != (read.rule, read.a, read.b)
        or before.members != read.members
    )
    is_alike = (
        abs(before.score - read.score) < SAME_SCORE
        and before.evidence == read.evidence
        and before.is_cross_language == read.is_cross_language
        and stored.group_id == group_id
    )
    return [] if is_alike and not is_other else [Update(stored, read, hashes, is_reopened, is_other)]


def _group_id(read: Read | None, identities: Sequence[UUID | None]) -> UUID | None:
    return None if read is None or read.group is None else identities[read.group]


def _hash(hashes: Mapping[UUID, bytes], side: Member, before: bytes) -> bytes:
    return hashes.get(side.objective_id, before)
