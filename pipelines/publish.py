"""Lists in, what teams open out: page, workbook, CSV, JSON Lines, and a manifest of them all."""

from pathlib import Path

from contracts.checked_folder import CheckedFolder
from contracts.disclosure.rules import DisclosureRules
from contracts.files.content_hash import file_hash, folder_hash
from contracts.files.signature import sign
from contracts.secret_key import list_key
from contracts.source import Source
from pipelines.running.keys import fingerprints
from pipelines.running.outputs import whole, write_json
from pipelines.running.params.file import PARAMS_FILE, settings
from pipelines.running.params.sections import DisclosureParameters, EvaluateParameters
from pipelines.running.stage import Figures, run
from worklists.case_list import read_facts, read_lists
from worklists.publishing.folder import HOW_WELL, SUMMARY, place_lists, write_lists
from worklists.publishing.manifest import ListsOrigin, code_hash, manifest
from worklists.publishing.performance_page import how_well_page
from worklists.publishing.performance_reader import read_evaluated
from worklists.publishing.summary_page import summary_page
from worklists.team_places import read_team_places

PACKAGES = ("contracts", "features", "models", "worklists", "pipelines")


def main(
    *,
    worklist: Path,
    urgent: Path,
    checked: Path,
    model: Path,
    evaluation: Path,
    performance: Path,
    published: Path,
    evaluate: EvaluateParameters,
    disclosure: DisclosureParameters,
) -> Figures:
    """Publish every team's list; the same lists, code and parameters give the same bytes."""
    source = Source.load(CheckedFolder(checked).source_file)
    evaluated = read_evaluated(evaluation, performance, capacity=evaluate.capacity_share)
    places = read_team_places(CheckedFolder(checked))
    lists = [one for round_ in (urgent, worklist) for one in read_lists(round_, source, places)]
    placed, found = place_lists(lists), evaluated.performance
    rules = settings(DisclosureRules, disclosure)
    saved = model / "model.skops"
    origin = ListsOrigin(
        data=folder_hash(checked, urgent, worklist, evaluation, performance.parent),
        code=code_hash(Path(__file__).parents[1] / name for name in PACKAGES),
        params=file_hash(PARAMS_FILE),
        model=file_hash(saved) if saved.exists() else None,
    )
    facts = [*read_facts(urgent), *read_facts(worklist)]
    with whole(published) as folder:
        pages = {
            HOW_WELL: how_well_page(evaluated, source, rules),
            SUMMARY: summary_page(lists, found, rules),
        }
        write_lists(placed, folder, key=list_key(), pages=pages)
        teams = sorted({(one.published.unit_id, one.team) for one in placed})
        content = manifest(folder, origin, teams=teams, lists=facts)
        write_json(content | {"keys": fingerprints()}, folder / "manifest.json")
        sign(folder)
    cases = {
        kind: sum(len(one.published.cases) for one in placed if one.published.urgent is kind)
        for kind in (False, True)
    }
    return {"teams": len(teams), "cases": cases[False], "urgent": cases[True]}


if __name__ == "__main__":
    run(main)
