"""Pictures and pages in a real browser: no label leaves its block or covers another, and nothing is fetched."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html import escape, unescape
from pathlib import Path
from typing import Any

import pytest

from aksnet.reports.plans import PlanOptions, render
from plans import plan

SPECS = Path(__file__).parent / "specs"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on PATH")

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
]
# The widest of the common fonts: what has room in it has room in all of them.
WIDE = "<style>.picture text{font-family:DejaVu Sans,Verdana,sans-serif !important}</style>"
# The test's own: it looks at the page in the frame, and leaves what it found in the page around it.
LOOK = """
<script>
addEventListener("load", () => {
  const view = document.querySelector("iframe").contentWindow, page = view.document, root = page.documentElement;
  const found = {outside: [], covered: [], small: [], beyond: [], labels: 0};
  const inside = (a, b, by) => a.left >= b.left - by && a.right <= b.right + by && a.top >= b.top - by && a.bottom <= b.bottom + by;
  for (const svg of page.querySelectorAll("svg")) {
    const box = svg.getBoundingClientRect(), scale = box.width / svg.viewBox.baseVal.width;
    const texts = [...svg.querySelectorAll("text")].map(node => ({node, text: node.textContent, box: node.getBoundingClientRect()}));
    found.labels += texts.length;
    for (const one of texts) {
      const block = one.node.parentNode.matches("g.block") ? one.node.parentNode.querySelector("rect") : svg;
      if (!inside(one.box, block.getBoundingClientRect(), scale)) found.outside.push(one.text);
      if (parseFloat(view.getComputedStyle(one.node).fontSize) < 11) found.small.push(one.text);
    }
    texts.sort((a, b) => a.box.top - b.box.top);
    texts.forEach((one, at) => {
      for (let next = at + 1; next < texts.length && texts[next].box.top < one.box.bottom - scale; next++)
        if (texts[next].box.left < one.box.right - scale && one.box.left < texts[next].box.right - scale)
          found.covered.push([one.text, texts[next].text]);
    });
  }
  for (const node of page.body.querySelectorAll("*"))
    if (!node.closest(".box *, svg *") && node.getBoundingClientRect().right > view.innerWidth + 1)
      found.beyond.push(node.tagName);
  found.wide = root.scrollWidth > root.clientWidth;
  found.width = view.innerWidth;
  found.fetched = view.performance.getEntriesByType("resource").map(one => one.name);
  const ground = page.querySelector(".ground") || page.body;
  found.ground = view.getComputedStyle(ground).fill;
  document.body.innerHTML = "<pre></pre>";
  document.querySelector("pre").textContent = "found:" + JSON.stringify(found) + ":found";
});
</script>
"""


def _look(tmp_path: Path, page: str, width: int, *, dark: bool = False) -> dict[str, Any]:
    """What the browser sees of a page in a window of this width."""
    frame = f'<iframe width="{width}" height="900" style="border:0" srcdoc="{escape(page)}"></iframe>'
    file = tmp_path / "page.html"
    file.write_text(f'<!DOCTYPE html><meta charset="utf-8"><body>{frame}{LOOK}</body>', encoding="utf-8")
    scheme = f"--blink-settings=preferredColorScheme={0 if dark else 1}"
    own = [f"--user-data-dir={tmp_path / 'profile'}", scheme, "--window-size=1400,1000", "--virtual-time-budget=20000"]
    command = [str(CHROMIUM), *FLAGS, *own, "--dump-dom", file.as_uri()]
    done = subprocess.run(command, capture_output=True, timeout=180, check=True, encoding="utf-8")
    found = re.search("<pre>found:(.*):found</pre>", done.stdout, re.DOTALL)
    assert found is not None, done.stderr[-2000:]
    seen: dict[str, Any] = json.loads(unescape(found[1]))
    return seen


def _rendered(name: str, output_format: str) -> str:
    made = plan((SPECS / f"{name}.yaml").read_text(encoding="utf-8") if name != "many" else _many())
    text = render(made, output_format, PlanOptions(explain=True))
    return text if output_format == "html" else f'<!DOCTYPE html><body style="margin:0"><main>{text}</main></body>'


def _many() -> str:
    """A cluster in a VNet with 500 subnets."""
    subnets = ", ".join(f"team-{n:03}: {{prefix: 10.0.{n // 8}.{n % 8 * 32}/27}}" for n in range(500))
    pools = ", ".join(
        f"{{name: p{n}, mode: {'User' if n else 'System'}, min: 1, max: {1 + n % 26}, subnet: team-{n:03}}}"
        for n in range(100)
    )
    vnet = f"{{address_space: [10.0.0.0/16], subnets: {{{subnets}}}}}"
    network = "{plugin: overlay, pod_cidr: 172.16.0.0/12}"
    return f"name: many\nlocation: westeurope\nnetwork: {network}\nvnet: {vnet}\npools: [{pools}]\n"


def _holds(found: dict[str, Any]) -> None:
    assert found["labels"] > 10
    assert {name: found[name] for name in ("outside", "covered", "small", "beyond", "fetched")} == {
        "outside": [],
        "covered": [],
        "small": [],
        "beyond": [],
        "fetched": [],
    }


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["small", "dense", "fleet", "odd", "many"])
def test_labels_of_a_picture_stay_in_their_blocks(tmp_path: Path, name: str, dark: bool) -> None:
    found = _look(tmp_path, _rendered(name, "svg"), 1240, dark=dark)
    _holds(found)
    assert found["ground"] == ("rgb(18, 22, 27)" if dark else "rgb(255, 255, 255)")


@pytest.mark.parametrize("width", [360, 1280], ids=["a phone", "a desk"])
@pytest.mark.parametrize("name", ["small", "dense", "fleet", "odd", "many"])
def test_a_page_has_room(tmp_path: Path, name: str, width: int) -> None:
    found = _look(tmp_path, _rendered(name, "html"), width)
    _holds(found)
    assert not found["wide"]


@pytest.mark.parametrize("output_format", ["svg", "html"])
@pytest.mark.parametrize("name", ["fleet", "odd", "many"])
def test_labels_stay_in_their_blocks_in_a_wide_font(tmp_path: Path, name: str, output_format: str) -> None:
    page = _rendered(name, output_format)
    _holds(_look(tmp_path, page.replace("</main>", f"</main>{WIDE}", 1), 1280, dark=True))
