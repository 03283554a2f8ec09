"""New values in a YAML text: put where they belong, with every other character as it was.

The parser tells where each value begins and ends; between those marks the text is the writer's, remarks and all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, TypeAlias

from aksnet.spec.printing import scalar_text

Additions: TypeAlias = "Mapping[str | int, Additions | str | tuple[str, ...]]"
Value: TypeAlias = "Additions | str | tuple[str, ...]"


class _Change(NamedTuple):
    """A piece of the text that becomes another one."""

    start: int
    end: int
    text: str


def edited(text: str, additions: Additions) -> str:
    """The text with the additions: a tree of mappings (list items by their numbers) down to texts and lists of them."""
    import yaml

    editor = _Editor(text)
    root = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    changes = enumerate(editor.changes(root, additions))
    # of changes in one place the later ones are those around the earlier ones, and come behind them
    pieces, at = [], len(text)
    for _, (start, end, new) in sorted(changes, key=lambda one: (one[1].start, one[0]), reverse=True):
        pieces += [text[end:at], new]
        at = start
    return "".join(reversed([*pieces, text[:at]]))


class _Editor:
    """Where in one text changes go, and how deep its mappings stand."""

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines(keepends=True)
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line))
        self._text = text
        self._end = "\r\n" if self._lines and self._lines[0].endswith("\r\n") else "\n"
        depths = (len(found[1]) for line in self._lines if (found := re.match("( +)[^ #\\s]", line)))
        self._step = min(depths, default=2)

    def _at(self, mark: Any) -> int:
        line, column = int(mark.line), int(mark.column)
        return self._starts[line] + column

    def changes(self, node: Any, additions: Additions) -> Iterator[_Change]:
        """The changes below a node that is there, a mapping or a list."""
        import yaml

        if isinstance(node, yaml.SequenceNode):
            for index, below in additions.items():
                yield from self.changes(node.value[int(index)], below)  # type: ignore[arg-type]
            return
        there = {key.value: (key, value) for key, value in node.value}
        new = {str(key): value for key, value in additions.items() if key not in there}
        for name, value in additions.items():
            if name in there:
                yield from self._change(node, *there[name], value)
        if new:
            yield self._into_flow(node, new) if node.flow_style else self._into_block(node, new)

    def _change(self, around: Any, key: Any, node: Any, value: Value) -> Iterator[_Change]:
        """What is at a key: filled where it is a mapping with something in it, else put in its place."""
        import yaml

        if isinstance(value, Mapping) and isinstance(node, yaml.CollectionNode) and node.value:
            yield from self.changes(node, value)
            return
        start, end = self._at(node.start_mark), self._at(node.end_mark)
        if isinstance(value, Mapping) and not around.flow_style and start == end:
            line = key.end_mark.line
            yield self._after(line, self._block(value, key.start_mark.column + self._step))
        elif isinstance(node, yaml.CollectionNode) or start < end:
            yield _Change(start, end, _flow(value))
        else:  # nothing stands after the colon
            colon = self._text.index(":", self._at(key.end_mark)) + 1
            yield _Change(colon, colon, f" {_flow(value)}")

    def _into_flow(self, node: Any, new: Mapping[str, Value]) -> _Change:
        """Behind the last thing in the braces."""
        words = ", ".join(f"{scalar_text(key)}: {_flow(value)}" for key, value in new.items())
        if not node.value:
            return _Change(self._at(node.start_mark), self._at(node.end_mark), f"{{{words}}}")
        key, last = node.value[-1]
        at = self._at(last.end_mark)
        if self._at(last.start_mark) == at:  # nothing stands after the colon
            at = self._text.index(":", self._at(key.end_mark)) + 1
        return _Change(at, at, f", {words}")

    def _into_block(self, node: Any, new: Mapping[str, Value]) -> _Change:
        """Behind the last line of the mapping that is no remark, as deep as its first key."""
        return self._after(self._last_line(node), self._block(new, node.value[0][0].start_mark.column))

    def _after(self, line: int, lines: list[str]) -> _Change:
        """Lines behind a line, which gets an end where it is the last of the text and has none."""
        at = self._starts[line + 1]
        open_end = at > 0 and not self._text[:at].endswith("\n")
        text = "".join(f"{one}{self._end}" for one in lines)
        return _Change(at, at, f"{self._end}{text[: -len(self._end)]}" if open_end else text)

    def _last_line(self, node: Any) -> int:
        """The last line of a value: where its last scalar or bracket ends."""
        import yaml

        if isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style:
            last = node.value[-1]
            key, value = last if isinstance(last, tuple) else (last, last)
            # the parser puts a value that is not there wherever the next one begins
            empty = isinstance(value, yaml.ScalarNode) and self._at(value.start_mark) == self._at(value.end_mark)
            return self._last_line(key) if empty else max(self._last_line(key), self._last_line(value))
        if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
            line = node.end_mark.line - 1 if node.end_mark.column == 0 else node.end_mark.line
            while line > node.start_mark.line and not self._lines[line].strip():
                line -= 1
            return int(line)
        return int(node.end_mark.line)

    def _block(self, value: Mapping[Any, Any], column: int) -> list[str]:
        """A mapping as lines."""
        lines = []
        for key, below in value.items():
            lead = f"{' ' * column}{scalar_text(str(key))}:"
            if isinstance(below, Mapping):
                lines += [lead, *self._block(below, column + self._step)] if below else [f"{lead} {{}}"]
            else:
                lines.append(f"{lead} {_flow(below)}")
        return lines


def _flow(value: Value) -> str:
    """A value in one line."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{scalar_text(str(key))}: {_flow(below)}' for key, below in value.items())}}}"
    return f"[{', '.join(map(scalar_text, value))}]" if isinstance(value, tuple) else scalar_text(value)
