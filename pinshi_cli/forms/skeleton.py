"""A row of XML texts, placeholders and statements, compiled once and rendered many times."""

import re
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import NamedTuple, Protocol

from jinja2 import nodes
from jinja2.exceptions import UndefinedError

from pinshi_cli.forms.marks import Mark, Wrong
from pinshi_cli.forms.sandbox import (
    LOOP,
    MAX_OUTPUT,
    Closed,
    Exhausted,
    Work,
    expression,
    path_of,
    paths_in,
    plain_name,
)
from pinshi_cli.model.diagnostic import Diagnostic, Place, Refusal, Severity

MAX_NESTED = 5
MAX_SLOTS = 20_000
TURN = " turn"
_FOR = re.compile(r"for\s+([^\W\d]\w*)\s+in\s+(.+)", re.DOTALL)
_ENDS = {"endfor": "for", "endif": "if"}


class Slot(NamedTuple):
    """A placeholder: `hook` prints it, given the value and these constants."""

    mark: Mark
    place: Place
    hook: str
    arguments: tuple[str | int, ...] = ()


class Tag(NamedTuple):
    """A statement. Its beginning and its end stand at one level (a text, a table's rows)."""

    mark: Mark
    place: Place
    level: int


class Hook(NamedTuple):
    """A call of the engine itself, with a constant."""

    hook: str
    argument: int


class Field(NamedTuple):
    """A field that a template reads, and where."""

    path: str
    where: Place


class Page(Protocol):
    """What a format keeps while a document is rendered: it sees the pieces as they come."""

    pieces: list[str]


class Block:
    """An open statement while the skeleton is built."""

    def __init__(self, tag: Tag | None, node: nodes.Node, body: list[nodes.Node]) -> None:
        self.tag, self.node, self.body = tag, node, body
        self.loop, self.name, self.path, self.closed = 0, "", "", False


