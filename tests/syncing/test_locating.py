"""Where a network profile begins and ends: whole lines, whatever braces, texts and comments stand in it."""

from __future__ import annotations

import pytest

from aksnet.errors import OutputError
from aksnet.expressions.source import Source
from aksnet.syncing.locating import Located, located
from hostile import HOSTILE

AZURERM = 'resource "azurerm_kubernetes_cluster" "a" {{\n{}\n  name = "a"\n}}\n'
BICEP = "resource a 'Microsoft.ContainerService/managedClusters@2025-01-01' = {{\n  properties: {{\n{}\n    dnsPrefix: 'a'\n  }}\n}}\n"
AZAPI = (
    'resource "azapi_resource" "a" {{\n  body = {{\n    properties = {{\n{}\n      dnsPrefix = "a"\n    }}\n  }}\n}}\n'
)


def _located(name: str, text: str) -> Located:
    source = Source(name, text)
    return located(source, source.place(text.index("resource")), "prod", "network-profile")


WHOLE: dict[str, tuple[str, str, str]] = {
    "a block in one line": ("a.tf", AZURERM, '  network_profile { network_plugin = "azure" }'),
    "a block without anything in it": ("a.tf", AZURERM, "  network_profile {}"),
    "a block in a block": ("a.tf", AZURERM, "  network_profile {\n    b {\n      c = {}\n    }\n  }"),
    "a brace in a comment": ("a.tf", AZURERM, "  network_profile {\n    # }\n    /* } */\n    // }\n  }"),
    "a brace in a heredoc": ("a.tf", AZURERM, "  network_profile {\n    a = <<-E\n      }\n      E\n  }"),
    "a brace in a template": ("a.tf", AZURERM, '  network_profile {\n    a = "}${{ x = "}" }.x}"\n  }'),
    "a comment behind it": ("a.tf", AZURERM, "  network_profile {\n  } # }"),
    "tabs": ("a.tf", AZURERM, "\tnetwork_profile {\n\t\ta = 1\n\t}"),
    "a property of azapi": ("a.tf", AZAPI, '      networkProfile = {\n        a = { b = "}" }\n      }'),
    "a property in quotes, with a comma": ("a.tf", AZAPI, '      "networkProfile" : {\n        a = 1,\n      },'),
    "a property of Bicep": ("a.bicep", BICEP, "    networkProfile: {\n      a: { b: '}' }\n    }"),
    "an object of Bicep in one line": ("a.bicep", BICEP, "    networkProfile: { a: [{}, {}] }"),
    "a text of many lines": ("a.bicep", BICEP, "    networkProfile: {\n      a: '''\n}\n'''\n    }"),
    "an expression in a text": ("a.bicep", BICEP, "    networkProfile: {\n      a: '}${{ b: '}' }.b}'\n    } // }"),
    "a name in another case": ("a.bicep", BICEP, "    NetworkProfile: {\n    }"),
}


@pytest.mark.parametrize(("name", "around", "lines"), WHOLE.values(), ids=WHOLE)
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["plain line ends", "Windows line ends"])
def test_the_lines_of_the_profile_are_found_exactly(name: str, around: str, lines: str, newline: str) -> None:
    text = around.format(lines).replace("\n", newline)
    block = _located(name, text).block
    assert text[block.start : block.end] == f"{lines}\n".replace("\n", newline)
    assert block.newline == newline
    assert block.indent == lines[: len(lines) - len(lines.lstrip())]


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_a_comment_does_not_end_the_profile_whatever_it_says(hostile: str) -> None:
    lines = f"  network_profile {{\n    # {' '.join(hostile.split())} }}\n  }}"
    text = AZURERM.format(lines)
    found = _located("a.tf", text)
    assert text[found.block.start : found.block.end] == f"{lines}\n"
    assert [place.line for place in found.comments] == [3]


NONE: dict[str, tuple[str, str, str]] = {
    "two in one line": (
        "a.tf",
        "  x {}\n  network_profile {}\n  network_profile {}",
        "this resource has 2 network_profile",
    ),
    "something behind it": (
        "a.bicep",
        "    networkProfile: { a: 1 }, b: 2",
        "something stands behind the network profile",
    ),
    "something before it": ("a.bicep", "    b: 2, networkProfile: { a: 1 }", "does not begin in a line of its own"),
    "a variable": ("a.bicep", "    networkProfile: profile", "networkProfile is no object that is written here"),
    "a choice": ("a.bicep", "    networkProfile: x ? { a: 1 } : { a: 2 }", "networkProfile is no object"),
    "an object of which a part is taken": (
        "a.bicep",
        "    networkProfile: { a: { } }.a",
        "networkProfile is no object",
    ),
    "none": ("a.bicep", "    other: 1", "no networkProfile is written in this resource"),
}


@pytest.mark.parametrize(("name", "lines", "message"), NONE.values(), ids=NONE)
def test_what_markers_cannot_stand_around_is_refused(name: str, lines: str, message: str) -> None:
    around = BICEP if name.endswith(".bicep") else AZURERM
    with pytest.raises(OutputError, match=message):
        _located(name, around.format(lines))
