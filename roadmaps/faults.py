"""The world's faults, told in a sentence a person can act on."""


class Fault(Exception):
    """Something outside the program went wrong; ``str(fault)`` is shown to the person as it stands.

    Bugs of ours are every other exception: one handler tells the two apart by this type.
    """


class Cancelled(Fault):
    """What was asked for was called off before it was done; there is nothing to tell."""
