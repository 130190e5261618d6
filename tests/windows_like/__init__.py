"""Makes a process on Linux meet the program with what Windows lacks and refuses, so that its Windows variants run.

``become_windows`` is called before anything of the program is imported. Then

- the names and modules that Windows lacks are gone, according to the types of the standard library;
- ``sys.platform`` is ``win32``;
- a file that any process has open is neither renamed nor replaced nor deleted;
- files have no modes, owners or change times, and folders cannot be opened;
- in the folder that it is told of, names are case-blind, and devices, streams and signs that Windows refuses are
  refused.

What stays as it is: paths have slashes, Qt and SQLite are those of Linux, and Python's own libraries were imported
before and believe to be there.
"""

from tests.windows_like.files import refuse_what_windows_refuses
from tests.windows_like.missing import forget_what_windows_lacks

__all__ = ["become_windows"]


def become_windows(folder: str) -> None:
    """From here on; ``folder`` is the one in which names are as on Windows."""
    import sys

    forget_what_windows_lacks()
    refuse_what_windows_refuses(folder)
    sys.platform = "win32"
