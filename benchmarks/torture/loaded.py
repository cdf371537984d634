"""All that a child will need, imported before it is forked: it should be killed at work."""

import importlib

for _name in (
    "alembic.command",
    "alembic.config",
    "alembic.ddl.postgresql",
    "alembic.ddl.sqlite",
    "alembic.runtime.environment",
    "benchmarks.torture.command",
    "pinshi_cli.cli.app",
    "pinshi_cli.cli.record_view",
    "pinshi_cli.grading.quarter",
    "pinshi_cli.ledger.backup",
    "pinshi_cli.ledger.prune",
    "pinshi_cli.registers.reader",
    "pinshi_cli.results.workbook",
    "pinshi_cli.workflow.ledger.recording",
    "pinshi_cli.workflow.registers",
    "pinshi_cli.workflow.ledger.reviews",
    "pinshi_cli.workflow.ledger.upkeep",
    "pinshi_cli.workflow.ledger.verifying",
    "psycopg",
    "sqlalchemy.dialects.postgresql.psycopg",
    "sqlalchemy.dialects.sqlite.pysqlite",
):
    importlib.import_module(_name)
