import pytest

from contracts.files.signature import public_key, sign
from pipelines import verify


@pytest.fixture
def folder(tmp_path):
    """A signed folder of one file."""
    (tmp_path / "list.csv").write_text("a")
    sign(tmp_path)
    return tmp_path


@pytest.fixture
def say(monkeypatch, capsys):
    """What the command says, and its exit code."""

    def said(*arguments):
        monkeypatch.setattr("sys.argv", ["verify", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            verify.main()
        output = capsys.readouterr()
        return ended.value.code, output.out + output.err

    return said


def test_a_whole_folder_ends_with_zero(folder, say):
    assert say(folder) == (0, f"{folder}: whole: every file is as it was signed\n")


def test_a_changed_folder_ends_with_two_and_names_the_files(folder, say):
    (folder / "list.csv").write_text("b")

    code, message = say(folder)

    assert code == 2
    assert message.startswith(f"{folder}: changed: files differ from what was signed")
    assert "  - list.csv: changed\n" in message


def test_a_forged_folder_ends_with_two(folder, say):
    (folder / "signature.json").write_text("{}")

    code, message = say(folder)

    assert code == 2
    assert "forged: nobody with the key signed this; do not use it" in message


def test_a_recipient_checks_with_the_public_key_alone(folder, say, tmp_path, monkeypatch):
    theirs = public_key()
    monkeypatch.delenv("COUNTERSIGN_KEY")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))

    code, _ = say(folder, "--public-key", theirs)

    assert code == 0
    assert not (tmp_path / "none").exists()


def test_another_key_is_named_as_such_with_the_way_out(folder, say, monkeypatch):
    monkeypatch.setenv("COUNTERSIGN_KEY", "the key of somebody else")

    code, message = say(folder)

    assert code == 2
    assert "name it with --public-key" in message


def test_many_differences_are_counted(folder, say):
    for number in range(25):
        (folder / f"{number:02d}.txt").touch()

    assert "  - and 15 more" in say(folder)[1]


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        (["none"], "there is no folder none"),
        ([".", "--public-key", "AB"], "--public-key is not 64"),
    ],
)
def test_a_mistake_is_refused_in_words(say, options, fault):
    code, message = say(*options)

    assert code == 2
    assert fault in message
    assert "Traceback" not in message
