"""Asking for needs one by one on a terminal: questions on standard error, so that standard output has the result."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import NamedTuple

from aksnet.commands import dialogue
from aksnet.facts.choices import WAYS


class Question(NamedTuple):
    """One question: the flag that says the same, the words, what `?` tells, and after which answers it is left out.

    `yes` says that it is answered with yes or no; otherwise with a value, or with nothing.
    """

    flag: str
    words: str
    help: str
    yes: bool = True
    not_after: tuple[str, ...] = ()


_LINUX_ONLY, _OWN = ("--windows",), ("--own-cni",)
QUESTIONS = (
    Question(
        "--nodes", "nodes at the most", "a number; with the autoscaler its maximum, all pools together", yes=False
    ),
    Question("--pods", "pods in all", "a number; with system pods, when the cluster is at its largest", yes=False),
    Question(
        "--vnet-space",
        "space in the VNet for its subnets",
        "ranges such as 10.240.0.0/20, with blanks between them, or a number of addresses",
        yes=False,
    ),
    Question(
        "--existing",
        "the way an existing cluster is set up",
        f"one of {', '.join(WAYS)}; nothing where the cluster is new",
        yes=False,
    ),
    Question("--own-cni", "a CNI plugin of your own", "AKS then installs none, and gives no support for it"),
    Question("--windows", "Windows pools", "nodes that run Windows, beside the Linux system pool", not_after=_OWN),
    Question(
        "--direct-pod-access",
        "connections to pods from outside",
        "from VMs, peered VNets or on premises to a pod's own address, without a Service between",
    ),
    Question("--network-policy", "network policies", "rules in the cluster on which pods talk to which"),
    Question(
        "--fqdn-policy",
        "policies by name of a host",
        "FQDN policies of AKS, which cost extra",
        not_after=(*_LINUX_ONLY, *_OWN),
    ),
    Question(
        "--l7-policy",
        "policies by HTTP content",
        "L7 policies of AKS, which cost extra",
        not_after=(*_LINUX_ONLY, *_OWN),
    ),
    Question(
        "--encryption",
        "encryption between nodes",
        "WireGuard for traffic of pods between nodes, which costs extra",
        not_after=(*_LINUX_ONLY, *_OWN),
    ),
    Question("--dual-stack", "IPv6 beside IPv4", "pods and Services with addresses of both families"),
    Question(
        "--virtual-nodes",
        "virtual nodes",
        "pods in Azure Container Instances",
        not_after=("--network-policy", "--fqdn-policy", "--l7-policy", "--encryption", "--dual-stack"),
    ),
    Question(
        "--node-provisioning",
        "node auto-provisioning",
        "AKS chooses virtual machines for pending pods (Karpenter)",
        not_after=(*_LINUX_ONLY, "--dual-stack"),
    ),
    Question("--isolated", "a network-isolated cluster", "no way out to the internet", not_after=_LINUX_ONLY),
    Question(
        "--static-egress-gateway",
        "the static egress gateway",
        "fixed outbound addresses for some pods",
        not_after=("--dual-stack",),
    ),
    Question("--private-link-service", "Private Link Service", "a Service that other VNets reach by Private Link"),
    Question("--gateway-for-containers", "Application Gateway for Containers", "Azure's ingress beside the cluster"),
    Question(
        "--cross-cluster",
        "a network of pods across clusters",
        "of a fleet, in preview; with Cilium in flat networks",
        not_after=(*_LINUX_ONLY, *_OWN),
    ),
    Question(
        "--managed-vnet",
        "a VNet that AKS makes",
        "none of yours is used",
        not_after=("--vnet-space", "--virtual-nodes"),
    ),
)


Check = Callable[[dict[str, str]], object]
_OTHERWISE = "say the needs with flags"


def ask(check: Check) -> dict[str, str]:
    """The answers by flag, those that say something; `check` raises AksnetError for answers that cannot be together.

    Raises UsageError where the input ends before the last question.
    """
    print("what the cluster needs; ? explains, and enter takes the default", file=sys.stderr)
    answers: dict[str, str] = {}
    for question in QUESTIONS:
        if not any(flag in answers for flag in question.not_after):
            answer = _answer(question, answers, check)
            if answer is not None:
                answers[question.flag] = answer
    return answers


def _answer(question: Question, answers: dict[str, str], check: Check) -> str | None:
    """One answer, None for the default; one that cannot be, alone or with those before it, is asked for again."""
    prompt = f"{question.words} [{'no' if question.yes else 'not stated'}]: "
    return dialogue.answer(
        prompt, f"{question.help} ({question.flag})", lambda text: _taken(text, question, answers, check), _OTHERWISE
    )


def _taken(text: str, question: Question, answers: dict[str, str], check: Check) -> str | None:
    if not text or (question.yes and not dialogue.yes_or_no(text, default=False)):
        return None
    check({**answers, question.flag: text})
    return "yes" if question.yes else text
