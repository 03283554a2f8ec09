"""Where aksnet was installed from: told where a pipeline can use it, and never with a password."""

from __future__ import annotations

import json
from importlib.metadata import Distribution, PackageNotFoundError

import pytest

from aksnet.starting.origin import Origin, origin

COMMIT = "0123456789abcdef0123456789abcdef01234567"
URL = "https://example.com/team/aksnet.git"


def _said(url: object = URL, **vcs: object) -> str:
    return json.dumps({"url": url, "vcs_info": {"vcs": "git", "commit_id": COMMIT, **vcs}})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(_said(), Origin(URL, COMMIT), id="a repository and a commit"),
        pytest.param(_said("https://git.example.com:8443/a/b"), Origin("https://git.example.com:8443/a/b", COMMIT), id="a port"),
        pytest.param(_said("https://me:secret@example.com/a"), None, id="a password in the address"),
        pytest.param(_said("https://token@example.com/a"), None, id="a token in the address"),
        pytest.param(_said("ssh://git@example.com/a"), None, id="an address that a pipeline has no key for"),
        pytest.param(_said("file:///home/me/aksnet"), None, id="a folder of this machine"),
        pytest.param(_said("https://example.com/a\nb: c"), None, id="a newline in the address"),
        pytest.param(_said("https://example.com/${{ x }}"), None, id="an expression in the address"),
        pytest.param(_said(None), None, id="no address"),
        pytest.param(_said(commit_id="main"), None, id="a branch in place of a commit"),
        pytest.param(_said(vcs="hg"), None, id="another version control"),
        pytest.param(json.dumps({"url": "file:///src", "dir_info": {"editable": True}}), None, id="a checkout"),
        pytest.param("[]", None, id="a list"),
        pytest.param("{", None, id="half a document"),
        pytest.param(None, None, id="an index of packages"),
    ],
)  # fmt: skip
def test_where_it_was_installed_from(
    text: str | None, expected: Origin | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Installed:
        def read_text(self, name: str) -> str | None:
            assert name == "direct_url.json"
            return text

    monkeypatch.setattr(Distribution, "from_name", lambda name: Installed())
    assert origin() == expected


def test_what_is_not_installed_comes_from_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> Distribution:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(Distribution, "from_name", missing)
    assert origin() is None
