"""What is retiring, and when: facts section 5.2.

The days are those of the retirement notices in Microsoft's AKS documentation (read 2026-08-21), each of them on the
page that its rule names.
"""

from datetime import date
from typing import NamedTuple

KUBENET = date(2028, 3, 31)
NPM_LINUX = date(2028, 9, 30)
NPM_WINDOWS = date(2026, 9, 30)
BASIC_LOAD_BALANCER = date(2025, 9, 30)
AVAILABILITY_SETS = date(2025, 9, 30)
OPEN_SERVICE_MESH = date(2027, 9, 30)
# "through November 2026"
APP_ROUTING_NGINX = date(2026, 11, 30)


class OsRetirement(NamedTuple):
    """The OS behind an OS SKU: when its support ends, when its node images are removed, and what to take instead."""

    system: str
    ends: date
    removed: date
    instead: tuple[str, ...]


_LONG_TERM = ("Windows2022", "Windows2025")

# By osSKU. What plain Ubuntu and AzureLinux (CBLMariner and Mariner of old) are depends on the Kubernetes version, so
# that of Azure Linux 2.0 (support until 2025-11-30, images until 2026-03-31) nothing can be said.
OS_SKUS = {
    "Ubuntu2204": OsRetirement("Ubuntu 22.04", date(2027, 6, 30), date(2028, 4, 30), ("Ubuntu2404",)),
    "Windows2019": OsRetirement("Windows Server 2019", date(2026, 3, 1), date(2027, 4, 1), _LONG_TERM),
    "Windows2022": OsRetirement("Windows Server 2022", date(2028, 6, 30), date(2029, 6, 30), ("Windows2025",)),
    "WindowsAnnual": OsRetirement("Windows Annual Channel", date(2026, 5, 15), date(2027, 5, 15), _LONG_TERM),
}
