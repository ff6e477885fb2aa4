"""Plain lines are numbered by their bytes all at once; what comes out is what the csv module reads, cell by cell."""

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from critical_sna.errors import DataError
from critical_sna.formats.files import Lines, csv_pages
from critical_sna.survey.description.spec import Header
from critical_sna.survey.issues import Log
from critical_sna.survey.tables import table as table_module
from critical_sna.survey.tables.table import Table, table_of

CELLS = st.text(alphabet="ab Z09-;'\t", max_size=4) | st.sampled_from(
    ["", "eightlet", "eightlets", "sixteen letters.", "sixteen letters..", "x" * 32, "x" * 33, "y" * 80, "1.0", "  "]
)
ENDS = st.sampled_from(["\n", "\r\n", "\r"])


@st.composite
def files(draw: st.DrawFn) -> str:
    """A file of lines, most of one width."""
    width, end = draw(st.integers(1, 3)), draw(ENDS)
    even = st.lists(CELLS, min_size=width, max_size=width)
    rows = draw(st.lists(even | st.lists(CELLS, max_size=4) if draw(st.booleans()) else even, min_size=1, max_size=12))
    quoted = draw(st.booleans())
    lines = [",".join(f'"{cell}"' if quoted and i % 3 == 0 else cell for cell in row) for i, row in enumerate(rows)]
    return end.join(["head", *lines]).replace("head", ",".join("abc"[:width])) + draw(st.sampled_from(["", end]))


def read(pages: object) -> Table | str:
    """Make the table, or say how it is refused, with everything that is noted."""
    log = Log()
    try:
        table = table_of(pages, Header(), "f.csv", log)  # type: ignore[arg-type]  # pages of rows of either kind
    except DataError as problem:
        return str(problem)
    return table, log.table().to_csv()  # type: ignore[return-value]  # both are compared below


def numbered(pages: object) -> object:
    """Give pages their numbers of rows."""
    first = 1
    for rows in pages:  # type: ignore[attr-defined]
        yield range(first, first + len(rows)), rows
        first += len(rows)


@given(text=files(), size=st.integers(1, 40))
@example(text="a,b\n,\nx,y\n", size=4)
@example(text="a\nx\n\ny", size=3)
@example(text="a,b\nx\n1,y,z\n", size=99)
def test_lines_read_as_the_csv_module_reads_them(text: str, size: int) -> None:
    pieces = [text[i : i + size] for i in range(0, len(text), size)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(table_module, "_CELLS_AT_ONCE", size)
        quick = read(numbered(csv_pages(pieces, ",", "f.csv")))
    slow = read(numbered([list(csv.reader(io.StringIO(text, newline="")))]))
    if isinstance(slow, str) or isinstance(quick, str):
        assert quick == slow
        return
    (table, notes), (other, said) = quick, slow  # type: ignore[misc]
    assert notes == said
    assert (table.numbers == other.numbers).all()
    assert table.texts == other.texts
    assert (table.cells == other.cells).all()


def test_plain_pages_come_as_lines_and_others_as_rows() -> None:
    assert [type(page) for page in csv_pages("a,b\n1,2\n", ",", "f") if len(page)] == [Lines]
    assert [type(page) for page in csv_pages('a,b\n1,"2"\n', ",", "f") if len(page)] == [list]
    assert [type(page) for page in csv_pages("a,é\n1,2\n", ",", "f") if len(page)] == [list]


def test_lines_know_where_their_cells_are_only_where_they_are_even() -> None:
    cells = Lines("a,bb\r\n,c", ",", "f", 0).even_cells(2)
    assert cells is not None
    starts, ends = cells
    assert starts.tolist() == [0, 2, 6, 7]
    assert ends.tolist() == [1, 4, 6, 8]
    assert Lines("a,b\nc,d,e\nf\n", ",", "f", 0).even_cells(2) is None
    assert Lines("a,b\n", ",", "f", 0).even_cells(1) is None
