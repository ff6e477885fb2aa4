"""Small graph files, written to a folder and read."""

from __future__ import annotations

import pytest

from critical_sna.errors import DataError
from critical_sna.formats import read_graph


@pytest.fixture
def read(tmp_path):
    """Give a function (text, name, **options) that writes a file and reads it."""

    def run(text, name="net.txt", **options):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return read_graph(path, **options)

    return run


@pytest.fixture
def faults(read):
    """Give a function that reads a file that must be refused and gives its error."""

    def run(text, name="net.txt", **options):
        with pytest.raises(DataError) as caught:
            read(text, name, **options)
        assert name in str(caught.value)
        return caught.value

    return run


@pytest.fixture
def ties_of():
    """Give a function that lists the ties of tables as tuples."""

    def run(tables):
        return list(tables.ties.itertuples(index=False, name=None))

    return run
