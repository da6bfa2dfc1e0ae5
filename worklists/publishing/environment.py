"""The templates of the pages, with the one style sheet and the one script that a page may use.

Their hashes are its content security policy. Both are files under ``web``; records reach a page
only through templates that escape every value.
"""

import base64
import hashlib
from functools import cache
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, PrefixLoader
from markupsafe import Markup

from contracts.wording import date_in_words
from worklists.column_kinds import status_tags
from worklists.publishing.case_view import card_blocks, statuses

_HERE = Path(__file__).parent


@cache
def environment() -> Environment:
    """Where every page's template comes from."""
    style = (_HERE / "web/list.css").read_text(encoding="utf-8").strip()
    script = (_HERE / "web/list.js").read_text(encoding="utf-8").strip()
    govuk = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    made = Environment(
        loader=ChoiceLoader([FileSystemLoader(_HERE / "templates"), govuk]),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["in_words"] = date_in_words
    # Both come from this repository and hold no value of any record.
    made.globals.update(style=Markup(style), script=Markup(script))  # noqa: S704
    made.globals.update(policy=_policy(style, script), counted=counted)
    made.globals.update(marking_style=marking_style, style_hash=_hash)
    made.globals.update(status_tags=status_tags, statuses=statuses, card_blocks=card_blocks)
    return made


def marking_style(marking: str) -> Markup:
    """The style that puts a security marking at the foot of every printed page.

    Letters, digits and ``-.:,()`` are kept; anything else could end the text.

    Examples
    --------
    >>> print(marking_style('SECRET"}'))
    @page{@bottom-left{font:8pt Helvetica,Arial,sans-serif;content:"SECRET  "}}
    """
    kept = "".join(c if c.isalnum() or c in " -.:,()" else " " for c in marking)
    box = f'font:8pt Helvetica,Arial,sans-serif;content:"{kept}"'
    return Markup(f"@page{{@bottom-left{{{box}}}}}")  # noqa: S704 - only what was kept


def counted(number: int) -> str:
    """A number of cases in words.

    Examples
    --------
    >>> counted(1), counted(1200)
    ('1 case', '1,200 cases')
    """
    return f"{number:,} case{'' if number == 1 else 's'}"


def _policy(style: str, script: str) -> str:
    sources = [f"style-src {_hash(style)}", f"script-src {_hash(script)}"]
    return "; ".join(["default-src 'none'", *sources, "base-uri 'none'", "form-action 'none'"])


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"
