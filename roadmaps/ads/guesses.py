"""Title, employer and address of an ad, guessed from its text. The user can change all three."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from roadmaps.ads.plain_text import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST_TITLE, _LONGEST_NAME = 100, 60
_LINES_LOOKED_AT = 12
_ROLE = re.compile(
    r"\b(?:engineer|scientist|analyst|developer|researcher|statistician|consultant|manager|architect|specialist|lead"
    r"|mle|fellow|programmer|practitioner|intern)\w*\b",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:job title|title|position|role|post|vacancy|job description|job|stelle)\s*(?::|\t)\s*", re.IGNORECASE
)
_BULLETS = ("- ", "* ", "• ", "+ ", "– ", "· ")
_ORNAMENTS = re.compile(r"^[^\w(]+|[^\w)+#]+$")
_NO_TITLE = re.compile(r"\b(?:we|you|you'll|our|looking|seeking|is|are|will)\b|(?<!\b[sj]r)[.!?] ", re.IGNORECASE)
_NAME = r"([A-Z0-9][\w&.'’-]*(?: (?:(?:of|and|the|für|de|&) )?[A-Z0-9][\w&.'’-]*){0,4})"
_COMPANY_LABEL = re.compile(r"(?:company|employer|organi[sz]ation|firma)\s*:\s*(.+)", re.IGNORECASE)
_AT = re.compile(rf"(?:\bat|@) {_NAME}\s*(?:\(|,|$|[-–—|])")
_WAYS = (
    re.compile(rf"^\W*About (?!Us\b|You\b|The\b|This\b){_NAME}\W*$", re.MULTILINE),
    re.compile(rf"\b[Aa]t {_NAME},? (?:you|we|our)\b"),
    re.compile(rf"\b(?:[Jj]oin|[Ww]elcome to|[Ww]orking (?:at|for)) {_NAME}"),
    re.compile(
        rf"(?:^|[.:!?]\s+){_NAME} (?:is|are) (?:an?|the|one of|looking for|hiring|seeking|committed|proud)\b",
        re.MULTILINE,
    ),
    re.compile(rf"(?:^|[.:!?]\s+){_NAME} (?:began|was founded|has served|has been|moves|makes|builds)\b", re.MULTILINE),
)
_NOT_A_NAME = frozenset([
    "this", "it", "we", "you", "our", "the", "role", "here", "there", "what", "who", "he", "she", "they", "us",
    "python", "sql", "experience", "knowledge", "location", "salary", "team", "position", "job", "candidate", "must",
    "applications", "applicants", "remote",
])  # fmt: skip
_ADDRESS = re.compile(r"https?://[^\s<>\"'\])]+|\bwww\.[\w-]+\.[^\s<>\"'\])]+")


class AdGuess(NamedTuple):
    """What an ad seems to be called; each is empty where nothing fits."""

    title: str
    employer: str
    address: str


def guess(text: str) -> AdGuess:
    """Guess what an ad is called."""
    plain = plain_text(text[:20_000]).text
    title, employer = _title(plain), ""
    if title and (found := _AT.search(title)):
        employer = found[1]
        title = title[: found.start()].rstrip(" ,-–—|") or title
    address = _ADDRESS.search(plain)
    return AdGuess(title, employer or _employer(plain), address[0].rstrip(".,;:!?") if address else "")


def _title(plain: str) -> str:
    for line in _first_lines(plain):
        if line.startswith(_BULLETS):
            continue
        label = _LABEL.match(line)
        words = line[label.end() :] if label else line
        if len(words) <= _LONGEST_TITLE and _ROLE.search(words) and (label or not _NO_TITLE.search(words)):
            return _ORNAMENTS.sub("", words)
    return ""


def _employer(plain: str) -> str:
    for line in _first_lines(plain):
        if (found := _COMPANY_LABEL.match(line)) and len(found[1]) <= _LONGEST_NAME:
            return found[1].strip()
    for way in _WAYS:
        for found in way.finditer(plain):
            name = found[1].rstrip(".'’")
            if len(name) <= _LONGEST_NAME and name.split()[0].lower() not in _NOT_A_NAME and not _ROLE.search(name):
                return name
    return ""


def _first_lines(plain: str) -> Iterator[str]:
    lines = (line.strip() for line in plain.splitlines())
    return (line for _, line in zip(range(_LINES_LOOKED_AT), (line for line in lines if line), strict=False))
