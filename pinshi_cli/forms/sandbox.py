"""The closed language of templates: an allow-list over the parsed expression, counted work."""

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from jinja2 import Undefined, nodes, pass_context
from jinja2.exceptions import TemplateSyntaxError
from jinja2.parser import Parser
from jinja2.runtime import Context, LoopContext, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from pinshi_cli.forms.marks import Wrong

MAX_DEPTH = 12
MAX_CONSTANTS = 50
MAX_ARGUMENT = 1_000
MAX_WORK = 300_000
"""How many turns of loops and items of lists one document may cost."""
MAX_OUTPUT = 16 << 20
"""How many characters one document may have."""

Filter = Callable[..., object]
DECIMAL, LOOP = " decimal", " loop"
_RESERVED = frozenset(
    (
        "self",
        "super",
        "caller",
        "varargs",
        "kwargs",
        "context",
        "environment",
        "range",
        "dict",
        "lipsum",
        "cycler",
        "joiner",
        "namespace",
        "config",
        "request",
    )
)
_LOOP_WORDS = {"序号": "index", "首个": "first", "末个": "last", "总数": "length"}
_LOOP_WORDS |= {word: word for word in ("index", "first", "last", "length")}
_LOOP_NAMES = {"loop", "循环"}
_OPERATORS = frozenset(("eq", "ne", "gt", "gteq", "lt", "lteq", "in", "notin"))
_CALLED: dict[type[nodes.Node], str] = {
    nodes.Call: "调用",
    nodes.CondExpr: "一行里的 if",
    nodes.Concat: "“~”拼接",
    nodes.Test: "is 判断",
    nodes.Slice: "切片",
    nodes.BinExpr: "算式",
    nodes.UnaryExpr: "算式",
    nodes.Dict: "字典",
    nodes.Tuple: "元组",
}


class Exhausted(Exception):
    """A document that runs on, stopped."""


