"""Terraform's functions of strings."""

from __future__ import annotations

from aksnet.expressions.functions import Table
from aksnet.expressions.terraform_functions.conversions import composed, small, text
from aksnet.expressions.terraform_functions.patterns import replaced
from aksnet.expressions.terraform_functions.segments import clusters
from aksnet.expressions.terraform_functions.sequences import texts
from aksnet.expressions.values import MAX_ITEMS, MAX_TEXT, RefusedError, UndeterminedError, Val, plain
from aksnet.view import Json

TEXTS = Table()
# What Go calls a space.
_SPACES = "\t\n\v\f\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))


@TEXTS.plain("chomp")
def _chomp(value: Json) -> Json:
    return text(value).rstrip("\r\n")


@TEXTS.plain("endswith")
def _endswith(value: Json, suffix: Json) -> Json:
    return text(value).endswith(text(suffix))


@TEXTS.plain("startswith")
def _startswith(value: Json, prefix: Json) -> Json:
    return text(value).startswith(text(prefix))


@TEXTS.plain("strcontains")
def _strcontains(value: Json, part: Json) -> Json:
    return text(part) in text(value)


@TEXTS.plain("indent")
def _indent(spaces: Json, value: Json) -> Json:
    wide, given = small(spaces), text(value)
    if wide < 0:
        raise RefusedError("text is not indented by less than nothing")
    _bounded(len(given) + given.count("\n") * wide)
    return given.replace("\n", "\n" + " " * wide) if "\n" in given else given


def _bounded(size: int) -> None:
    if size > MAX_TEXT:
        raise UndeterminedError(f"it is a text of more than {MAX_TEXT:,} characters")


@TEXTS.plain("lower")
def _lower(value: Json) -> Json:
    return composed("".join(_cased(char, char.lower()) for char in text(value)))


@TEXTS.plain("upper")
def _upper(value: Json) -> Json:
    return composed("".join(_cased(char, char.upper()) for char in text(value)))


@TEXTS.plain("title")
def _title(value: Json) -> Json:
    given = text(value)
    inside = [False, *map(_in_word, given)]
    made = [char if after else _cased(char, char.title()) for char, after in zip(given, inside, strict=False)]
    return composed("".join(made))


def _in_word(char: str) -> bool:
    """Whether the next character goes on with a word."""
    if char.isascii():
        return char.isalnum() or char == "_"
    return not char.isspace()


def _cased(char: str, made: str) -> str:
    """A character in another case, where that is one character: Go does not make ß two."""
    if len(made) == 1:
        return made
    if char == "ß":
        return char
    raise UndeterminedError("the case of this text cannot be told")


@TEXTS.plain("replace")
def _replace(value: Json, old: Json, new: Json) -> Json:
    given, part, by = text(value), text(old), text(new)
    if len(part) > 1 and part[0] == part[-1] == "/":
        return composed(replaced(part[1:-1], given, by))
    _bounded(len(given) + given.count(part) * len(by))
    return composed(given.replace(part, by))


@TEXTS.shaped("split")
def _split(separator: Val, value: Val) -> Val:
    between, given = text(plain(separator)), text(plain(value))
    if given.count(between) > MAX_ITEMS:
        raise UndeterminedError(f"it has more than {MAX_ITEMS:,} items")
    parts = given.split(between) if between else list(given)
    return texts(list(map(composed, parts)), separator, value)


@TEXTS.plain("strrev")
def _strrev(value: Json) -> Json:
    return composed("".join(clusters(text(value))[::-1]))


@TEXTS.plain("substr")
def _substr(value: Json, offset: Json, length: Json) -> Json:
    given, start, count = clusters(text(value)), small(offset), small(length)
    if start < 0:
        # counted from the end; what begins before the text begins with it
        start = max(start + len(given), 0)
    elif count == 0:
        return ""
    rest = given[start:]
    return "".join(rest if count <= 0 else rest[:count])


@TEXTS.plain("trim")
def _trim(value: Json, characters: Json) -> Json:
    return text(value).strip(text(characters))


@TEXTS.plain("trimspace")
def _trimspace(value: Json) -> Json:
    return text(value).strip(_SPACES)


@TEXTS.plain("trimprefix")
def _trimprefix(value: Json, prefix: Json) -> Json:
    return text(value).removeprefix(text(prefix))


@TEXTS.plain("trimsuffix")
def _trimsuffix(value: Json, suffix: Json) -> Json:
    return text(value).removesuffix(text(suffix))


@TEXTS.plain("basename")
def _basename(path: Json) -> Json:
    given = text(path)
    return (given.rstrip("/").rpartition("/")[2] or "/") if given else "."


@TEXTS.plain("dirname")
def _dirname(path: Json) -> Json:
    folder, slash, _ = text(path).rpartition("/")
    if any(part in {".", "..", ""} for part in folder.split("/")[1:]) or folder == ".":
        raise UndeterminedError("this path is not in its shortest form")
    return folder or slash or "."
