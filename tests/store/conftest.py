"""One suite over every backend: a new one adds its name and the address of an empty store."""

import pytest

from fogline.store import open_store

BACKENDS = ("sqlite", "postgresql")


@pytest.fixture(params=BACKENDS)
def address(request, tmp_path):
    if request.param == "sqlite":
        yield str(tmp_path / "test.db")
        return
    server = request.getfixturevalue("postgres")
    made = server.store_address()
    yield made
    server.drop(made)


@pytest.fixture
def store(address):
    made = open_store(address)
    yield made
    made.close()
