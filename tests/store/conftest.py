"""One suite over every backend: a new one adds its name and how to make an empty store."""

import pytest

from fogline.store.sqlite import SqliteStore

BACKENDS = {"sqlite": lambda folder: SqliteStore(folder / "test.db")}


@pytest.fixture(params=BACKENDS)
def store(request, tmp_path):
    made = BACKENDS[request.param](tmp_path)
    yield made
    made.close()
