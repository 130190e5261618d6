"""File names that Linux, macOS and Windows all accept."""

from __future__ import annotations

import re

# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_REFUSED = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\s*(?:\.|$))", re.IGNORECASE)


def portable_name(name: str) -> str:
    """The name, or one like it that no system refuses or takes for a device, a folder or a stream."""
    allowed = _REFUSED.sub("-", name).rstrip(". ")
    return _RESERVED.sub(lambda found: f"{found[0]}_", allowed, count=1) if _RESERVED.match(allowed) else allowed or "_"
