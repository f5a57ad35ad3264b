"""
Contributions asked for from above, and the turns of a contribution that is negotiated.

Safe while older code runs: the tables are new, nobody has asked yet, and a column may be null.
"""

from collections.abc import Sequence

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add the tables."""


def downgrade() -> None:
    """Take them away."""
