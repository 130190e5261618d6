"""The file of the settings: plain texts, lists of texts and bytes, in the form of Qt's INI files.

Qt's own reader also makes objects of any type that such a file names (``@Variant(…)``), while it reads, and aborts over
many that nobody can have meant. Here such a value is as missing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

Value: TypeAlias = "tuple[str, ...] | bytes"
"""A list of texts, of which one alone is a text; or bytes."""

_NO_SECTION = "General"
_ESCAPES = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_ESCAPED = {letter: f"\\{sign}" for sign, letter in _ESCAPES.items()} | {'"': '\\"', "\\": "\\\\"}
_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]+)|([0-7]{1,3})|(.)|$)", re.DOTALL)
_KEY_ESCAPE = re.compile(r"%(?:U([0-9A-Fa-f]{4})|([0-9A-Fa-f]{2}))")
_NEEDS_QUOTES = re.compile(r'[;,="]|^\s|\s$')
_BYTES = "@ByteArray("
_TEXT = "@String("
"""Before a text with a zero in it."""
_NONE = "@Invalid()"
_BLANKS = " \t"
_HEX_DIGITS = "0123456789abcdefABCDEF"
_LAST_LETTER = 0x10FFFF


class Content(NamedTuple):
    """What a file says."""

    values: dict[str, Value]
    is_damaged: bool
    """Whether something in it could not be read as a value, and is left out."""


def parse(whole: bytes) -> Content:
    """Read a file, line by line. Never raises."""
    is_damaged = b"\0" in whole
    try:
        text = whole.decode("utf-8-sig")
    except UnicodeDecodeError:
        text, is_damaged = whole.decode("utf-8-sig", errors="replace"), True
    values: dict[str, Value] = {}
    section = ""
    for line in re.split(r"[\r\n]+", text):
        bare = line.strip(_BLANKS)
        if not bare or bare[0] in ";#":
            continue
        if bare[0] == "[":
            name = bare[1:].partition("]")[0].strip(_BLANKS)
            section = f"{_key(name)}/" if _key(name) and name.casefold() != "general" else ""
            is_damaged = is_damaged or not bare.endswith("]")
            continue
        name, sign, said = bare.partition("=")
        key = _key(name.strip(_BLANKS))
        value = _value(said) if sign and key else None
        if value is None:
            is_damaged = True
        else:
            values[section + key] = value
    return Content(values, is_damaged)


def written(values: Mapping[str, Value]) -> bytes:
    """A file with these values, as Qt would write it."""
    sections: dict[str, list[str]] = {}
    for name in sorted(values):
        section, has_section, key = name.partition("/")
        if not has_section:
            section, key = "", name
        sections.setdefault(section, []).append(f"{_escaped_key(key)}={_escaped_value(values[name])}")
    blocks = [
        "\n".join([f"[{_escaped_section(section)}]", *lines]) + "\n" for section, lines in sorted(sections.items())
    ]
    return "\n".join(blocks).encode(errors="replace")


def replace_file(path: Path, content: bytes) -> None:
    """Write a file for its owner alone, whole or not at all. Raises OSError."""
    from PySide6.QtCore import QFileDevice, QIODevice, QSaveFile  # not needed to read, as a start does

    file = QSaveFile(str(path))
    if file.open(QIODevice.OpenModeFlag.WriteOnly):
        file.setPermissions(QFileDevice.Permission.ReadOwner | QFileDevice.Permission.WriteOwner)
        file.write(content)
        if file.commit():
            return
    raise OSError(file.errorString())


def _value(said: str) -> Value | None:
    """The value after the equals sign; None for what Skillgap does not write."""
    items = _items(said)
    if items is None:
        return None
    if items == [_NONE]:
        return ()
    if len(items) == 1 and items[0].startswith(_BYTES) and items[0].endswith(")"):
        try:
            return items[0][len(_BYTES) : -1].encode("latin-1")
        except UnicodeEncodeError:
            return None
    texts = [_text(item) for item in items]
    return None if None in texts else tuple(text for text in texts if text is not None)


def _text(item: str) -> str | None:
    """The text that an item says; None where it would be an object of some type."""
    if not item.startswith("@"):
        return item
    if item.startswith("@@"):
        return item[1:]
    return item[len(_TEXT) : -1] if item.startswith(_TEXT) and item.endswith(")") else None


def _items(said: str) -> list[str] | None:
    """The texts of a line, without quotes and escapes; None where a quote is left open."""
    items: list[str] = []
    part, kept, at, is_quoted, was_quoted = "", 0, 0, False, False  # kept: letters whose blanks belong to the text
    said = said.lstrip(_BLANKS)
    while at < len(said):
        sign = said[at]
        if sign == "\\":
            found = _ESCAPE.match(said, at)
            part += _unescaped(found) if found else ""
            kept = len(part)
            at = found.end() if found else at + 1
            continue
        at += 1
        if sign == '"':
            is_quoted = not is_quoted
            was_quoted = True
            kept = len(part)
        elif is_quoted or sign not in ",;":
            part += sign if is_quoted or not was_quoted or sign not in _BLANKS else ""
        elif sign == ";":  # a remark
            break
        else:
            items.append(_without_padding(part, kept))
            part, kept, was_quoted = "", 0, False
            at += len(said) - at - len(said[at:].lstrip(_BLANKS))
    if is_quoted:
        return None
    return [*items, _without_padding(part, kept)]


def _without_padding(part: str, kept: int) -> str:
    """A text without the blanks that pad it; those in quotes and those written as escapes are its own."""
    return part[:kept] + part[kept:].rstrip(_BLANKS)


def _unescaped(found: re.Match[str]) -> str:
    hexadecimal, octal, sign = found.groups()
    if hexadecimal or octal:
        number = int(hexadecimal, 16) if hexadecimal else int(octal, 8)
        return chr(number) if number <= _LAST_LETTER else "\ufffd"
    return _ESCAPES.get(sign, sign) if sign and (sign in _ESCAPES or sign in "\"\\?'") else ""


def _escaped_value(value: Value) -> str:
    if isinstance(value, bytes):
        return f'"{_escaped(_BYTES + value.decode("latin-1") + ")", is_bytes=True)}"'
    if not value:
        return _NONE
    return ", ".join(map(_escaped_text, value))


def _escaped_text(text: str) -> str:
    if "\0" in text:
        text = f"{_TEXT}{text})"
    elif text.startswith("@"):
        text = f"@{text}"
    escaped = _escaped(text)
    return f'"{escaped}"' if escaped != text or _NEEDS_QUOTES.search(text) else text


def _escaped(text: str, *, is_bytes: bool = False) -> str:
    made: list[str] = []
    is_after_hex = False  # a digit behind it would be taken for a part of the number
    for letter in text:
        code = ord(letter)
        if letter == "\0" and not is_bytes:
            made.append("\\0")
        elif letter in _ESCAPED:
            made.append(_ESCAPED[letter])
        elif (
            code < 0x20
            or 0xD800 <= code < 0xE000
            or (is_bytes and code >= 0x7F)
            or (is_after_hex and letter in _HEX_DIGITS)
        ):
            made.append(f"\\x{code:x}")
            is_after_hex = True
            continue
        else:
            made.append(letter)
        is_after_hex = False
    return "".join(made)


def _key(name: str) -> str:
    return _KEY_ESCAPE.sub(lambda found: chr(int(found[1] or found[2], 16)), name).replace("\\", "/").strip("/")


def _escaped_key(name: str) -> str:
    return "".join(_escaped_letters(name.replace("/", "\\")))


def _escaped_section(name: str) -> str:
    if not name:
        return _NO_SECTION
    return "%General" if name.casefold() == "general" else "".join(_escaped_letters(name))


def _escaped_letters(name: str) -> Iterable[str]:
    for letter in name:
        if letter.isascii() and (letter.isalnum() or letter in "-_.\\"):
            yield letter
        elif ord(letter) < 0x100:
            yield f"%{ord(letter):02X}"
        else:
            # Two halves for what lies beyond, as Qt has it.
            pairs = letter.encode("utf-16-be", errors="replace")
            yield from (f"%U{pairs[at]:02X}{pairs[at + 1]:02X}" for at in range(0, len(pairs), 2))
