"""Small faults that a module could hold: each a changed copy of its syntax tree."""

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
}  # fmt: skip
EITHER_WAY = {"max", "min", "maximum", "minimum", "fmax", "fmin", "hypot", "gcd", "isclose"}
REFUSAL = "refusal left out"  # of a user's mistake
UNTOUCHED = ("TYPE_CHECKING", "__main__")  # conditions of imports for types and of programs


@dataclass(frozen=True)
class Fault:
    """A change to one line: ``index`` is its place among the module's nodes."""

    line: int
    index: int
    kind: str


def faults_of(source: str) -> list[Fault]:
    """Every fault that a module's text could be given, in order of its nodes.

    Examples
    --------
    >>> [(fault.line, fault.kind) for fault in faults_of("x = a < 2")]
    [(1, '< becomes <='), (1, '2 becomes 3')]
    """
    return [
        Fault(node.lineno, index, kind)
        for index, node in enumerate(_nodes(ast.parse(source)))
        if (kind := _kind(node))
    ]


def functions_of(source: str) -> list[tuple[int, ast.FunctionDef]]:
    """Every function of a module's text with its first line, decorators included."""
    found = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]
    return [(min([f.lineno, *(one.lineno for one in f.decorator_list)]), f) for f in found]


def with_fault(source: str, fault: Fault) -> str:
    """The module's text, written anew, with the fault in it."""
    tree = ast.parse(source)
    node = list(_nodes(tree))[fault.index]
    changed = _changed(copy.deepcopy(node), fault.kind)
    made = ast.fix_missing_locations(_Replace(node, changed).visit(tree))
    return ast.unparse(made) + "\n"


class _Replace(ast.NodeTransformer):
    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        """The new node in place of the old one; all others as they are."""
        return self.new if node is self.old else self.generic_visit(node)


def _nodes(tree: ast.AST) -> Iterator[ast.expr | ast.stmt]:
    """Statements and expressions that run, top to bottom: no annotations, no decorators."""
    for name, value in ast.iter_fields(tree):
        if name in ("annotation", "returns", "decorator_list", "args") and not isinstance(
            tree, ast.Call
        ):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.If) and _is_untouched(child):
                continue
            if isinstance(child, ast.expr | ast.stmt):
                yield child
            if isinstance(child, ast.AST):
                yield from _nodes(child)


def _is_untouched(node: ast.If) -> bool:
    return any(word in ast.unparse(node.test) for word in UNTOUCHED)


def _kind(node: ast.AST) -> str:
    """What could be changed in a node; empty where nothing could."""
    kind = ""
    match node:
        case ast.Compare() | ast.BoolOp() | ast.BinOp() if type(_operator(node)) in SWAPS:
            operator = _operator(node)
            kind = f"{_sign(operator)} becomes {_sign(_swapped(operator))}"
        case ast.Constant(value=bool(value)):
            kind = f"{value} becomes {not value}"
        case ast.Constant(value=int(value) | float(value)):
            kind = f"{value} becomes {value + 1}"
        case ast.UnaryOp(op=ast.Not()):
            kind = "'not' removed"
        case ast.If() | ast.IfExp():
            kind = "condition turned round"
        case ast.Raise(exc=ast.Call(func=ast.Name(id="InputError"))):
            kind = REFUSAL
        case ast.Raise() | ast.AugAssign() | ast.Expr(value=ast.Call()):
            kind = "statement deleted"
        case ast.Call(args=[first, second, *_]) if _matters(node, first, second):
            kind = "arguments swapped"
    return kind


def _matters(call: ast.Call, first: ast.expr, second: ast.expr) -> bool:
    """Whether the order of two arguments does: not of the larger of two numbers, nor of equals."""
    function = call.func
    name = getattr(function, "attr", getattr(function, "id", ""))
    return name not in EITHER_WAY and ast.dump(first) != ast.dump(second)


def _operator(node: ast.Compare | ast.BoolOp | ast.BinOp) -> ast.AST:
    return node.ops[0] if isinstance(node, ast.Compare) else node.op


def _sign(operator: Any) -> str:
    left, right = ast.Name("a"), ast.Name("b")
    if isinstance(operator, ast.boolop):
        text = ast.unparse(ast.BoolOp(operator, [left, right]))
    elif isinstance(operator, ast.cmpop):
        text = ast.unparse(ast.Compare(left, [operator], [right]))
    else:
        text = ast.unparse(ast.BinOp(left, operator, right))
    return text[1:-1].strip()


def _changed(node: Any, kind: str) -> ast.AST:  # which attributes there are, the kind says
    if kind in ("statement deleted", REFUSAL):
        return ast.Pass()
    if kind == "'not' removed":
        return ast.Expr(node.operand).value
    if kind == "condition turned round":
        node.test = ast.UnaryOp(ast.Not(), node.test)
    elif kind == "arguments swapped":
        node.args[:2] = node.args[1::-1]
    elif isinstance(node, ast.Constant):
        node.value = (not node.value) if isinstance(node.value, bool) else _plus_one(node.value)
    elif isinstance(node, ast.Compare):
        node.ops[0] = _swapped(node.ops[0])
    else:
        node.op = _swapped(node.op)
    changed: ast.AST = node
    return changed


def _plus_one(value: Any) -> Any:
    return value + 1


def _swapped(operator: Any) -> Any:
    return SWAPS[type(operator)]()
