"""Environment errors, whose message is shown to the user."""


class Fault(Exception):
    """Something outside the program went wrong; ``str(fault)`` is shown to the user as it is.

    Every other exception is a bug of ours: one handler tells them apart by this type.
    """


class Cancelled(Fault):
    """The user cancelled before it was done; there is nothing to report."""