class Skeleton:
    """Compiled. `paths` tells which loops are around each hook; `steady`: without statements."""

    def __init__(self, closed: Closed, items: Sequence[object], faults: list[Diagnostic]) -> None:
        self.closed, self.faults = closed, faults
        self.fields: list[Field] = []
        self.marked = [item for item in items if isinstance(item, Slot | Tag)]
        self.printed: list[str] = []
        """The field that each placeholder prints, in order."""
        self.paths: dict[tuple[str, int], tuple[int, ...]] = {}
        self.steady = not any(isinstance(item, Tag) for item in items)
        self._places: list[Place] = []
        self._loops = 0
        self._blocks = [Block(None, nodes.Template([]), [])]
        for item in items:
            try:
                self._take(item)
            except Wrong as wrong:
                faults.append(wrong.at(item.place))  # type: ignore[attr-defined]  # a Slot or Tag
        faults += [_unclosed(block.tag) for block in self._blocks if block.tag]
        if len(self._places) > MAX_SLOTS:
            hint = "拆成几个模板。"
            faults.append(Wrong("T902", "占位符太多", hint).at(self._places[0]))
        if not faults:
            tree = nodes.Template(self._blocks[0].body, lineno=1)
            tree.set_environment(closed)
            self._template = closed.from_string(tree)

    def render(self, values: Mapping[str, object], page: "Page | None" = None) -> list[str]:
        """The pieces of one document, in order. Raises `Refusal` (T907, T908)."""
        pieces: list[str] = []
        context = self._template.new_context(dict(values), shared=True)
        assert isinstance(context, Work)  # noqa: S101 - `Closed.context_class`
        context.page = page
        if page is not None:
            page.pieces = pieces
        room = MAX_OUTPUT
        try:
            for piece in self._template.root_render_func(context):
                room -= len(piece)
                if room < 0:
                    raise Exhausted
                pieces.append(piece)
        except UndefinedError as error:
            hint = "改成这种表有的名称，或删掉；用 pinshi template check 看有哪些。"
            raise self._stopped(
                error, "T907", f"数据里没有“{error.message}”这一项", hint
            ) from error
        except Exhausted as error:
            hint = "检查 {% for %} 有没有把名单重复很多遍；没有的，是人太多，把登记簿分成几本做。"
            raise self._stopped(error, "T908", "套用模板做出的内容太多，已停止", hint) from error
        except (TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
            said = str(error) if not str(error).isascii() else "这一项的数据不能这样用"
            hint = "核对这一格的写法和过滤器。"
            raise self._stopped(error, "T907", said, hint) from error
        return pieces

    def _stopped(self, error: Exception, code: str, message: str, hint: str) -> Refusal:
        place = Place(file=self._places[0].file) if self._places else Place()
        step: TracebackType | None = error.__traceback__
        while step:
            if step.tb_frame.f_globals.get("__jinja_template__") is self._template:
                line = self._template.get_corresponding_lineno(step.tb_lineno)
                place = self._places[min(line, len(self._places)) - 1]
            step = step.tb_next
        return Refusal(Diagnostic(code, Severity.ERROR, message, place, hint=hint))

    def _take(self, item: object) -> None:
        match item:
            case str():
                self._put(nodes.Output([nodes.TemplateData(item)]))
            case Slot():
                parsed = expression(self.closed, item.mark.source)
                self.printed.append(path_of(parsed, self._read(parsed, item.place)))
                self._call(parsed, item.hook, item.arguments)
            case Hook():
                self.paths[item.hook, item.argument] = tuple(b.loop for b in self._blocks if b.loop)
                self._call(nodes.Const(item.argument), item.hook, ())
            case Tag():
                self._tag(item)

    def _put(self, node: nodes.Node) -> None:
        node.set_lineno(max(1, len(self._places)), override=True)
        self._blocks[-1].body.append(node)

    def _call(self, of: nodes.Expr, hook: str, arguments: tuple[str | int, ...]) -> None:
        constants: list[nodes.Expr] = [nodes.Const(each) for each in arguments]
        self._put(nodes.Output([nodes.Filter(of, hook, constants, [], None, None)]))

    def _read(self, parsed: nodes.Expr, place: Place) -> dict[str, str]:
        self._places.append(place)
        scope = {block.name: block.path for block in self._blocks if block.name}
        self.fields += [Field(path, place) for path in paths_in(parsed, scope)]
        return scope

    def _tag(self, tag: Tag) -> None:
        word = tag.mark.word
        if word == "for":
            self._for(tag)
        elif word == "if":
            self._if(tag)
        elif word in ("elif", "else"):
            self._branch(tag)
        elif word in _ENDS:
            self._end(tag)
        else:
            hint = "可以用的语句只有 for、if、elif、else、endif、endfor。"
            raise Wrong("T903", f"“{tag.mark.shown}”里的“{word}”，模板里不许用", hint)

    def _for(self, tag: Tag) -> None:
        match = _FOR.fullmatch(tag.mark.source)
        self._loops += 1
        block = Block(tag, nodes.Const(None), [])
        self._blocks.append(block)
        if match is None:
            hint = "写成 {% for 人 in 人员 %}。"
            raise Wrong("T902", f"“{tag.mark.shown}”的写法认不出", hint)
        self._deep()
        name = plain_name(match[1])
        listed = expression(self.closed, match[2])
        self._blocks.pop()
        scope = self._read(listed, tag.place)
        turns = nodes.Filter(listed, LOOP, [], [], None, None)
        node = nodes.For(nodes.Name(name, "store"), turns, [], [], None, False)  # noqa: FBT003
        self._put(node)
        self._blocks.append(block)
        block.node, block.body = node, node.body
        block.loop, block.name, block.path = self._loops, name, path_of(listed, scope)
        if TURN in self.closed.filters:
            self._call(nodes.Const(self._loops), TURN, ())

    def _if(self, tag: Tag) -> None:
        node = nodes.If(nodes.Const(None), [], [], [])
        self._put(node)
        self._blocks.append(Block(tag, node, node.body))
        self._deep()
        node.test = self._test(tag, "if")
        node.set_lineno(len(self._places), override=True)

    def _deep(self) -> None:
        if len(self._blocks) - 1 > MAX_NESTED:
            raise Wrong("T903", "语句一层套一层，太深", f"最多 {MAX_NESTED} 层。")

    def _test(self, tag: Tag, word: str) -> nodes.Expr:
        parsed = expression(self.closed, tag.mark.source.removeprefix(word))
        self._read(parsed, tag.place)
        return parsed

    def _branch(self, tag: Tag) -> None:
        block = self._blocks[-1]
        if not isinstance(block.node, nodes.If) or block.tag is None or block.closed:
            raise Wrong("T905", f"“{tag.mark.shown}”前面没有 {{% if %}}", "补上，或删掉这一句。")
        self._same_level(block.tag, tag)
        if tag.mark.word == "else":
            block.body, block.closed = block.node.else_, True
            return
        branch = nodes.If(self._test(tag, "elif"), [], [], [])
        branch.set_lineno(max(1, len(self._places)), override=True)
        block.node.elif_.append(branch)
        block.body = branch.body

    def _end(self, tag: Tag) -> None:
        word = _ENDS[tag.mark.word]
        block = self._blocks[-1]
        if block.tag is None or block.tag.mark.word != word:
            if any(each.tag and each.tag.mark.word == word for each in self._blocks):
                message = f"“{tag.mark.shown}”之前还有没结束的语句"
                raise Wrong(
                    "T905", message, "后开始的语句先结束：{% endif %} 在 {% endfor %} 前面。"
                )
            message = f"“{tag.mark.shown}”前面没有 {{% {word} %}}"
            raise Wrong("T905", message, "补上开头，或删掉这一句。")
        self._blocks.pop()
        self._same_level(block.tag, tag)

    def _same_level(self, begin: Tag, end: Tag) -> None:
        if begin.level != end.level:
            raise Wrong(
                "T905",
                f"“{end.mark.shown}”和它的开头“{begin.mark.shown}”不在同一层",
                "一头一尾同在一格里，或各占一整行（一整段），或在同一行的第一格和最后一格。",
            )


def _unclosed(tag: Tag) -> Diagnostic:
    word = "endfor" if tag.mark.word == "for" else "endif"
    wrong = Wrong("T905", f"“{tag.mark.shown}”没有结束", f"在后面同一层补上 {{% {word} %}}。")
    return wrong.at(tag.place)
