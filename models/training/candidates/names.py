"""Older names of candidates: params.yaml may still hold them."""

import logging

LOG = logging.getLogger(__name__)
RENAMED_CANDIDATES = {
    "practice": "unsupervised",
    "few": "prior_logistic",
    "blend": "stacked",
}


def current_name(name: str, *, where: str) -> str:
    """The name a candidate has now; logs one line where ``name`` is an older one.

    Parameters
    ----------
    name : str
        As it stands in params.yaml.
    where : str
        The parameter that holds it, for the log.

    Examples
    --------
    >>> current_name("blend", where="train.candidates")
    'stacked'
    """
    if name not in RENAMED_CANDIDATES:
        return name
    now = RENAMED_CANDIDATES[name]
    LOG.warning("params.yaml, %s: '%s' is called '%s' now", where, name, now)
    return now
