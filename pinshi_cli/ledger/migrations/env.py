"""Alembic's entrance: runs the steps on the connection it is given, within its transaction."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
context.run_migrations()
