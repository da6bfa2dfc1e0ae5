"""`make dag`: the stages below what they need, without arrows that others imply.

`dvc dag` draws every arrow: nearly all stages read the checked records, which makes it wide.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml


def main(stages: Path = Path("dvc.yaml")) -> None:
    """Print the drawing."""
    print(drawing(yaml.safe_load(stages.read_text(encoding="utf-8"))["stages"]))


def drawing(stages: Mapping[str, Mapping[str, Any]]) -> str:
    """The stages of a dvc.yaml in lines of text, the first at the top.

    Examples
    --------
    >>> one = {"deps": [], "outs": ["a"]}
    >>> print(drawing({"one": one, "two": {"deps": ["a"], "outs": ["b"]}}))
    +-----+
    | one |
    +-----+
        *
        *
        *
    +-----+
    | two |
    +-----+
    """
    import networkx as nx
    from dvc.dagascii import draw

    maker = {out: name for name, stage in stages.items() for out in stage.get("outs", ())}
    maker["${source.path}"] = "demo"  # whose records are read where the source is the demo
    needs = nx.DiGraph()
    needs.add_nodes_from(stages)
    needs.add_edges_from(
        (maker[dep], name)
        for name, stage in stages.items()
        for dep in stage["deps"]
        if maker.get(dep) in stages
    )
    implied_left_out = nx.transitive_reduction(needs)
    edges = [(stage, need) for need, stage in implied_left_out.edges]
    lines = draw(list(stages), edges).rstrip().split("\n")
    return "\n".join(line.rstrip() for line in lines)


if __name__ == "__main__":
    main()
