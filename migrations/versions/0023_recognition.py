"""Trainings taken elsewhere, tokens of programs, and persons who were two."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("persons") as persons:
        persons.add_column(sa.Column("merged_into_id", sa.Integer(), nullable=True))
        persons.create_foreign_key(
            "fk_persons_merged_into_id_persons",
            "persons",
            ["merged_into_id"],
            ["id"],
            ondelete="RESTRICT",
        )
        persons.create_index("ix_persons_merged_into_id", ["merged_into_id"])
    op.create_table(
        "api_tokens",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(length=210), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_by", sa.String(length=210), nullable=True),
        sa.Column("last_used_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(revoked_at IS NULL) = (revoked_by IS NULL)", name=op.f("ck_api_tokens_revoked_whole")
        ),
        sa.CheckConstraint("length(name) > 0", name=op.f("ck_api_tokens_name_given")),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["units.id"], name="fk_api_tokens_unit_id_units", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_api_tokens"),
        sa.UniqueConstraint("token_hash", name="uq_api_tokens_token_hash"),
    )
    op.create_index("ix_api_tokens_unit_id", "api_tokens", ["unit_id"])

    op.create_table(
        "outside_certificates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("organiser", sa.String(length=200), nullable=False),
        sa.Column("number", sa.String(length=80), nullable=False),
        sa.Column("folded_number", sa.String(length=80), nullable=False),
        sa.Column("completed_on", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("filename", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=60), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_by", sa.String(length=210), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by", sa.String(length=210), nullable=True),
        sa.CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawn_by IS NULL)",
            name=op.f("ck_outside_certificates_withdrawn_whole"),
        ),
        sa.CheckConstraint("length(title) > 0", name=op.f("ck_outside_certificates_title_given")),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_outside_certificates_minutes_positive")),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["persons.id"],
            name="fk_outside_certificates_person_id_persons",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_outside_certificates"),
    )
    op.create_index(
        "ix_outside_certificates_folded_number", "outside_certificates", ["folded_number"]
    )
    op.create_index("ix_outside_certificates_person_id", "outside_certificates", ["person_id"])
    op.create_index("ix_outside_certificates_sha256", "outside_certificates", ["sha256"])

    op.create_table(
        "outside_files",
        sa.Column("certificate_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["certificate_id"],
            ["outside_certificates.id"],
            name="fk_outside_files_certificate_id_outside_certificates",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("certificate_id", name="pk_outside_files"),
    )

    op.create_table(
        "recognition_decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("certificate_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=30), nullable=False),
        sa.Column("is_accepted", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.String(length=210), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=True),
        sa.Column("completion_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "is_accepted OR length(reason) > 0",
            name=op.f("ck_recognition_decisions_refusal_has_reason"),
        ),
        sa.ForeignKeyConstraint(
            ["certificate_id"],
            ["outside_certificates.id"],
            name="fk_recognition_decisions_certificate_id_outside_certificates",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["completion_id"],
            ["completions.id"],
            name="fk_recognition_decisions_completion_id_completions",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["training_versions.id"],
            name="fk_recognition_decisions_version_id_training_versions",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_recognition_decisions"),
        sa.UniqueConstraint(
            "certificate_id", "step", name="uq_recognition_decisions_certificate_id_step"
        ),
    )
    op.create_index(
        "ix_recognition_decisions_completion_id", "recognition_decisions", ["completion_id"]
    )
    op.create_index("ix_recognition_decisions_version_id", "recognition_decisions", ["version_id"])
    _guard("recognition_decisions_keep", "UPDATE")
    _guard("recognition_decisions_stay", "DELETE")


def downgrade() -> None:
    for name in ("recognition_decisions_stay", "recognition_decisions_keep"):
        on_table = " ON recognition_decisions" if op.get_bind().dialect.name == "postgresql" else ""
        op.execute(f"DROP TRIGGER {name}{on_table}")
    op.drop_table("recognition_decisions")
    op.drop_table("outside_files")
    op.drop_table("outside_certificates")
    op.drop_table("api_tokens")
    with op.batch_alter_table("persons") as persons:
        persons.drop_index("ix_persons_merged_into_id")
        persons.drop_constraint("fk_persons_merged_into_id_persons", type_="foreignkey")
        persons.drop_column("merged_into_id")


def _guard(name: str, event: str) -> None:
    op.execute(
        f"CREATE TRIGGER {name} BEFORE {event} ON recognition_decisions "
        + (
            "BEGIN SELECT RAISE(ABORT, 'recognition_decisions is append-only'); END"
            if op.get_bind().dialect.name == "sqlite"
            else "FOR EACH ROW EXECUTE FUNCTION refuse_rewriting()"
        )
    )
