"""Comments that are plainly meant to be ignores and are none: what is wrong with them."""

import re

from aksnet.comments.comment import Comment

# Only what opens brackets right behind the verb, or names a rule, is meant: all else is prose.
_VERB = r"(?:ignore|disable|suppress|skip)"
_MEANT = rf"(?P<verb>{_VERB}[a-z-]*+(?=\[)|{_VERB}(?:-[a-z-]++)?(?=[ \t:=]*+\[?[ \t]*+AKN[0-9]{{3}}\b))"
_MARK = r"(?:\#++|//+|/\*+)[ \t]*+"
_COLON = re.compile(rf"{_MARK}(?P<name>aksnet[ \t]*+:)[ \t]*+{_MEANT}", re.IGNORECASE)
_NO_COLON = re.compile(rf"{_MARK}(?P<name>aksnet[ -]){_VERB}[a-z-]*+\[", re.IGNORECASE)
_TOOLS = "checkov|cspell|infracost|kics|nosec|nosemgrep|regula|semgrep|snyk|terrascan|tflint|tfsec|trivy|ts|yamllint"
_BEHIND = re.compile(rf"{_MARK}(?:{_TOOLS})(?:[:-][^\n]*?)?[ \t]aksnet:[ \t]*+{_MEANT}", re.IGNORECASE)
_WITHIN = re.compile(rf"^[ \t*]*+aksnet:[ \t]*+{_MEANT}", re.IGNORECASE | re.MULTILINE)


def near_fault(comment: Comment) -> str | None:
    """What is wrong with a comment that is meant to be an ignore and does not begin like one."""
    named = _COLON.match(comment.text) or _NO_COLON.match(comment.text)
    if named is not None and named["name"] != "aksnet:":
        return f"an ignore begins with 'aksnet:', and not with {named['name'].rstrip()!r}"
    if named is not None:
        return f"{named['verb']!r} is neither ignore nor ignore-file"
    if _BEHIND.match(comment.text):
        return "this ignore stands behind another tool's, in one comment"
    if "\n" in comment.text and _WITHIN.search(comment.text):
        return "this ignore stands in a comment of several lines"
    return None
