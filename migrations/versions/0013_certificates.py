"""Certificates. What was issued cannot be rewritten, whatever the code does."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

#: name, event, table
GUARDS = (
    ("certificates_keep", "UPDATE", "certificates"),
    ("certificates_stay", "DELETE", "certificates"),
    ("certificate_files_keep", "UPDATE", "certificate_files"),
    ("certificate_files_stay", "DELETE", "certificate_files"),
)


def upgrade() -> None:
    op.create_table(
        "certificates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("completion_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_by", sa.String(length=210), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_certificates_sha256_length")),
        sa.CheckConstraint("serial > 0", name=op.f("ck_certificates_serial_positive")),
        sa.ForeignKeyConstraint(
            ["completion_id"],
            ["completions.id"],
            name="fk_certificates_completion_id_completions",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["persons.id"],
            name="fk_certificates_person_id_persons",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_certificates"),
        sa.UniqueConstraint("code", name="uq_certificates_code"),
        sa.UniqueConstraint("completion_id", name="uq_certificates_completion_id"),
        sa.UniqueConstraint("sha256", name="uq_certificates_sha256"),
        sa.UniqueConstraint("year", "serial", name="uq_certificates_year_serial"),
    )
    op.create_index("ix_certificates_person_id", "certificates", ["person_id"])
    op.create_table(
        "certificate_files",
        sa.Column("certificate_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["certificate_id"],
            ["certificates.id"],
            name="fk_certificate_files_certificate_id_certificates",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("certificate_id", name="pk_certificate_files"),
    )
    op.create_table(
        "certificate_counts",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("issued", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", name="pk_certificate_counts"),
    )
    _guard()


def downgrade() -> None:
    for guard, _event, table in GUARDS:
        on_table = f" ON {table}" if op.get_bind().dialect.name == "postgresql" else ""
        op.execute(f"DROP TRIGGER {guard}{on_table}")
    op.drop_table("certificate_counts")
    op.drop_table("certificate_files")
    op.drop_table("certificates")


def _guard() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    for name, event, table in GUARDS:
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} "
            + (
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
                if sqlite
                else "FOR EACH ROW EXECUTE FUNCTION refuse_rewriting()"
            )
        )
