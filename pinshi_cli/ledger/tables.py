"""The ledger's tables, the same in SQLite and PostgreSQL.

Only texts and whole numbers, so that both give back what was hashed. In PostgreSQL texts compare by
code point, as they do in SQLite. What these say, the migrations build; a test compares them.
"""

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, Table, Text

_TEXT = Text().with_variant(Text(collation="C"), "postgresql")

metadata = MetaData()

entries = Table(
    "entries",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("kind", _TEXT, nullable=False),
    Column("at", _TEXT, nullable=False),
    Column("by", _TEXT, nullable=False),
    # which unit it is, whatever it was called then: the first name or code it came with
    Column("unit_key", _TEXT, nullable=False),
    Column("unit_name", _TEXT, nullable=False),
    Column("unit_plain", _TEXT, nullable=False),
    Column("unit_code", _TEXT, nullable=False),
    Column("year", Integer, nullable=False),
    Column("quarter", Integer, nullable=False),
    # both NULL where the entry was pruned
    Column("salt", _TEXT),
    Column("head", _TEXT),
    Column("content", _TEXT, nullable=False),
    Column("previous", _TEXT, nullable=False),
    Column("hash", _TEXT, nullable=False),
    Index("entries_unit", "unit_key", "year", "quarter"),
    Index("entries_quarter", "year", "quarter"),
    Index("entries_unit_plain", "unit_plain"),
    Index("entries_unit_code", "unit_code"),
)

results = Table(
    "results",
    metadata,
    Column("seq", Integer, ForeignKey("entries.seq"), primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("person_id", _TEXT, nullable=False),
    Column("name", _TEXT, nullable=False),
    Column("name_key", _TEXT, nullable=False),
    Column("department", _TEXT, nullable=False),
    Column("post", _TEXT, nullable=False),
    Column("attendance", _TEXT, nullable=False),
    Column("frontline", Integer, nullable=False),
    Column("shown", _TEXT),
    Column("grade", _TEXT),
    Column("total", _TEXT),
    Column("rating", _TEXT),
    Column("marks", _TEXT),
    Column("facts", _TEXT),
    Index("results_person", "person_id", "seq", unique=True),
    Index("results_name", "name_key", "seq"),
)
