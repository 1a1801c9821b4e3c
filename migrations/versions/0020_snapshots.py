"""Figures as they were published, and what heads confirmed for them."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

#: rows of these are added, and neither changed nor removed
APPEND_ONLY = ("staff_confirmations", "snapshots", "snapshot_figures", "snapshot_parts")


def upgrade() -> None:
    op.create_table(
        "staff_confirmations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_by", sa.String(length=210), nullable=False),
        sa.ForeignKeyConstraint(
            ["unit_id"],
            ["units.id"],
            name="fk_staff_confirmations_unit_id_units",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_staff_confirmations"),
        sa.UniqueConstraint(
            "unit_id", "as_of", "sha256", name="uq_staff_confirmations_unit_id_as_of_sha256"
        ),
    )

    op.create_table(
        "snapshots",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("rule_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("eligible", sa.Integer(), nullable=False),
        sa.Column("trained", sa.Integer(), nullable=False),
        sa.Column("excluded", sa.Integer(), nullable=False),
        sa.Column("unconfirmed", sa.Integer(), nullable=False),
        sa.Column("log_position", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by", sa.String(length=210), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_snapshots_number_positive")),
        sa.CheckConstraint("trained <= eligible", name=op.f("ck_snapshots_trained_of_eligible")),
        sa.ForeignKeyConstraint(
            ["rule_id"],
            ["indicator_rules.id"],
            name="fk_snapshots_rule_id_indicator_rules",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["units.id"], name="fk_snapshots_unit_id_units", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["rule_versions.id"],
            name="fk_snapshots_version_id_rule_versions",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_snapshots"),
        sa.UniqueConstraint("sha256", name="uq_snapshots_sha256"),
        sa.UniqueConstraint(
            "unit_id",
            "rule_id",
            "as_of",
            "number",
            name="uq_snapshots_unit_id_rule_id_as_of_number",
        ),
    )
    op.create_index("ix_snapshots_rule_id", "snapshots", ["rule_id"])
    op.create_index("ix_snapshots_version_id", "snapshots", ["version_id"])

    op.create_table(
        "snapshot_figures",
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("short_name", sa.String(length=60), nullable=False),
        sa.Column("rspo", sa.Integer(), nullable=True),
        sa.Column("eligible", sa.Integer(), nullable=False),
        sa.Column("trained", sa.Integer(), nullable=False),
        sa.Column("excluded", sa.Integer(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_by", sa.String(length=210), nullable=True),
        sa.ForeignKeyConstraint(
            ["snapshot_id"],
            ["snapshots.id"],
            name="fk_snapshot_figures_snapshot_id_snapshots",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["units.id"], name="fk_snapshot_figures_unit_id_units", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("snapshot_id", "unit_id", name="pk_snapshot_figures"),
    )
    op.create_index("ix_snapshot_figures_unit_id", "snapshot_figures", ["unit_id"])

    op.create_table(
        "snapshot_parts",
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["snapshot_id"],
            ["snapshots.id"],
            name="fk_snapshot_parts_snapshot_id_snapshots",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("snapshot_id", "name", "number", name="pk_snapshot_parts"),
    )
    for table in APPEND_ONLY:
        _guard(f"{table}_keep", "UPDATE", table)
        _guard(f"{table}_stay", "DELETE", table)


def downgrade() -> None:
    for table in reversed(APPEND_ONLY):
        _unguard(f"{table}_stay", table)
        _unguard(f"{table}_keep", table)
        op.drop_table(table)


def _guard(name: str, event: str, table: str) -> None:
    op.execute(
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} "
        + (
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            if op.get_bind().dialect.name == "sqlite"
            else "FOR EACH ROW EXECUTE FUNCTION refuse_rewriting()"
        )
    )


def _unguard(name: str, table: str) -> None:
    on_table = f" ON {table}" if op.get_bind().dialect.name == "postgresql" else ""
    op.execute(f"DROP TRIGGER {name}{on_table}")
