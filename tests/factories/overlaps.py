"""Overlap findings between objectives, put down as a reading would."""

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from tests.factories.companies import NOW
from tests.factories.plans import Plans

_SIDES = """
  select o.id, o.unit_id, o.okr_set_id, o.is_open, o.cycle_id, o.organisation_id
    from samsvar.objectives o where o.id = cast(:{letter} as uuid)
"""
_INSERT = f"""
insert into samsvar.overlap_findings (
       organisation_id, cycle_id, a_objective_id, a_unit_id, a_okr_set_id, a_is_open, a_hash, a_key_result_id, a_language,
       b_objective_id, b_unit_id, b_okr_set_id, b_is_open, b_hash, b_key_result_id, b_language,
       computed_kind, rule, score, evidence, target, group_id, detected_at)
select a.organisation_id, a.cycle_id, a.id, a.unit_id, a.okr_set_id, a.is_open, 'a', cast(:a_proof as uuid), 'nb',
       b.id, b.unit_id, b.okr_set_id, b.is_open, 'b', cast(:b_proof as uuid), 'nb',
       :kind, :rule, :score, cast(:evidence as jsonb), :target, cast(:group as uuid), :at
  from ({_SIDES.format(letter="a")}) a, ({_SIDES.format(letter="b")}) b
"""
_MEMBER = """
insert into samsvar.overlap_members (
       organisation_id, overlap_finding_id, objective_id, okr_set_id, unit_id, cycle_id, is_open)
select o.organisation_id, f.id, o.id, o.okr_set_id, o.unit_id, o.cycle_id, o.is_open
  from samsvar.objectives o, samsvar.overlap_findings f
 where o.id = cast(:member as uuid) and f.target = :target
"""


async def found(
    plans: Plans,
    one: UUID,
    other: UUID,
    *,
    kind: str = "OVERLAP",
    rule: str = "SIMILAR_TEXT",
    score: float = 6.0,
    evidence: dict[str, Any] | None = None,
    proofs: tuple[UUID | None, UUID | None] = (None, None),
    group: UUID | None = None,
    target: str | None = None,
) -> UUID:
    """Put a finding between two objectives and return its id; ``a`` is the one with the smaller id, as everywhere."""
    (a, a_proof), (b, b_proof) = sorted(zip((one, other), proofs, strict=True))
    await plans.sql(
        _INSERT,
        a=a,
        b=b,
        a_proof=a_proof,
        b_proof=b_proof,
        kind=kind,
        rule=rule,
        score=score,
        evidence=json.dumps(evidence or {}),
        target=target,
        group=group,
        at=NOW,
    )
    rows = await plans.rows("overlap_findings")
    between: list[UUID] = [row["id"] for row in rows if {row["a_objective_id"], row["b_objective_id"]} == {a, b}]
    return between[-1]


async def shared(plans: Plans, members: Sequence[UUID], *, target: str = "text:same", score: float = 6.0) -> UUID:
    """Put a shared target down and return its id."""
    own_id = await found(
        plans, members[0], members[1], kind="SHARED_TARGET", rule="SAME_TEXT", score=score, target=target
    )
    for member in members:
        await plans.sql(_MEMBER, member=member, target=target)
    return own_id
