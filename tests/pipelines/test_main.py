from pipelines.__main__ import main


def test_every_stage_is_listed_with_what_it_does(tmp_path, capsys):
    (tmp_path / "dvc.yaml").write_text(
        "stages:\n  check: {desc: Records against contracts}\n  rank: {desc: Lists}\n"
    )

    main(tmp_path / "dvc.yaml")

    assert capsys.readouterr().out.splitlines()[:2] == [
        "check  Records against contracts",
        "rank   Lists",
    ]
