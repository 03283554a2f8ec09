"""From one fix to the edit that it takes, or None where the text is not what the fix expects."""

from __future__ import annotations

import re

from aksnet.expressions.source import Source
from aksnet.expressions.tree import Array, Literal
from aksnet.findings import Beside, Edit, Fix, Rename, Respell
from aksnet.fixing.members import Member
from aksnet.fixing.writing import Language

# Literals that stand without quotes in every language.
_BARE = re.compile(r"(?:true|false|[0-9]+(?:\.[0-9]+)?)(?![\w.+-])")


def edit_of(fix: Fix, source: Source, member: Member, language: Language) -> Edit | None:
    """The edit of what stands at the fix's place, which is that member."""
    match fix:
        case Respell():
            return _respelled(fix, source, member, language)
        case Rename():
            return _renamed(fix, source, member, language)
        case Beside():
            return _beside(fix, source, member, language)


def _respelled(fix: Respell, source: Source, member: Member, language: Language) -> Edit | None:
    """The value itself, or the one text of a list, is another word."""
    nodes = member.value.items if isinstance(member.value, Array) else (member.value,)
    edits = [_other_word(fix, source, node.at, language) for node in nodes if isinstance(node, Literal)]
    found = [edit for edit in edits if edit is not None]
    return found[0] if len(found) == 1 else None


def _other_word(fix: Respell, source: Source, at: int, language: Language) -> Edit | None:
    quoted, bare = language.literal.match(source.text, at), _BARE.match(source.text, at)
    if quoted is not None and quoted[0] == language.encode(fix.old):
        return Edit(source.name, at, quoted.end(), language.encode(fix.new))
    if bare is not None and bare[0] == fix.old and _BARE.fullmatch(fix.new):
        return Edit(source.name, at, bare.end(), fix.new)
    return None


def _renamed(fix: Rename, source: Source, member: Member, language: Language) -> Edit | None:
    """The name is another one, which nothing beside it has; in a different case it may be its own."""
    taken = fix.new.lower() in member.around and fix.new.lower() != fix.old.lower()
    former = language.written(source.text, member.at, fix.old)
    name = language.likewise(former, fix.new) if former is not None else None
    if member.name != fix.old or former is None or name is None or taken:
        return None
    end = member.at + len(former)
    sign = language.sign.match(source.text, end)
    gap = sign["gap"] if sign is not None else ""
    return Edit(source.name, member.at, end + len(gap), language.led(name, former, gap))


def _beside(fix: Beside, source: Source, member: Member, language: Language) -> Edit | None:
    """One more line behind that of the member, if that is all of its line and nothing beside it has the new name."""
    text = source.text
    former = language.written(text, member.at, fix.name)
    name = language.likewise(former, fix.new) if former is not None else None
    if member.name != fix.name or former is None or name is None or fix.new.lower() in member.around:
        return None
    indent = text[text.rfind("\n", 0, member.at) + 1 : member.at]
    sign = language.sign.match(text, member.at + len(former))
    value = _literal(text, sign, member, language)
    behind = language.behind.match(text, value.end()) if value is not None else None
    if indent.strip(" \t") or sign is None or value is None or behind is None:
        return None
    line = f"{indent}{language.led(name, former, sign['gap'])}{sign['sign']}{language.encode(fix.value)}"
    after = f"{_line_end(text, behind.end())}{line}{behind['comma']}"
    if language.separated and not behind["comma"]:
        return Edit(source.name, behind.start(), behind.end(), f",{behind[0]}{after}")
    return Edit(source.name, behind.end(), behind.end(), after)


def _literal(text: str, sign: re.Match[str] | None, member: Member, language: Language) -> re.Match[str] | None:
    """The value, where it is a literal that stands right behind the sign."""
    if sign is None or not isinstance(member.value, Literal) or member.value.at != sign.end():
        return None
    quoted = language.literal.match(text, sign.end())
    if quoted is not None and quoted[0] != language.encode(str(member.value.value)):
        return None  # in JSON it may be an expression
    return quoted or _BARE.match(text, sign.end())


def _line_end(text: str, at: int) -> str:
    """How the line ends that has its end at an offset; the last one as the others do."""
    return "\r\n" if text.startswith("\r\n", at) or (at == len(text) and "\r\n" in text) else "\n"
