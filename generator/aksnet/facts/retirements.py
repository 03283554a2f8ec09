"""What is retiring, and when: facts section 5.2."""

from __future__ import annotations

from datetime import date

KUBENET = date(2028, 3, 31)
NPM_LINUX = date(2028, 9, 30)
NPM_WINDOWS = date(2026, 9, 30)
