"""The environment that users' templates are rendered in: plain data only, and all that is printed with its line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple, cast

from jinja2 import BaseLoader, StrictUndefined, Template, TemplateNotFound, Undefined, nodes, pass_context
from jinja2.environment import Environment
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import TESTS as DEFAULT_TESTS

from aksnet.targets.own.grammar import LOOP, TESTS
from aksnet.targets.own.values import FUNCTIONS, KindError, apart, compare, kind, size, there
from aksnet.targets.printing import Code, Encode

# Far more than any cluster needs: rounds of loops and includes, and characters of one file.
MAX_STEPS = 20_000
MAX_TEXT = 4_000_000
# For how many nodes a round counts once more, and for how many characters or members a filter counts as one.
_ROUND = 50
# Of a mapping with so many members an error names all of them.
_FEW = 16
# Filters of our own, which templates cannot name.
_SAY, _PRINT, _EACH, _APART, _COMPARE = "say it", "print it", "each of", "take apart", "compare it"


class TooMuchError(Exception):
    """A template that goes on and on."""


class TooDeepError(Exception):
    """A template, by its name, that has more levels than Python can run."""


class Piece(NamedTuple):
    """A part of a text: what a template says itself, or a value that it prints, with the template and its line."""

    text: str
    template: str
    line: int
    value: object = None
    printed: bool = False

    def line_at(self, offset: int) -> int:
        """The line of an offset in the piece; of one behind it, that of its last character."""
        return self.line if self.printed else self.line + self.text[: min(offset, len(self.text) - 1)].count("\n")


class OwnEnvironment(ImmutableSandboxedEnvironment):
    """Renders templates into pieces; `trees` are what was read of them by name, `files` the names that errors say."""

    def __init__(self, encode: Encode) -> None:
        super().__init__(
            loader=_Loader(),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
        )
        self.encode = encode
        self.trees: dict[str, nodes.Template] = {}
        self.files: dict[str, str] = {}
        self.pieces: list[Piece] = []
        self.loaded: list[str] = []
        self._steps = self._size = 0
        self.globals.clear()
        counted = {**FUNCTIONS, _APART: apart, _COMPARE: compare}
        self.filters = {name: self._counted(function) for name, function in counted.items()}
        self.filters |= {_SAY: self._say, _PRINT: self._print, _EACH: self._each}
        self.tests = {name: DEFAULT_TESTS[name] for name in TESTS}

    def pieces_of(self, name: str, names: Mapping[str, Any]) -> list[Piece]:
        """What a template makes of the names, in pieces."""
        self.pieces, self.loaded = [], []
        self._steps = self._size = 0
        self.get_template(name).render(names)
        return self.pieces

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: Any = None,  # noqa: A002 - Jinja's name
    ) -> Template:
        """A part; every include comes here."""
        self._spend(_rounds(self.trees[str(name)]))
        self.loaded.append(str(name))
        return super().get_template(name, parent, globals)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A member of a mapping: nothing else has members."""
        return self.getitem(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """A member of a mapping or a list, or one of the few things that a loop knows."""
        match obj:
            case Undefined():
                there(obj)
            case dict() if isinstance(argument, str) and argument in obj:
                return obj[argument]
            case list() | tuple() if type(argument) is int and argument < len(obj):
                return obj[argument]
            case LoopContext() if argument in LOOP:
                return getattr(obj, argument)
        known = f": there are {', '.join(obj)}" if isinstance(obj, dict) and len(obj) <= _FEW else ""
        return self.undefined(f"there is no member {argument!r} in this{known}")

    def is_safe_callable(self, obj: Any) -> bool:
        """Nothing is called."""
        return False

    def _spend(self, steps: int) -> None:
        self._steps += steps
        if self._steps > MAX_STEPS:
            raise TooMuchError(f"the loops and includes take more than {MAX_STEPS:,} steps")

    def _counted(self, work: Callable[..., Any]) -> Callable[..., Any]:
        """A function that counts for the length of what it works on."""

        @pass_context  # so that it counts when the template runs, of constants too
        def counted(_: Context, *values: Any, **more: Any) -> Any:
            self._spend(sum(map(size, (*values, *more.values()))) // _ROUND)
            return work(*values, **more)

        return counted

    def _add(self, piece: Piece) -> str:
        self._size += len(piece.text)
        if self._size > MAX_TEXT:
            raise TooMuchError(f"this makes more than {MAX_TEXT:,} characters")
        self.pieces.append(piece)
        return ""

    @pass_context
    def _say(self, context: Context, text: str, line: int) -> str:
        return self._add(Piece(text, str(context.name), line))

    @pass_context
    def _print(self, context: Context, value: Any, line: int) -> str:
        if there(value) is None:
            raise KindError("this is none, which cannot be printed: ask with {% if … is not none %} first")
        for one in value if isinstance(value, list | tuple) else (value,):
            if not isinstance(one, str | int | list | tuple | dict):
                raise KindError(f"{kind(one)} has no literal, and cannot be printed")
        text = value if isinstance(value, Code) else self.encode(value)
        return self._add(Piece(text, str(context.name), line, value, printed=True))

    @pass_context
    def _each(self, _: Context, value: Any, rounds: int, names: int) -> Iterable[Any]:
        if not isinstance(there(value), list | tuple | dict):
            raise KindError(f"{kind(value)} is no list to repeat over")
        self._spend(len(value) * rounds)
        return [apart(one, names) for one in value] if names else list(value)


class _Loader(BaseLoader):
    """Gives the parts that were read, made ready, and nothing else."""

    def load(self, environment: Environment, name: str, globals: Any = None) -> Template:  # noqa: A002 - Jinja's name
        if not isinstance(environment, OwnEnvironment) or name not in environment.trees:
            raise TemplateNotFound(name)
        try:
            tree = _made_ready(environment.trees[name], environment)
            code = environment.compile(tree, name, environment.files[name])
        except (SyntaxError, RecursionError, MemoryError):
            raise TooDeepError(name) from None
        return environment.template_class.from_code(environment, code, environment.make_globals(globals))


def _made_ready(tree: nodes.Template, environment: Environment) -> nodes.Template:
    """The tree with our filters around all that is printed, repeated over, taken apart and compared."""
    for output in tree.find_all(nodes.Output):
        output.nodes = [_told(one) for one in output.nodes]
    for loop in tree.find_all(nodes.For):
        loop.iter = _filtered(
            cast(nodes.Expr, loop.iter), _EACH, nodes.Const(_rounds(loop)), nodes.Const(_names(loop.target))
        )
    for assign in tree.find_all(nodes.Assign):
        if _names(assign.target):
            assign.node = _filtered(cast(nodes.Expr, assign.node), _APART, nodes.Const(_names(assign.target)))
    for compared in list(tree.find_all(nodes.Compare)):
        rest = [part for one in compared.ops for part in (nodes.Const(one.op), one.expr)]
        compared.expr, compared.ops = _filtered(compared.expr, _COMPARE, *rest), []
    tree.set_environment(environment)
    return tree


def _rounds(node: nodes.Node) -> int:
    """For how many rounds one of a loop or of a part counts: a long one is more work."""
    return 1 + sum(1 for _ in node.find_all(nodes.Node)) // _ROUND


def _names(target: nodes.Node) -> int:
    """How many names the target of a loop or a set takes its values apart into; 0 for a single name."""
    return len(target.items) if isinstance(target, nodes.Tuple) else 0


def _told(node: nodes.Expr) -> nodes.Expr:
    line = nodes.Const(node.lineno)
    if isinstance(node, nodes.TemplateData):
        return _filtered(nodes.Const(node.data, lineno=node.lineno), _SAY, line)
    return _filtered(node, _PRINT, line)


def _filtered(node: nodes.Expr, name: str, *arguments: nodes.Expr) -> nodes.Filter:
    return nodes.Filter(node, name, list(arguments), [], None, None, lineno=node.lineno)


def lines_of(error: BaseException, names: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    """The templates and lines that an error went through, outermost first; `names` are templates by file name."""
    traceback = error.__traceback__
    while traceback is not None:
        name = names.get(traceback.tb_frame.f_code.co_filename)
        if name is not None:
            yield name, traceback.tb_lineno
        traceback = traceback.tb_next
