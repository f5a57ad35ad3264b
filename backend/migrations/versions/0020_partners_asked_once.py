"""
Who reads a case with drafts is asked once a statement, not once a case.

The units that a reader reads were listed anew for every such case: a millisecond each where there are thousands of
units. Safe while older code runs: the policy lets through what it let through.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0020"
down_revision: str | None = "0019"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

CONDITION = (
    "organisation_id = (select samsvar.current_organisation())"
    " and (not exists (select 1 from samsvar.alignment_case_objectives o where o.organisation_id ="
    " alignment_cases.organisation_id and o.case_id = alignment_cases.id and not o.is_open)"
    " or exists (select 1 from samsvar.alignment_case_participants p where p.organisation_id ="
    " alignment_cases.organisation_id and p.case_id = alignment_cases.id and p.unit_id {among}))"
)


def _say(among: str) -> None:
    condition = CONDITION.format(among=among)
    op.execute(f"alter policy organisation on samsvar.alignment_cases using ({condition}) with check ({condition})")


def upgrade() -> None:
    """Look units up in an array that is made at the first case with a draft."""
    _say("= any (array (select samsvar.readable_units()))")


def downgrade() -> None:
    """Join them for each case."""
    _say("in (select samsvar.readable_units())")
