import pandas as pd

from contracts.sources.oasys_ndelius.extracts import Extract
from contracts.sources.oasys_ndelius.mapping import Drop, Mapped, TableMapping
from contracts.sources.oasys_ndelius.sql import adapted, dropped, engine_over

MAPPING = TableMapping(
    grain="",
    main="SET",
    from_="SET left join OFFENDER on OFFENDER.CRN = SET.CRN",
    drop=(Drop("SET.DELETED_DATE is not null", "deleted"), Drop("SET.LEVEL = 'N'", "not rated")),
    columns={"level": Mapped("as_rosh_level(SET.LEVEL)"), "who": Mapped("OFFENDER.OFFENDER_ID")},
)


def extract(**fields) -> Extract:
    frame = pd.DataFrame({name: pd.Series(cells, dtype="str") for name, cells in fields.items()})
    return Extract("SET.csv", tuple(fields), frame.assign(row=range(1, len(frame) + 1)))


def test_codes_are_read_whatever_their_case_and_blanks():
    extracts = {"SET": extract(LEVEL=["v", "Very High", " RVRH ", "NC", "puce", None])}

    with engine_over(extracts, [MAPPING]) as engine:
        frame = adapted(engine, MAPPING, MAPPING.columns)

    assert frame["level"].fillna("").to_list() == [*["very_high"] * 3, "", "puce", ""]


def test_a_dropped_row_counts_once_under_its_first_reason():
    extracts = {"SET": extract(LEVEL=["N", "N", "L"])}
    frame = extracts["SET"].frame
    frame["DELETED_DATE"] = pd.to_datetime(["2024-01-01", None, None])

    with engine_over(extracts, [MAPPING]) as engine:
        counts = dropped(engine, MAPPING)
        kept = adapted(engine, MAPPING, MAPPING.columns)

    assert counts == {"deleted": 1, "not rated": 1}
    assert list(kept["row"]) == [3]


def test_an_extract_that_is_absent_is_blank():
    with engine_over({"SET": extract(LEVEL=["L"], CRN=["P1"])}, [MAPPING]) as engine:
        frame = adapted(engine, MAPPING, MAPPING.columns)

    assert frame["who"].isna().all()
