"""How the project refuses bad input: every fault at once, each with its place and its cure.

A message never holds an identifier, a name or free text from a record: only row numbers,
counts and values of closed lists.
"""

from collections.abc import Sequence


class InputError(Exception):
    """Bad input that a person can mend; shown without a traceback, exit code 2.

    Parameters
    ----------
    where : str
        The file, parameter section or command at fault.
    faults : sequence of str
        One line a fault: column, how many, first row numbers, what is allowed.
    next_step : str
        What to do now.

    Examples
    --------
    >>> fault = "column 'audited_rosh': 1 of 2 values is not a level (row 1); allowed: low, high"
    >>> print(InputError("audits.csv", [fault], next_step="correct the extract"))
    audits.csv: 1 fault
      - column 'audited_rosh': 1 of 2 values is not a level (row 1); allowed: low, high
      next: correct the extract
    """

    def __init__(self, where: str, faults: Sequence[str], next_step: str) -> None:
        self.where = where
        self.faults = list(faults)
        self.next_step = next_step
        count = len(self.faults)
        lines = [f"{where}: {count} fault{'' if count == 1 else 's'}"]
        lines += [f"  - {fault}" for fault in self.faults]
        super().__init__("\n".join([*lines, f"  next: {next_step}"]))
