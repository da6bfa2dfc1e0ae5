"""Thresholds of disclosure control, and the two questions every page asks of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DisclosureRules:
    """The 'disclosure' section of params.yaml.

    Parameters
    ----------
    withhold_below : int
        Counts from 1 to one less than this are withheld; 0 is shown.
    round_to : int
        Counts that are shown are multiples of this.
    rate_needs : int
        Cases in the denominator of a share, counted after rounding.
    audits_needed : int
        Audits behind a figure that is estimated from them.
    assessors_needed : int
        People whose work a staff-related figure is about.
    """

    withhold_below: int
    round_to: int
    rate_needs: int
    audits_needed: int
    assessors_needed: int

    def small(self, count: int) -> bool:
        """Whether a count is too small to be shown.

        Examples
        --------
        >>> rules = DisclosureRules(6, 5, 30, 10, 5)
        >>> rules.small(0), rules.small(1), rules.small(5), rules.small(6)
        (False, True, True, False)
        """
        return 0 < count < self.withhold_below

    def rounded(self, count: int) -> int:
        """The nearest multiple of ``round_to``, halves upwards.

        Examples
        --------
        >>> rules = DisclosureRules(6, 5, 30, 10, 5)
        >>> [rules.rounded(count) for count in (6, 7, 8, 1002)]
        [5, 5, 10, 1000]
        """
        return (count + self.round_to // 2) // self.round_to * self.round_to

    def in_words(self) -> str:
        """What stands beneath a table whose counts were protected.

        Examples
        --------
        >>> print(DisclosureRules(6, 5, 30, 10, 5).in_words().split(". ")[1])
        Other counts are rounded to the nearest 5.
        """
        return (
            f"Counts from 1 to {self.withhold_below - 1}, and counts that would give them away, "
            f"are shown as ~. Other counts are rounded to the nearest {self.round_to}."
        )

    def could_be(self, shown: int) -> tuple[int, int]:
        """The least and the greatest count that is shown as ``shown``.

        Examples
        --------
        >>> rules = DisclosureRules(6, 5, 30, 10, 5)
        >>> rules.could_be(0), rules.could_be(5), rules.could_be(50)
        ((0, 0), (6, 7), (48, 52))
        """
        if shown == 0 and self.rounded(self.withhold_below) > 0:
            return 0, 0
        low = shown - self.round_to // 2
        return max(low, self.withhold_below), low + self.round_to - 1
