"""A made-up decision: no record of any person is in it."""

from worklists.returns.decisions import Decision


def made_decision(case_key: str, **changed: object) -> Decision:
    """A decision that agrees, with any field changed."""
    facts: dict[str, object] = {
        "decision_id": f"D-{case_key}",
        "list_id": "L1",
        "unit_id": "leeds",
        "run_id": "",
        "model_version": "m1",
        "ranked_by": "the model",
        "listed_on": "2026-11-16",
        "case_key": case_key,
        "rated_level": "medium",
        "rank": 1,
        "selected_by": "model",
        "inclusion_probability": 1.0,
        "outcome": "agree",
        "review_outcome": "confirmed",
        "level": None,
        "rationale": "because",
        "sensitive": True,
        "next_action": "None",
        "follow_up_date": "",
        "saw_reasons": True,
        "decided_by": "SPO-7",
        "decided_at": "2026-11-19",
        "recorded_at": "2026-11-20T09:00:00+00:00",
        "channel": "workbook",
        "source_file_sha256": "f1",
        "supersedes": "",
    }
    return Decision(**(facts | changed))
