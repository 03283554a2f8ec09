"""What each function gives, what the service refuses, and what aksnet does not claim to know."""

from __future__ import annotations

from typing import Any

import pytest

from aksnet.expressions.arm_functions import FUNCTIONS
from aksnet.expressions.evaluator import Evaluator
from aksnet.expressions.values import MAX_TEXT, RefusedError, UndeterminedError, plain, wrap

ENGINE = Evaluator()
SUBSCRIPTION = "\ufdd0subscriptionId\ufdd1"
VNET = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v"
REFUSED, UNKNOWN = RefusedError, UndeterminedError


def call(name: str, *arguments: Any) -> Any:
    return plain(ENGINE.apply(FUNCTIONS[name.lower()], [wrap(argument) for argument in arguments]))


# what the call is, and its value or how it fails
ROWS: list[tuple[str, Any, str, tuple[Any, ...]]] = [
    # texts
    ("a text begins with another in another case", True, "startsWith", ("abcdef", "A")),
    ("a text does not begin with its end", False, "startsWith", ("abcdef", "e")),
    ("a text ends with another in another case", True, "endsWith", ("abcdef", "F")),
    ("the case of letters beyond ASCII is not guessed", UNKNOWN, "startsWith", ("ÄKS", "ä")),
    ("letters beyond ASCII that are the same are the same", True, "startsWith", ("äks", "ä")),
    ("a place ignores the case", 2, "indexOf", ("abcdef", "CD")),
    ("a last place ignores the case", 0, "lastIndexOf", ("abcdef", "AB")),
    ("what is not there has no place", -1, "indexOf", ("abcdef", "z")),
    ("the last place of nothing is not guessed", UNKNOWN, "lastIndexOf", ("abc", "")),
    ("a text is split at any of several separators", ["one", "two", "three"], "split", ("one;two,three", [",", ";"])),
    ("a text without the separator is one part", ["one"], "split", ("one", ",")),
    ("parts may be empty", ["", "a", ""], "split", ("/a/", "/")),
    ("the text split at nothing is not guessed", UNKNOWN, "split", ("abc", "")),
    ("a separator is a text", REFUSED, "split", ("abc", 1)),
    ("a text is padded to the length", "0000000123", "padLeft", ("123", 10, "0")),
    ("a longer text is not padded", "12345", "padLeft", ("12345", 3)),
    ("padding is one character", REFUSED, "padLeft", ("1", 3, "00")),
    ("a text is not padded beyond bounds", UNKNOWN, "padLeft", ("1", MAX_TEXT + 1)),
    ("each is replaced", "1231231234", "replace", ("123-123-1234", "-", "")),
    ("replacing minds the case", "AbA", "replace", ("AbA", "B", "x")),
    ("replacing does not grow beyond bounds", UNKNOWN, "replace", ("a" * 2000, "a", "b" * 2000)),
    ("a part of a text", "two", "substring", ("one two three", 4, 3)),
    ("a part that begins at the end is empty", "", "substring", ("abc", 3)),
    ("a part does not reach behind the end", REFUSED, "substring", ("1234567890", 0, 11)),
    ("a part does not begin before the text", REFUSED, "substring", ("abc", -1)),
    ("taking more than there is takes all", "abc", "take", ("abc", 9)),
    ("taking less than nothing takes nothing", "", "take", ("abc", -1)),
    ("skipping less than nothing skips nothing", [1, 2], "skip", ([1, 2], -5)),
    ("characters beyond U+FFFF are not counted", UNKNOWN, "length", ("a\U0001f600",)),
    ("letters below U+10000 are counted", 3, "length", ("äöü",)),
    ("white space goes, other characters stay", "\x1ca", "trim", ("\u00a0\x1ca\u2003",)),
    ("a text is no number", REFUSED, "toLower", (5,)),
    ("null is no text", REFUSED, "trim", (None,)),
    ("numbers and truth values join texts", "a1True", "concat", ("a", 1, True)),
    ("arrays and texts do not join", REFUSED, "concat", (["a"], "b")),
    ("texts with null are not guessed", UNKNOWN, "concat", ("a", None)),
    ("nothing joins to nothing", "", "join", ([], ",")),
    ("only an array is joined", REFUSED, "join", ("abc", ",")),
    ("a pattern stands for anything at its stars", True, "like", ("aks-prod-weu", "AKS-*-w*")),
    ("a pattern must reach to the end", False, "like", ("aks-prod-weu", "aks-*-w")),
    ("the ends of a pattern do not overlap", False, "like", ("aba", "ab*ba")),
    ("a pattern with a question mark is not guessed", UNKNOWN, "like", ("a", "?")),
    # format and string
    ("the documented format", "Hello, User. Formatted number: 8,175,133", "format", ("{0}, {1}. Formatted number: {2:N0}", "Hello", "User", 8175133)),
    ("doubled braces are braces", "{1}", "format", ("{{{0}}}", 1)),
    ("numbers are padded with zeros", "007 -05", "format", ("{0:D3} {1:00}", 7, -5)),
    ("values are aligned", "[  a|b  ]", "format", ("[{0,3}|{1,-3}]", "a", "b")),
    ("null is nothing", "()", "format", ("({0})", None)),
    ("an item needs its value", REFUSED, "format", ("{1}", "a")),
    ("a brace alone is not guessed", UNKNOWN, "format", ("{0", "a")),
    ("other formats are not guessed", UNKNOWN, "format", ("{0:C}", 5)),
    ("the format of a text is not guessed", UNKNOWN, "format", ("{0:D2}", "5")),
    ("alignment does not grow beyond bounds", UNKNOWN, "format", ("{0,999999}{0,999999}", "a")),
    ("a truth value has a capital", "True", "string", (True,)),
    ("an object is compact JSON", '{"valueA":10,"valueB":"Example Text"}', "string", ({"valueA": 10, "valueB": "Example Text"},)),
    ("an array is compact JSON", '["a","b",true,null]', "string", (["a", "b", True, None],)),
    ("null as a text is not guessed", UNKNOWN, "string", (None,)),
    ("fractions as JSON are not guessed", UNKNOWN, "string", ([1.5],)),
    ("a fraction is a text", "1.5", "string", (1.5,)),
    ("quotes in an object in a text are not guessed", UNKNOWN, "format", ("{0}", ["it's"])),
    # numbers
    ("division cuts", -2, "div", (-7, 3)),
    ("the remainder has the sign of what is divided", -1, "mod", (-7, 3)),
    ("nothing divides by zero", REFUSED, "div", (1, 0)),
    ("nothing leaves a remainder of zero", REFUSED, "mod", (1, 0)),
    ("a sum beyond 64 bits is not guessed", UNKNOWN, "add", (2**63 - 1, 1)),
    ("the least number divided by -1 is not guessed", UNKNOWN, "div", (-(2**63), -1)),
    ("truth values are no numbers", REFUSED, "add", (True, 1)),
    ("fractions are not added", UNKNOWN, "add", (1.5, 1)),
    ("an empty array has no least number", REFUSED, "min", ([],)),
    ("numbers and arrays do not mix", UNKNOWN, "max", (1, [2])),
    ("a range may be empty", [], "range", (5, 0)),
    ("a range has no more than 10,000 numbers", REFUSED, "range", (0, 10_001)),
    ("a range ends below 2,147,483,648", REFUSED, "range", (2**31 - 1, 1)),
    ("a text with digits is a number", -3, "int", ("-3",)),
    ("a text with leading zeros is not guessed", UNKNOWN, "int", ("007",)),
    ("a word is no number", REFUSED, "int", ("three",)),
    # comparing
    ("texts are equal with their case only", False, "equals", ("azure", "Azure")),
    ("null equals only null", False, "equals", (None, "")),
    ("a text and a number are not compared", UNKNOWN, "equals", ("1", 1)),
    ("objects are equal with all members", True, "equals", ({"a": 1, "b": [2]}, {"b": [2], "a": 1})),
    ("objects with other members are not", False, "equals", ({"a": 1}, {"a": 2})),
    ("keys that differ in their case are not guessed", UNKNOWN, "equals", ({"a": 1}, {"A": 1})),
    ("1 and 1.0 are not guessed", UNKNOWN, "equals", (1, 1.0)),
    ("texts are ordered by their codes", True, "less", ("B", "a")),
    ("a number is not less than a text", REFUSED, "less", (1, "a")),
    ("equal numbers are at least equal", True, "greaterOrEquals", (2, 2)),
    ("a text is a truth value", True, "bool", ("TRUE",)),
    ("1 is true", True, "bool", (1,)),
    ("2 is not guessed", UNKNOWN, "bool", (2,)),
    ("an object is no truth value that is known", UNKNOWN, "bool", ({},)),
    ("a text is no condition", REFUSED, "not", ("true",)),
    ("all null is null", None, "coalesce", (None, None)),
    ("the template refuses itself", REFUSED, "fail", ("no such mode",)),
    # arrays and objects
    ("null is empty", True, "empty", (None,)),
    ("a number is never empty", REFUSED, "empty", (5,)),
    ("one value makes an array", [5], "array", (5,)),
    ("an array stays one", [5], "array", ([5],)),
    ("values make an array", [1, None, {}], "createArray", (1, None, {})),
    ("keys and values make an object", {"a": 1, "b": None}, "createObject", ("a", 1, "b", None)),
    ("a key without a value makes nothing", REFUSED, "createObject", ("a",)),
    ("one key twice is not guessed", UNKNOWN, "createObject", ("a", 1, "A", 2)),
    ("items are once in a union", [1, 2, True], "union", ([1, 1], [2, 1, True])),
    ("items that differ in their case are not guessed", UNKNOWN, "union", (["a"], ["A"])),
    ("null does not overwrite in a union", {"a": 1, "b": None}, "union", ({"a": 1}, {"a": None, "b": None})),
    ("objects merge whatever their keys' case", {"Net": {"a": 1, "b": 2}}, "union", ({"Net": {"a": 1}}, {"net": {"b": 2}})),
    ("an object overwrites what is none", {"a": {"b": 1}}, "union", ({"a": 5}, {"a": {"b": 1}})),
    ("arrays in objects are overwritten", {"a": [2]}, "union", ({"a": [1]}, {"a": [2]})),
    ("an array and an object have no union", REFUSED, "union", ([], {})),
    ("what all arrays have", [2], "intersection", ([1, 2, 2], [2, 3])),
    ("nested objects have no intersection that is known", UNKNOWN, "intersection", ({"a": {"b": 1}}, {"a": {"b": 2}})),
    ("items are once", [3, 1], "distinct", ([3, 1, 3],)),
    ("null has no member", None, "tryGet", (None, "a")),
    ("a member whatever its case", 1, "tryGet", ({"Name": 1}, "name")),
    ("a member that is not there", None, "tryGet", ({}, "a")),
    ("a member of a member that is not there", None, "tryGet", ({}, "a", "b")),
    ("a missing further member is not guessed", UNKNOWN, "tryGet", ({"a": {}}, "a", "b")),
    ("the last item from the end", 3, "indexFromEnd", ([1, 2, 3], 1)),
    ("no item is number 0 from the end", REFUSED, "indexFromEnd", ([1], 0)),
    ("an item that is not there", None, "tryIndexFromEnd", ([1], 2)),
    ("items come by their keys", ["123Key", "abc", "Def"], "objectKeys", ({"123Key": 1, "abc": 2, "Def": 3},)),
    ("the order of keys that are not sorted is not guessed", UNKNOWN, "objectKeys", ({"b": 1, "a": 2},)),
    ("the order of keys with signs is not guessed", UNKNOWN, "items", ({"a_b": 1, "a1": 2},)),
    ("keys with the same signs have an order", [{"key": "snet-a", "value": 1}, {"key": "snet-b", "value": 2}], "items", ({"snet-b": 2, "snet-a": 1},)),
    ("only arrays are flattened", REFUSED, "flatten", ([[1], 2],)),
    ("a number has no length", REFUSED, "length", (5,)),
    ("whether a text holds a number is not guessed", UNKNOWN, "contains", ("a1", 1)),
    # encoding
    ("JSON is read", {"a": [1, 1.5, None]}, "json", ('{"a": [1, 1.5, null]}',)),
    ("null is read", None, "json", ("null",)),
    ("what is no JSON is not guessed", UNKNOWN, "json", ("{'one': 1}",)),
    ("infinity is not guessed", UNKNOWN, "json", ("[1e999]",)),
    ("NaN is not guessed", UNKNOWN, "json", ("NaN",)),
    ("deep JSON is not read", UNKNOWN, "json", ("[" * 5000 + "]" * 5000,)),
    ("half a character is not read", UNKNOWN, "json", ('"\\ud800"',)),
    ("numbers beyond 64 bits are not read", UNKNOWN, "json", ("9" * 6000,)),
    ("the documented base64", "b25lLCB0d28sIHRocmVl", "base64", ("one, two, three",)),
    ("the documented base64 is read", "one, two, three", "base64ToString", ("b25lLCB0d28sIHRocmVl",)),
    ("what is no base64", REFUSED, "base64ToString", ("a*b",)),
    ("what is too short for base64", REFUSED, "base64ToString", ("abcde",)),
    ("bytes that are no text", UNKNOWN, "base64ToString", ("/w==",)),
    ("the documented data URI", "Hello, World!", "dataUriToString", ("data:;base64,SGVsbG8sIFdvcmxkIQ==",)),
    ("other data URIs are not guessed", UNKNOWN, "dataUriToString", ("data:,a",)),
    ("a URI beside the last part", "http://contoso.org/myscript.sh", "uri", ("http://contoso.org/firstpath", "myscript.sh")),
    ("a URI below the last part", "http://contoso.org/firstpath/myscript.sh", "uri", ("http://contoso.org/firstpath/", "myscript.sh")),
    ("a URI with dots is not guessed", UNKNOWN, "uri", ("http://contoso.org/a/", "../b")),
    ("a text in a URI", "http%3A%2F%2Fcontoso.com%2Fa", "uriComponent", ("http://contoso.com/a",)),
    # dates
    ("a duration may be taken off", "2020-04-07T13:53:14Z", "dateTimeAdd", ("2020-04-07T14:53:14Z", "-PT1H")),
    ("a time in a format", "20200408T145314Z", "dateTimeAdd", ("2020-04-07T14:53:14Z", "P1D", "yyyyMMddTHHmmssZ")),
    ("a format of one letter is not guessed", UNKNOWN, "dateTimeAdd", ("2020-04-07T14:53:14Z", "P1D", "T")),
    ("years are not guessed", UNKNOWN, "dateTimeAdd", ("2020-04-07T14:53:14Z", "P3Y")),
    ("other ways to write a time are not guessed", UNKNOWN, "dateTimeToEpoch", ("2020-04-07 14:53:14Z",)),
    ("no day is the 31st of February", UNKNOWN, "dateTimeToEpoch", ("2020-02-31T00:00:00Z",)),
    ("a time beyond the calendar is not known", UNKNOWN, "dateTimeFromEpoch", (2**60,)),
    ("the time of the deployment is not known", UNKNOWN, "utcNow", ("yyyy",)),
    ("a new UUID is not known", UNKNOWN, "newGuid", ()),
    # addresses
    ("a subnet", "10.240.4.0/22", "cidrSubnet", ("10.240.0.0/16", 22, 1)),
    ("a subnet of IPv6", "fd12:3456:789a:1::/64", "cidrSubnet", ("fd12:3456:789a::/48", 64, 1)),
    ("a subnet behind the last", REFUSED, "cidrSubnet", ("10.240.0.0/16", 22, 64)),
    ("a subnet before the first", REFUSED, "cidrSubnet", ("10.240.0.0/16", 22, -1)),
    ("a subnet larger than the range", REFUSED, "cidrSubnet", ("10.240.0.0/16", 8, 0)),
    ("a subnet of more bits than there are", REFUSED, "cidrSubnet", ("10.240.0.0/16", 33, 0)),
    ("the first usable host is number 0", "10.0.0.1", "cidrHost", ("10.0.0.0/16", 0)),
    ("the range itself is number -1", "10.0.0.0", "cidrHost", ("10.0.0.0/16", -1)),
    ("the last usable host", "10.0.0.6", "cidrHost", ("10.0.0.0/29", 5)),
    ("the broadcast address is no host", REFUSED, "cidrHost", ("10.0.0.0/29", 6)),
    ("two addresses have no host", REFUSED, "cidrHost", ("10.0.0.0/31", 0)),
    ("a range of more bits than there are", REFUSED, "parseCidr", ("10.0.0.0/33",)),
    ("a number above 255", REFUSED, "parseCidr", ("10.0.0.256/16",)),
    ("a word is no range", REFUSED, "parseCidr", ("x",)),
    ("nothing is no range", REFUSED, "parseCidr", ("",)),
    ("leading zeros are not guessed", UNKNOWN, "parseCidr", ("010.0.0.0/8",)),
    ("a mask as an address is not guessed", UNKNOWN, "parseCidr", ("10.0.0.0/255.255.0.0",)),
    ("two numbers are not guessed", UNKNOWN, "cidrSubnet", ("10.1/16", 24, 0)),
    ("IPv6 with IPv4 in it is not guessed", UNKNOWN, "cidrSubnet", ("::ffff:10.0.0.0/112", 120, 0)),
    ("IPv6 that .NET writes with IPv4 is not guessed", UNKNOWN, "parseCidr", ("::1:0:0/96",)),
    ("a range with host bits", {"network": "10.240.0.0", "netmask": "255.255.252.0", "broadcast": "10.240.3.255", "firstUsable": "10.240.0.1", "lastUsable": "10.240.3.254", "cidr": 22}, "parseCidr", ("10.240.0.5/22",)),
    # what only the scope of the deployment knows
    ("the scope passes through format", f"{VNET}/subnets/a", "format", ("{0}/subnets/{1}", VNET, "a")),
    ("the scope passes through concat and join", VNET, "join", ([VNET], "-")),
    ("an id is split at its slashes", SUBSCRIPTION, "first", (["", SUBSCRIPTION, "rg"][1:],)),
    ("the parts of an id", ["", "subscriptions", SUBSCRIPTION, "a"], "split", (f"/subscriptions/{SUBSCRIPTION}/a", "/")),
    ("an id is not split elsewhere", UNKNOWN, "split", (VNET, "-")),
    ("the scope keeps its case", f"/a/{SUBSCRIPTION}", "toLower", (f"/A/{SUBSCRIPTION}",)),
    ("slashes of an id are replaced", f"-a-{SUBSCRIPTION}", "replace", (f"/a/{SUBSCRIPTION}", "/", "-")),
    ("what the scope may hold is not replaced", UNKNOWN, "replace", (VNET, "a", "b")),
    ("the scope is not hashed", UNKNOWN, "uniqueString", (SUBSCRIPTION,)),
    ("the scope has no UUID", UNKNOWN, "guid", ("a", SUBSCRIPTION)),
    ("the scope is not compared", UNKNOWN, "equals", (SUBSCRIPTION, "a")),
    ("the scope is not null", False, "equals", (SUBSCRIPTION, None)),
    ("the scope in an array is not compared", UNKNOWN, "equals", ([SUBSCRIPTION], ["a"])),
    ("the scope is not ordered", UNKNOWN, "less", (SUBSCRIPTION, "a")),
    ("the scope is not measured", UNKNOWN, "length", (VNET,)),
    ("the scope is not cut", UNKNOWN, "substring", (VNET, 1)),
    ("the scope has no place", UNKNOWN, "indexOf", (VNET, "rg")),
    ("what stands beside the scope is found", True, "contains", (VNET, "/virtualNetworks/")),
    ("what does not stand beside the scope may stand in it", UNKNOWN, "contains", (VNET, "prod")),
    ("an id is not empty", False, "empty", (VNET,)),
    ("the scope alone is not told to be empty", UNKNOWN, "empty", (SUBSCRIPTION,)),
    ("the last character beside the scope", "v", "last", (VNET,)),
    ("the last character of the scope", UNKNOWN, "last", (SUBSCRIPTION,)),
    ("the scope is not aligned", UNKNOWN, "format", ("{0,50}", SUBSCRIPTION)),
    ("the scope is not encoded", UNKNOWN, "base64", (SUBSCRIPTION,)),
]  # fmt: skip


