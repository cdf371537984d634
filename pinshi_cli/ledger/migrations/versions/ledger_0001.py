"""The first tables: entries and results."""

import sqlalchemy as sa
from alembic import op

revision = "ledger_0001"
down_revision = None

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Create both tables and what finds a unit, a quarter or a person in them."""
    op.create_table(
        "entries",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("kind", _TEXT, nullable=False),
        sa.Column("at", _TEXT, nullable=False),
        sa.Column("by", _TEXT, nullable=False),
        sa.Column("unit_key", _TEXT, nullable=False),
        sa.Column("unit_name", _TEXT, nullable=False),
        sa.Column("unit_plain", _TEXT, nullable=False),
        sa.Column("unit_code", _TEXT, nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("quarter", sa.Integer, nullable=False),
        sa.Column("salt", _TEXT),
        sa.Column("head", _TEXT),
        sa.Column("content", _TEXT, nullable=False),
        sa.Column("previous", _TEXT, nullable=False),
        sa.Column("hash", _TEXT, nullable=False),
    )
    op.create_index("entries_unit", "entries", ["unit_key", "year", "quarter"])
    op.create_index("entries_quarter", "entries", ["year", "quarter"])
    op.create_index("entries_unit_plain", "entries", ["unit_plain"])
    op.create_index("entries_unit_code", "entries", ["unit_code"])
    op.create_table(
        "results",
        sa.Column(
            "seq", sa.Integer, sa.ForeignKey("entries.seq"), primary_key=True, autoincrement=False
        ),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("person_id", _TEXT, nullable=False),
        sa.Column("name", _TEXT, nullable=False),
        sa.Column("name_key", _TEXT, nullable=False),
        sa.Column("department", _TEXT, nullable=False),
        sa.Column("post", _TEXT, nullable=False),
        sa.Column("attendance", _TEXT, nullable=False),
        sa.Column("frontline", sa.Integer, nullable=False),
        sa.Column("shown", _TEXT),
        sa.Column("grade", _TEXT),
        sa.Column("total", _TEXT),
        sa.Column("rating", _TEXT),
        sa.Column("marks", _TEXT),
        sa.Column("facts", _TEXT),
    )
    op.create_index("results_person", "results", ["person_id", "seq"], unique=True)
    op.create_index("results_name", "results", ["name_key", "seq"])
