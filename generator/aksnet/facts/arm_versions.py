"""Every API version of managedClusters and their agent pools: which there are, and how long previews work.

Source: Azure/bicep-types-az (2026-08-20) and the azure-mgmt-containerservice packages up to 41.8.0 and 41.9.0b1.
"""

from __future__ import annotations

import re
from datetime import date

from aksnet.facts.arm import PREVIEW, PREVIEW_VERSIONS, STABLE_VERSIONS
from aksnet.facts.sources import Source, aks

_SHAPE = r"\d{4}-\d{2}-\d{2}(-preview)?"
# Those before the ones that aksnet writes.
_OLDER_STABLE = (
    "2017-08-31", "2018-03-31", "2019-02-01", "2019-04-01", "2019-06-01", "2019-08-01", "2019-10-01",
    "2019-11-01", "2020-01-01", "2020-02-01", "2020-03-01", "2020-04-01", "2020-06-01", "2020-07-01",
    "2020-09-01", "2020-11-01", "2020-12-01", "2021-02-01", "2021-03-01", "2021-05-01", "2021-07-01",
    "2021-08-01", "2021-09-01", "2021-10-01", "2022-01-01", "2022-02-01", "2022-03-01", "2022-04-01",
    "2022-06-01", "2022-07-01", "2022-09-01", "2022-11-01",
)  # fmt: skip
_OLDER_PREVIEWS = (
    "2018-08-01", "2021-11-01", "2022-01-02", "2022-02-02", "2022-03-02", "2022-04-02", "2022-05-02",
    "2022-06-02", "2022-07-02", "2022-08-02", "2022-08-03", "2022-09-02", "2022-10-02", "2022-11-02",
    "2023-01-02", "2023-02-02", "2023-03-02", "2023-04-02", "2023-05-02", "2023-06-02", "2023-07-02",
    "2023-08-02", "2023-09-02", "2023-10-02", "2023-11-02", "2024-01-02", "2024-02-02", "2024-03-02",
    "2024-04-02", "2024-05-02", "2024-06-02", "2024-07-02", "2024-09-02", "2024-10-02", "2025-01-02",
    "2025-02-02", "2025-03-02", "2025-04-02", "2025-05-02", "2025-06-02", "2025-07-02", "2025-08-02",
    "2025-09-02", "2025-10-02",
)  # fmt: skip
STABLE = (*_OLDER_STABLE, *STABLE_VERSIONS)
PREVIEWS = (*(f"{day}-{PREVIEW}" for day in _OLDER_PREVIEWS), *PREVIEW_VERSIONS)
ALL = frozenset((*STABLE, *PREVIEWS))

# From these on, the previews as well, Azure refuses properties that the version does not have; before it dropped them
# without a word: sources.UNKNOWN_FIELDS.
STRICT = "2024-01-01"
# A preview works for about a year: the page, as it was read on 2026-03-31, tells of these that they do not any more.
LIFE_CYCLE = Source(aks("concepts-preview-api-life-cycle").url, "2026-03-31")
NEWEST_DEAD, DEAD_SINCE = "2024-09-02-preview", date(2026, 7, 1)


def of_kind(version: str) -> tuple[str, ...]:
    """The versions of the same kind, oldest first: the previews, or the stable ones."""
    return PREVIEWS if version.endswith(PREVIEW) else STABLE


def is_newer(version: str) -> bool:
    """Whether a version, in lower case, is newer than all that aksnet knows of its kind."""
    return is_day(version) and version > of_kind(version)[-1]


def is_day(version: str) -> bool:
    """Whether it is written as API versions are."""
    return re.fullmatch(_SHAPE, version) is not None


def before(version: str) -> str | None:
    """The version of the same kind that is the last before one that is none."""
    return max((one for one in of_kind(version) if one < version), default=None)


def ends(version: str) -> date:
    """The day from which a preview is older than a year."""
    day = date.fromisoformat(version[:10])
    return day.replace(year=day.year + 1)
