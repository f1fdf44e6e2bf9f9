"""Alembic runs this; the connection, and its transaction, are those of the store being opened."""

from alembic import context

from fogline.store.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
