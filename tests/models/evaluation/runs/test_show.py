from models.evaluation.runs.compare import Block
from models.evaluation.runs.show import as_page

BLOCKS = [
    Block("gate", (("verdict", "passed", "not <passed>", "changed"), ("A sentence.", "", "", ""))),
]


def test_the_page_holds_every_row_and_lets_no_cell_be_code():
    page = as_page(BLOCKS)

    assert '<th scope="row">verdict</th><td>passed</td>' in page
    assert "not &lt;passed&gt;" in page
    assert '<td colspan="4">A sentence.</td>' in page


def test_the_page_asks_for_nothing_else():
    page = as_page(BLOCKS)

    assert "http" not in page
    assert "<script" not in page