class Missing(StrictUndefined):
    """A field that the data lack. Any use of it raises `UndefinedError` with its name alone."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        return str(self._undefined_name)


class Work(Context):
    """One rendering: what it may see, what it has cost, where its pieces go."""

    left = MAX_WORK
    page: Any = None

    def spend(self, cost: int) -> None:
        self.left -= cost
        if self.left < 0:
            raise Exhausted


class Closed(ImmutableSandboxedEnvironment):
    """Jinja without anything of its own: no globals, no tests, no filters but those given."""

    context_class = Work

    def __init__(self, filters: Mapping[str, Filter]) -> None:
        super().__init__(undefined=Missing, optimized=False, autoescape=False)
        self.globals.clear()
        self.tests.clear()
        self.filters = {name: _counted(each) for name, each in filters.items()}
        self.filters |= {DECIMAL: Decimal, LOOP: _turns}

    def getitem(self, obj: object, argument: object) -> object:
        """A key of a dict or a place of a list. Below what is empty everything is empty."""
        kind = type(obj)
        if isinstance(obj, dict) and kind is dict and argument in obj:
            return obj[argument]
        if isinstance(obj, list) and isinstance(argument, int) and argument < len(obj):
            return obj[argument]
        if obj is None or obj == "":
            return ""
        if isinstance(obj, Undefined):
            str(obj)  # raises, and names the field
        return self.undefined(name=str(argument))

    def getattr(self, obj: object, attribute: str) -> object:
        """Only what a loop knows of itself."""
        if type(obj) is LoopContext and attribute in _LOOP_WORDS:
            found: object = getattr(obj, attribute)
            return found
        return self.undefined(name=attribute)


def _counted(filter_: Filter) -> Filter:
    @pass_context
    def filtered(context: Work, value: object, *arguments: object) -> object:
        if isinstance(value, Undefined):
            str(value)
        context.spend(len(value) if isinstance(value, list) else 1)
        return filter_(value, *arguments)

    return filtered


@pass_context
def _turns(context: Work, value: object) -> list[object]:
    if isinstance(value, Undefined):
        str(value)
    if not isinstance(value, list):
        raise TypeError("这不是一串数据，不能用 {% for %} 一项一项地填")
    context.spend(len(value) + 1)
    return value


def expression(closed: Closed, source: str) -> nodes.Expr:
    """A parsed expression in which every step is allowed. Raises `Wrong` (T902, T903, T904)."""
    said = f"“{source}”的写法认不出" if source.strip() else "语句没有写完，if 后面要写条件"
    unclear = Wrong("T902", said, "例如 姓名、人.姓名、会议日期 | 日期。")
    try:
        parser = Parser(closed, source, state="variable")
        parsed = parser.parse_expression()
        if not parser.stream.eos:
            raise unclear
        return _Allowed(closed, source).of(parsed, 0)
    except (TemplateSyntaxError, RecursionError, ValueError) as error:
        raise unclear from error


def plain_name(name: str) -> str:
    """A name as it may stand in a template. Raises `Wrong` (T903)."""
    if name.startswith("_") or name in _RESERVED:
        raise Wrong("T903", f"不能用“{name}”这个名字", "用登记簿里的中文名称。")
    if unicodedata.normalize("NFKC", name) != name:
        hint = f"改写为“{unicodedata.normalize('NFKC', name)}”。"
        raise Wrong("T903", f"名字“{name}”里有全角字母、数字或特殊字符", hint)
    return name


class _Allowed:
    """Rewrites an expression: a dot reads a key, a loop is named; all else is refused."""

    def __init__(self, closed: Closed, source: str) -> None:
        self.closed, self.source = closed, source

    def of(self, node: nodes.Node, depth: int) -> nodes.Expr:
        if depth > MAX_DEPTH:
            raise Wrong("T903", f"“{self.source}”一层套一层，太深", "拆成几个占位符。")
        inner = depth + 1
        match node:
            case nodes.Name():
                return nodes.Name(plain_name(node.name), "load")
            case nodes.Const():
                return self._constant(node.value)
            case nodes.Neg(node=nodes.Const(value=int(value))):
                return self._constant(-value)
            case nodes.Getattr():
                if isinstance(node.node, nodes.Name) and node.node.name in _LOOP_NAMES:
                    return self._of_loop(node.attr)
                return self._item(node.node, node.attr, inner)
            case nodes.Getitem(arg=nodes.Const(value=key)):
                return self._item(node.node, key, inner)
            case nodes.Filter():
                return self._filter(node, inner)
        return self._logic(node, inner)

    def _logic(self, node: nodes.Node, inner: int) -> nodes.Expr:
        match node:
            case nodes.Compare():
                operands = [self._operand(each, inner) for each in node.ops]
                return nodes.Compare(self.of(node.expr, inner), operands)
            case nodes.And() | nodes.Or():
                return type(node)(self.of(node.left, inner), self.of(node.right, inner))
            case nodes.Not():
                return nodes.Not(self.of(node.node, inner))
            case nodes.List() if len(node.items) <= MAX_CONSTANTS:
                if all(isinstance(each, nodes.Const) for each in node.items):
                    return nodes.List([self.of(each, inner) for each in node.items])
        raise self._refused(next((_CALLED[k] for k in _CALLED if isinstance(node, k)), "这种写法"))

    def _constant(self, value: object) -> nodes.Expr:
        if isinstance(value, float):
            # 89.1 in a template is exactly that, as it is in the data
            return nodes.Filter(nodes.Const(repr(value)), DECIMAL, [], [], None, None)
        if type(value) is int and abs(value) > 10**9:
            raise self._refused("这么大的数")
        return nodes.Const(value)

    def _of_loop(self, word: str) -> nodes.Expr:
        if word not in _LOOP_WORDS:
            raise self._refused(f"循环.{word}")
        return nodes.Getattr(nodes.Name("loop", "load"), _LOOP_WORDS[word], "load")

    def _item(self, of: nodes.Node, key: object, depth: int) -> nodes.Expr:
        if isinstance(key, str):
            if key.startswith("_"):
                raise self._refused(f"“{key}”")
        elif type(key) is not int or not 0 <= key <= 10_000:
            raise self._refused("这样的下标")
        return nodes.Getitem(self.of(of, depth), nodes.Const(key), "load")

    def _operand(self, operand: nodes.Operand, depth: int) -> nodes.Operand:
        if operand.op not in _OPERATORS:
            raise self._refused("这种比较")
        return nodes.Operand(operand.op, self.of(operand.expr, depth))

    def _filter(self, node: nodes.Filter, depth: int) -> nodes.Expr:
        if node.node is None or node.kwargs or node.dyn_args or node.dyn_kwargs:
            raise self._refused("过滤器的这种写法")
        if node.name not in self.closed.filters or node.name.startswith(" "):
            known = [name for name in self.closed.filters if not name.startswith(" ")]
            near = get_close_matches(node.name, known, n=1, cutoff=0.3)
            hint = f"你是不是想写“{near[0]}”？" if near else ""
            raise Wrong(
                "T904", f"没有“{node.name}”这个过滤器", f"{hint}可以用：{'、'.join(known)}。"
            )
        if not all(isinstance(each, nodes.Const) and _is_small(each.value) for each in node.args):
            raise self._refused("过滤器后面括号里的写法")
        arguments = [self.of(each, depth) for each in node.args]
        return nodes.Filter(self.of(node.node, depth), node.name, arguments, [], None, None)

    def _refused(self, what: str) -> Wrong:
        return Wrong(
            "T903",
            f"“{self.source}”里的{what}，模板里不许用",
            "模板里只能写名称、比较、and/or/not 和列出的过滤器；要算的数由登记簿算好。",
        )


def _is_small(value: object) -> bool:
    """Whether a filter may be given this: none is asked to make much of little."""
    if isinstance(value, int | float):
        return -MAX_ARGUMENT <= value <= MAX_ARGUMENT
    return value is None or isinstance(value, str)


def paths_in(node: nodes.Node, scope: Mapping[str, str]) -> Iterator[str]:
    """The fields that an expression reads, as 人员.姓名; `scope` are the loops around it."""
    if isinstance(node, nodes.Name | nodes.Getitem) and (path := path_of(node, scope)):
        yield path
        return
    for child in node.iter_child_nodes():
        yield from paths_in(child, scope)


def path_of(node: nodes.Node, scope: Mapping[str, str]) -> str:
    """The field that an expression comes to in the end; empty where it is none."""
    match node:
        case nodes.Name():
            return "" if node.name in _LOOP_NAMES else scope.get(node.name, node.name)
        case nodes.Getitem(arg=nodes.Const(value=key)):
            inner = path_of(node.node, scope)
            return f"{inner}.{key}" if inner and isinstance(key, str) else inner
        case nodes.Filter(node=nodes.Node() as inside):
            return path_of(inside, scope)
    return ""
