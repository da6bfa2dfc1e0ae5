"""What a team said it would do about a case, and by when; it goes with the team's next list."""

from dataclasses import dataclass
from datetime import date

from contracts.wording import date_in_words


@dataclass(frozen=True)
class FollowUp:
    """One promise. Of a restricted case ``outcome`` and ``action`` are blank.

    ``promised_by`` is the staff reference that came back with the answer, ``due`` the date it
    gave; ``overdue`` says whether that lies before the list's day.
    """

    case_reference: str
    outcome: str
    action: str
    promised_by: str
    promised_on: date | None
    due: date | None
    overdue: bool
    restricted: bool = False

    @property
    def when(self) -> str:
        """When it is due, in words."""
        if self.due is None:
            return "No date given"
        return f"{'Overdue since' if self.overdue else 'By'} {date_in_words(self.due)}"

    @property
    def what(self) -> str:
        """What was decided and promised, in words."""
        if self.restricted:
            return "Restricted access: see the case record"
        return ". ".join(text for text in (self.action, self.outcome) if text)
