"""The address of a case in the case system, from a template in params.yaml."""

from urllib.parse import quote

PLACEHOLDER = "{reference}"


def case_link(template: str | None, reference: str) -> str:
    """The address of one case; empty without a template.

    Parameters
    ----------
    template : str or None
        An address that was checked: one ``{reference}``, behind the host.
    reference : str
        What the team calls the case; every sign that could end or turn an address is escaped.

    Examples
    --------
    >>> case_link("https://cases.example/case/{reference}/risk", "X 1/2")
    'https://cases.example/case/X%201%2F2/risk'
    >>> case_link(None, "X1")
    ''
    """
    return "" if template is None else template.replace(PLACEHOLDER, quote(reference, safe=""))
