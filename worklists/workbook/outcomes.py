"""What a reader of a list may record about a case, and how the decision record says it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ReviewOutcome:
    """One choice of the outcome drop-down.

    ``recorded_as`` is the decision record's word: agree, regrade or more_info; empty where
    nothing is recorded. ``direction`` is 1 where the new level lies above the rating, -1 where
    it lies below, 0 where no new level belongs.
    """

    code: str
    title: str
    recorded_as: str
    direction: int
    meaning: str


OUTCOMES = (
    ReviewOutcome(
        "confirmed", "Level confirmed", "agree", 0, "You read the case; the rating stands."
    ),
    ReviewOutcome("raised", "Level raised", "regrade", 1, "The level should be higher. Choose it."),
    ReviewOutcome(
        "lowered", "Level lowered", "regrade", -1, "The level should be lower. Choose it."
    ),
    ReviewOutcome("reassess", "Reassess", "more_info", 0, "A new assessment is needed first."),
    ReviewOutcome(
        "evidence_requested",
        "Evidence requested",
        "more_info",
        0,
        "You asked for something that is missing, and will decide when it is here.",
    ),
    ReviewOutcome(
        "not_reviewed", "Not reviewed", "", 0, "You did not get to it. Nothing is recorded."
    ),
)
NEXT_ACTIONS = (
    "None",
    "Discuss with the practitioner",
    "Ask for a new assessment",
    "Chase an enquiry",
    "Review a register",
    "Other, see explanation",
)
BY_TITLE = {outcome.title: outcome for outcome in OUTCOMES}
LONGEST_EXPLANATION = 2_000  # characters