@pytest.mark.parametrize(("expected", "name", "arguments"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_a_function_answers_or_says_why_not(expected: Any, name: str, arguments: tuple[Any, ...]) -> None:
    if expected in (REFUSED, UNKNOWN) and isinstance(expected, type):
        with pytest.raises(expected) as raised:
            call(name, *arguments)
        message = str(raised.value)
        assert message
        assert not message.endswith(".")
    else:
        made = call(name, *arguments)
        assert made == expected
        assert type(made) is type(expected)


def test_every_row_has_a_sentence_of_its_own() -> None:
    assert len({row[0] for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_every_name_is_in_lower_case(name: str) -> None:
    assert name == name.lower()


NAMES = """
any array base64 base64ToJson base64ToString bool cidrHost cidrSubnet coalesce concat contains dataUri
dataUriToString dateTimeAdd dateTimeFromEpoch dateTimeToEpoch empty endsWith fail filter first flatten format groupBy guid
indexOf int intersection items join json last lastIndexOf length map mapValues max min newGuid objectKeys padLeft parseCidr
range reduce replace shallowMerge skip sort split startsWith string substring take toLower toObject toUpper trim union
uniqueString uri uriComponent uriComponentToString utcNow and or not equals less lessOrEquals greater greaterOrEquals add
sub mul div mod true false null createArray createObject tryGet indexFromEnd tryIndexFromEnd
"""


@pytest.mark.parametrize("name", NAMES.split())
def test_there_is_each_documented_function(name: str) -> None:
    assert name.lower() in FUNCTIONS


@pytest.mark.parametrize(
    ("name", "fewest", "most"),
    [("union", 2, None), ("concat", 1, None), ("padLeft", 2, 3), ("null", 0, 0), ("createArray", 0, None), ("tryGet", 2, None)],
)  # fmt: skip
def test_a_function_takes_so_many_arguments(name: str, fewest: int, most: int | None) -> None:
    function = FUNCTIONS[name.lower()]
    assert not function.takes(fewest - 1) or fewest == 0
    assert function.takes(fewest)
    assert function.takes(50) if most is None else not function.takes(most + 1)
