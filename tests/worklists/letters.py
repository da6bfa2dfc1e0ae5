"""Letters of the columns of the sheet of cases: no test depends on how many there are."""

from xlsxwriter.utility import xl_col_to_name

from worklists.column_kinds import columns_of
from worklists.listed_case import PublishedCase
from worklists.workbook.layout import places, sheet_columns

AT = places(sheet_columns(columns_of(PublishedCase)))
LETTER = {name: xl_col_to_name(at) for name, at in AT.items()}
OUTCOME, LEVEL, TEXT = LETTER["outcome"], LETTER["new_level"], LETTER["explanation"]
ACTION, FOLLOW_UP = LETTER["next_action"], LETTER["follow_up"]
ROW_KEY, CHECK = LETTER["row_key"], LETTER["check"]
AFTER = xl_col_to_name(len(AT))
