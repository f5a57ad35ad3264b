"""
The audit of a case is told to those who see the case.

It was told with one draft that the case touches. When that one is shown before another, the case is private still, and so
is what was said in it. Safe while older code runs: it stores what its writer sees, and every writer takes part.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0019"
down_revision: str | None = "0018"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

OF_SET = (
    "organisation_id = (select samsvar.current_organisation())"
    " and (okr_set_id is null or exists (select 1 from samsvar.okr_sets s"
    " where s.organisation_id = audit_entries.organisation_id and s.id = audit_entries.okr_set_id"
    " and (s.is_open or s.unit_id in (select samsvar.readable_units()))))"
)
OF_CASE = (
    " and (node_type <> 'AlignmentCase' or exists (select 1 from samsvar.alignment_cases c"
    " where c.organisation_id = audit_entries.organisation_id and c.id = audit_entries.node_id))"
)


def _say(condition: str) -> None:
    op.execute(f"alter policy organisation on samsvar.audit_entries using ({condition}) with check ({condition})")


def upgrade() -> None:
    """Let an entry of a case be seen by those who see the case."""
    _say(OF_SET + OF_CASE)


def downgrade() -> None:
    """Let it be seen by those who see the set that it names."""
    _say(OF_SET)
