"""Every key of a spec has a row that says what it is in a view, or code that does; nothing is forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel

from aksnet.facts import arm
from aksnet.importing.rows import (
    ACNS,
    ADDON_PARTS,
    ADDONS,
    AFTER_NETWORK,
    API_SERVER,
    BEFORE_NETWORK,
    HOSTED,
    NETWORK,
    OUTBOUND,
    POOL,
)
from aksnet.modes import MODES
from aksnet.spec.annotations import models_of, options_of
from aksnet.spec.models import Cluster, Pool, Vnet
from aksnet.spec.outbound import OUTBOUND_TYPES

OF_CLUSTER = (*BEFORE_NETWORK, *NETWORK, *ACNS, *HOSTED, *API_SERVER, *AFTER_NETWORK, *ADDONS, *ADDON_PARTS)
# What takes more than a row to say: where it is done.
BY_CODE = {
    ("name",): "clusters",
    ("location",): "clusters",
    ("resource_group",): "clusters",
    ("dns_prefix",): "clusters",
    ("tags",): "clusters",
    ("sku",): "clusters",
    ("identity",): "features",
    ("ignore",): "features",
    ("vnet",): "vnets",
    ("pools",): "pools",
    ("outbound", "type"): "outbound",
    ("outbound", "next_hop_ip_address"): "outbound",
    **{("network", one): "networks" for one in ("plugin", "ipam", "allocation", "dns_service_ip")},
    **{("network", f"{kind}_{one}"): "networks" for kind in ("pod", "service") for one in ("cidr", "cidrs")},
}


def _keys(model: type[BaseModel], base: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The paths of all that a model has, down to what is no model."""
    for name, field in model.model_fields.items():
        inner = models_of(field.annotation)
        if inner and (*base, name) not in BY_CODE:
            for one in inner:
                yield from _keys(one, (*base, name))
        else:
            yield (*base, name)


def _told(path: tuple[str, ...]) -> bool:
    rows = {row.path for row in (*OF_CLUSTER, *(row for some in OUTBOUND.values() for row in some))}
    # a key that is a mapping of a feature is said by the row of the whole
    return path in rows or path in BY_CODE or path[:-1] in rows


@pytest.mark.parametrize("path", sorted(set(_keys(Cluster))), ids=".".join)
def test_every_key_of_a_cluster_is_said(path: tuple[str, ...]) -> None:
    assert _told(path)


def test_every_key_of_a_pool_has_a_row() -> None:
    assert [row.path[0] for row in POOL] == list(Pool.model_fields)


def test_every_outbound_type_has_its_settings() -> None:
    settings = {kind: [*model.model_fields][1:] for kind, model in OUTBOUND_TYPES.items()}
    told = {kind: [str(row.path[1]) for row in rows] for kind, rows in OUTBOUND.items()}
    assert told == {kind: keys for kind, keys in settings.items() if keys and kind in told}
    assert {key for kind, keys in settings.items() if kind not in told for key in keys} == {"next_hop_ip_address"}


def test_what_is_done_by_code_is_of_the_models() -> None:
    keys = set(_keys(Cluster)) | {(one,) for one in Cluster.model_fields}
    assert {*BY_CODE} <= keys | {("outbound", "type")}


@pytest.mark.parametrize("path", [path for path in arm.CLUSTER if not path.startswith("windowsProfile.")])
def test_every_property_that_is_written_is_read_back(path: str) -> None:
    by_code = ("dnsPrefix", "networkProfile.", "hostedSystemProfile.enabled", "apiServerAccessProfile.")
    rows = {row.arm for row in (*OF_CLUSTER, *(row for some in OUTBOUND.values() for row in some))}
    assert path in rows or path.startswith(by_code)


@pytest.mark.parametrize("path", [path for path in arm.POOL if path != "enableAutoScaling"])
def test_every_property_of_a_pool_that_is_written_is_read_back(path: str) -> None:
    assert path in {row.arm for row in POOL}


def test_the_models_that_are_walked_are_all_there_are() -> None:
    networks: list[Any] = models_of(Cluster.model_fields["network"].annotation)
    assert {*networks} == {*MODES.values()}
    assert options_of(Cluster.model_fields["vnet"].annotation) == [Vnet]
