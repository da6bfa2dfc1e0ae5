"""No input is code: what would run it, and how files that people open are written."""

import ast

import pytest

from tests.import_graph import PACKAGES, ROOT

FILES = sorted(path for name in PACKAGES for path in (ROOT / name).rglob("*.py"))
# what runs what it reads, or opens it without a bound
MODULES = {
    *("pickle", "cPickle", "_pickle", "dill", "cloudpickle", "marshal", "shelve", "code", "runpy"),
    *("xml.etree", "xml.dom", "xml.sax", "lxml", "tarfile", "telnetlib", "ftplib", "smtplib"),
    *("urllib.request", "http.client", "requests", "httpx", "aiohttp", "socket"),
}
CALLS = {
    *("eval", "exec", "compile", "__import__", "os.system", "os.popen", "pd.read_pickle"),
    *("pd.eval", "joblib.load", "joblib.dump", "tempfile.mktemp", "yaml.unsafe_load"),
    *("yaml.full_load", "pd.read_html", "pd.read_xml", "pd.read_sql", "gzip.open", "bz2.open"),
}
SAFE_LOADERS = {"yaml.CSafeLoader", "yaml.SafeLoader"}
UNSAFE_YAML = "yaml.load without a safe loader"
CSV_WRITER = ROOT / "contracts/files/csv_writer.py"


def _tree(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def _imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _calls(tree):
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call)]


def _unsafe(call):
    name = ast.unparse(call.func)
    words = {word.arg: ast.unparse(word.value) for word in call.keywords}
    if name in CALLS:
        return name
    if name == "yaml.load" and words.get("Loader") not in SAFE_LOADERS:
        return UNSAFE_YAML
    if words.get("shell") == "True" or words.get("allow_pickle") == "True":
        return f"{name} with shell or pickle"
    if name == "YAML" and words.get("typ", "'rt'") not in ("'rt'", "'safe'"):
        return "YAML of an unsafe kind"
    return None


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_that_is_read_can_run(path):
    tree = _tree(path)

    imported = {*_imported(tree)}
    modules = {name for name in imported for bad in MODULES if f"{name}.".startswith(f"{bad}.")}
    calls = {fault for call in _calls(tree) if (fault := _unsafe(call))}
    if "ruamel.yaml" in imported and "yaml" not in imported:  # another library, safe by itself
        calls.discard(UNSAFE_YAML)

    assert modules | calls == set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_one_module_writes_csv_so_that_no_cell_runs_as_a_formula(path):
    if path == CSV_WRITER:
        return
    calls = {ast.unparse(call.func) for call in _calls(_tree(path))}

    assert not {name for name in calls if name.endswith((".to_csv", "csv.writer", "DictWriter"))}
    assert not {name for name in calls if name.endswith(("to_excel", "ExcelWriter"))}
