"""`python -m pipelines`: every stage, in order, and what it does."""

from pathlib import Path

import yaml


def main(map_of_stages: Path = Path("dvc.yaml")) -> None:
    """Print the stages of dvc.yaml with their descriptions."""
    stages = yaml.safe_load(map_of_stages.read_text(encoding="utf-8"))["stages"]
    width = max(len(name) for name in stages)
    for name, stage in stages.items():
        print(f"{name:<{width}}  {stage['desc']}")
    print("\nmake run runs what has changed; python -m pipelines.STAGE --help tells one stage")


if __name__ == "__main__":
    main()
