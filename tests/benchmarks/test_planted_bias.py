"""The benchmark makes services with the bias and without, and says what the report finds."""

from dataclasses import replace

from benchmarks import planted_bias


def test_a_service_with_the_bias_and_one_without_are_both_told(monkeypatch, capsys):
    small = replace(planted_bias.SERVICE, assessments=4000, audits=1300)
    monkeypatch.setattr(planted_bias, "SERVICE", small)

    planted_bias.main(1)

    biased, fair, took = capsys.readouterr().out.splitlines()
    assert biased.startswith("bias 0.8, 1 services: log odds of minority ethnic people moved by 0.")
    assert fair.startswith("bias 0.0, 1 services: log odds of minority ethnic people moved by 0.00")
    assert took.endswith("s of one core")
