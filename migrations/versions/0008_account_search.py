"""Accounts can be searched without Polish letters, and stand in Polish alphabetical order."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

#: the same as `app.core.db.ordered_text`
SORT_KEY = sa.String(length=420).with_variant(sa.String(length=420, collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column(
        "accounts",
        sa.Column("folded_text", sa.String(length=470), nullable=False, server_default=""),
    )
    op.add_column("accounts", sa.Column("sort_key", SORT_KEY, nullable=False, server_default=""))
    op.create_index("ix_accounts_sort_key_id", "accounts", ["sort_key", "id"])


def downgrade() -> None:
    op.drop_index("ix_accounts_sort_key_id", "accounts")
    op.drop_column("accounts", "sort_key")
    op.drop_column("accounts", "folded_text")
