"""Daily quotes: when each is next due, and all that is needed to try one again."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the columns. A schedule without a plan gets one as soon as the clock runs."""
    moment = sa.DateTime(timezone=True)
    op.add_column("schedules", sa.Column("locale", sa.Text, nullable=False, server_default=""))
    op.add_column("schedules", sa.Column("next_day", sa.Date))
    op.add_column("schedules", sa.Column("next_at", moment))
    op.create_index("ix_schedules_next_at", "schedules", ["next_at"])
    op.add_column("ledger", sa.Column("due_at", moment))
    op.add_column("ledger", sa.Column("until", moment))
    op.add_column("ledger", sa.Column("speaker", sa.Text, nullable=False, server_default=""))
    op.add_column("ledger", sa.Column("error", sa.Text, nullable=False, server_default=""))
    op.create_index("ix_ledger_until", "ledger", ["until"])
