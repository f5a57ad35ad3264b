"""
Units that never began, and roles that last no longer than their unit.

A unit founded by mistake, or for a day that was called off, ends on its first day: it stays as a record, and stands in
the tree of no day. Safe while older code runs: the checks allow more than before, and older code writes nothing that
they newly allow; the function answers in the same shape.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0015"
down_revision: str | None = "0014"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

TABLES = ("units", "unit_versions")


def upgrade() -> None:
    """Let a unit, and a version of one, end on its first day."""
    for table in TABLES:
        op.execute(f"alter table samsvar.{table} drop constraint {table}_valid_in_order_check")
        op.execute(
            f"alter table samsvar.{table} add constraint {table}_valid_in_order_check"
            " check (valid_to is null or valid_to >= valid_from)"
        )


def downgrade() -> None:
    """Ask for a day at least again; fails where a unit never began."""
    for table in TABLES:
        op.execute(f"alter table samsvar.{table} drop constraint {table}_valid_in_order_check")
        op.execute(
            f"alter table samsvar.{table} add constraint {table}_valid_in_order_check"
            " check (valid_to is null or valid_to > valid_from)"
        )
