"""A comparison of two runs as a table of text, and as a page of HTML."""

from collections.abc import Sequence

from jinja2 import Environment

from models.evaluation.runs.compare import Block

HEADS = ("", "before", "now", "change")
PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>This run beside the last committed one</title>
<style>
body { font-family: Arial, sans-serif; margin: 2rem; color: #1a1a1a; }
table { border-collapse: collapse; }
caption { text-align: left; font-weight: bold; padding: 1.5rem 0 .5rem; }
th, td { text-align: left; padding: .3rem 1rem .3rem 0; border-bottom: 1px solid #b1b4b6; }
@media (max-width: 40rem) {
  body { margin: .5rem; }
  th, td { padding-right: .25rem; font-size: .8125rem; }
  td { overflow-wrap: anywhere; }
}
</style>
</head>
<body>
<h1>This run beside the last committed one</h1>
{% for block in blocks %}<table>
<caption>{{ block.title }}</caption>
<thead><tr>{% for head in heads %}<th scope="col">{{ head or "what" }}</th>{% endfor %}</tr></thead>
<tbody>
{% for row in block.rows %}<tr>{% if row[1:] | select | list %}\
<th scope="row">{{ row[0] }}</th>{% for cell in row[1:] %}<td>{{ cell }}</td>{% endfor %}\
{% else %}<td colspan="4">{{ row[0] }}</td>{% endif %}</tr>
{% endfor %}</tbody>
</table>
{% endfor %}</body>
</html>
"""


def as_page(blocks: Sequence[Block]) -> str:
    """The comparison as one page that needs nothing else: no script, no style sheet, no request."""
    template = Environment(autoescape=True).from_string(PAGE)
    return template.render(blocks=blocks, heads=HEADS)


def as_text(blocks: Sequence[Block]) -> str:
    """One table, aligned; sentences stand on a line of their own.

    Examples
    --------
    >>> print(as_text([Block("gate", (("verdict", "passed", "not passed", "changed"),))]))
                 before     now         change
    gate
      verdict    passed     not passed  changed
    """
    rows = [row for block in blocks for row in block.rows if any(row[1:])]
    widths = [max([len(row[i]) for row in rows] + [9]) for i in range(4)]
    lines = [_line(HEADS, widths)]
    for block in blocks:
        lines.append(block.title)
        lines += [_line(row, widths) if any(row[1:]) else f"  {row[0]}" for row in block.rows]
    return "\n".join(lines)


def _line(row: tuple[str, str, str, str], widths: Sequence[int]) -> str:
    cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
    return ("  " + "  ".join(cells)).rstrip()
