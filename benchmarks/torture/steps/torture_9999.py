"""A later step, such as one may come: a table built anew, a column filled, another table."""

import sqlalchemy as sa
from alembic import op

revision = "torture_9999"
down_revision = "ledger_0001"


def upgrade() -> None:
    """Touch every row, in several statements."""
    with op.batch_alter_table("results", recreate="auto") as results:
        results.add_column(sa.Column("torture_note", sa.Text, server_default=""))
        results.alter_column("post", existing_type=sa.Text, nullable=True)
    op.execute("UPDATE results SET torture_note = name_key")
    op.create_table(
        "torture", sa.Column("seq", sa.Integer, primary_key=True), sa.Column("n", sa.Integer)
    )
    op.execute("INSERT INTO torture SELECT seq, count(*) FROM results GROUP BY seq")
    op.create_index("torture_n", "torture", ["n"])
