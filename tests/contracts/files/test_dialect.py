import pytest

from contracts.files.dialect import Dialect, settle


def settled(tmp_path, content: bytes, dialect: Dialect | None = None):
    path = tmp_path / "toy.csv"
    path.write_bytes(content)
    return settle(path, dialect or Dialect())


@pytest.mark.parametrize(
    ("header", "delimiter"),
    [(b"a,b;c,d\n", ","), (b"a;b\n", ";"), (b"a\tb\n", "\t"), (b"a|b\n", "|"), (b"a\n", ",")],
)
def test_the_delimiter_is_what_parts_the_header_most(tmp_path, header, delimiter):
    assert settled(tmp_path, header).delimiter == delimiter


def test_a_delimiter_inside_quotes_parts_nothing(tmp_path):
    written = settled(tmp_path, b'"a,b,c,d";e\n')

    assert (written.delimiter, written.header) == (";", ("a,b,c,d", "e"))


def test_what_is_declared_is_believed(tmp_path):
    written = settled(tmp_path, b"a;b,c\n", Dialect(delimiter=",", encoding="latin-1"))

    assert (written.header, written.encoding, written.guessed) == (("a;b", "c"), "latin-1", False)


def test_a_character_cut_in_two_by_the_sample_is_still_utf_8(tmp_path):
    content = b"a\n" + b"x" * ((1 << 18) - 3) + "é\n".encode()

    assert settled(tmp_path, content).encoding == "utf-8"


def test_names_lose_the_blanks_around_them(tmp_path):
    assert settled(tmp_path, b" a , b\n").header == ("a", "b")


def test_letters_that_are_no_utf_8_are_a_guess_and_others_are_not(tmp_path):
    assert settled(tmp_path, "naïve\n".encode("cp1252")).guessed
    assert not settled(tmp_path, "naïve\n".encode()).guessed
