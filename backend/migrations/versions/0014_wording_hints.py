"""
Hints on how objectives and key results are worded, kept beside the words.

Safe while older code runs: the columns have a default, which PostgreSQL keeps in the catalogue and writes into no row;
older code neither reads nor writes them. What was written before has no hints until its words change.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision: str = "0014"
down_revision: str | None = "0013"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

TABLES = ("objectives", "key_results")


def upgrade() -> None:
    """Add a column to both."""
    for table in TABLES:
        op.add_column(
            table, sa.Column("hints", JSONB(), nullable=False, server_default=sa.text("'[]'")), schema="samsvar"
        )


def downgrade() -> None:
    """Take the hints away; they can be found again in the words."""
    for table in TABLES:
        op.drop_column(table, "hints", schema="samsvar")
