"""The simulation runs every check and says what it found."""

from benchmarks.report_simulation import main


def test_every_check_prints_its_line(capsys):
    main(3)

    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0].rstrip(",") for line in lines] == [
        *["prevalence"] * 4,
        *["bias"] * 2,
        *["office"] * 2,
        "variance",
        *["drift"] * 2,
        lines[-1].split()[0],
    ]
    assert lines[-1].endswith("s of one core")
