"""A screen reader that writes down what it hears: reads the tree of a program over AT-SPI, and its events."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass, field
from enum import IntEnum
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from jeepney import DBusAddress, HeaderFields, MatchRule, MessageType, message_bus, new_method_call
from jeepney.io.blocking import Proxy, open_dbus_connection

from tests.real_window import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from types import TracebackType
    from typing import Any, Self

    from jeepney import Message

Found = TypeVar("Found")
_SPI = "org.a11y.atspi."
_PROPERTIES = "org.freedesktop.DBus.Properties"
_ROOT = "/org/a11y/atspi/accessible/root"
_LABELLED_BY = 2
_AT_ONCE = 100
"""Calls on their way at one time."""
_A_LOOK = 0.1
"""Seconds until a condition is looked at again where no event comes."""


class State(IntEnum):
    """The states that are looked at, by their number in the protocol."""

    CHECKED = 4
    COLLAPSED = 5
    EXPANDABLE = 9
    EXPANDED = 10
    ENABLED = 8
    FOCUSABLE = 11
    FOCUSED = 12
    SELECTABLE = 22
    SELECTED = 23
    SHOWING = 25
    CHECKABLE = 41


class Heard(NamedTuple):
    """An event of the program."""

    kind: str
    """Such as ``StateChanged``."""
    detail: str
    """Such as ``checked``."""
    number: int
    value: object
    path: str


@dataclass
class Node:
    """An object of the program as the bus tells it, with everything in it."""

    path: str
    role: str
    name: str
    description: str
    states: frozenset[int]
    interfaces: frozenset[str]
    value: tuple[float, float, float] | None = None
    """Least, current and greatest."""
    is_labelled: bool = False
    """Whether something else is its label; asked of combo boxes, whose own name is what is chosen."""
    children: list[Node] = field(default_factory=list)

    def all(self) -> Iterator[Node]:
        """This and everything in it, from top to bottom."""
        yield self
        for child in self.children:
            yield from child.all()

    def shown(self) -> Iterator[Node]:
        """This and everything in it that is on screen."""
        return (node for node in self.all() if State.SHOWING in node.states)

    def find(self, name: str, *roles: str) -> Node | None:
        """The first object on screen with a name, and one of the roles if any are given."""
        return next((node for node in self.shown() if node.name == name and (not roles or node.role in roles)), None)


class Reader:
    """Reads the first program that comes to an accessibility bus."""

    def __init__(self, address: str) -> None:
        """``address`` is that of the bus."""
        self.heard: deque[Heard] = deque()
        """The events that have not been looked at."""
        self._connection = open_dbus_connection(address)
        bus = Proxy(message_bus, self._connection)
        bus.AddMatch(MatchRule(type="signal", path_namespace="/org/a11y/atspi/accessible"))
        registry = DBusAddress("/org/a11y/atspi/registry", f"{_SPI}Registry", f"{_SPI}Registry")
        for kind in ("object:", "window:", "focus:"):
            call = new_method_call(registry, "RegisterEvent", "sass", (kind, [], ""))
            self.wait(f"a register of events of {kind}", partial(self._is_answered, call))
        (self._owner,) = self.wait("a program on the bus", self._programs)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def _programs(self) -> list[str]:
        root = DBusAddress(_ROOT, f"{_SPI}Registry", f"{_SPI}Accessible")
        (answer,) = self._ask([new_method_call(root, "GetChildren")])
        return [owner for owner, _ in answer[0]] if answer else []  # none while the registry starts

    def _is_answered(self, call: Message) -> bool:
        return self._ask([call]) != [None]

    # Asking

    def _ask(self, calls: Sequence[Message]) -> list[Any]:
        """The answers to calls, in their order; None for each object that is gone."""
        answers: dict[int, Any] = {}
        serials = [next(self._connection.outgoing_serial) for _ in calls]
        left = deque(zip(calls, serials, strict=True))
        waiting = set[int]()
        while left or waiting:
            while left and len(waiting) < _AT_ONCE:
                call, serial = left.popleft()
                self._connection.send(call, serial=serial)
                waiting.add(serial)
            message = self._connection.receive(timeout=PATIENCE)
            serial = message.header.fields.get(HeaderFields.reply_serial, -1)
            if serial in waiting:
                waiting.remove(serial)
                is_answer = message.header.message_type is MessageType.method_return
                answers[serial] = message.body if is_answer else None
            else:
                self._note(message)
        return [answers[serial] for serial in serials]

    def _note(self, message: Message) -> None:
        fields = message.header.fields
        if message.header.message_type is MessageType.signal and fields[HeaderFields.signature][:4] == "siiv":
            detail, number, _, (_, value) = message.body[:4]
            self.heard.append(Heard(fields[HeaderFields.member], detail, number, value, fields[HeaderFields.path]))

    def _call(self, path: str, interface: str, method: str, signature: str = "", *values: object) -> Message:
        return new_method_call(DBusAddress(path, self._owner, _SPI + interface), method, signature or None, values)

    def _get(self, path: str, interface: str, name: str) -> Message:
        return new_method_call(DBusAddress(path, self._owner, _PROPERTIES), "Get", "ss", (_SPI + interface, name))

    def tree(self) -> Node:
        """Everything that the program shows; of what it hides, the outermost parts."""
        (root,) = self._read([_ROOT])
        level = [root]
        while level:
            answers = self._ask([self._call(node.path, "Accessible", "GetChildren") for node in level])
            paths = [[path for _, path in answer[0]] if answer else [] for answer in answers]
            children = iter(self._read([path for each in paths for path in each]))
            for node, each in zip(level, paths, strict=True):
                node.children = [next(children) for _ in each]
            level = [child for node in level for child in node.children if State.SHOWING in child.states]
        return root

    def _read(self, paths: Sequence[str]) -> list[Node]:
        """Objects without their children; what is gone meanwhile is ``invalid``."""
        calls = [
            call
            for path in paths
            for call in (
                self._call(path, "Accessible", "GetRoleName"),
                self._get(path, "Accessible", "Name"),
                self._get(path, "Accessible", "Description"),
                self._call(path, "Accessible", "GetState"),
                self._call(path, "Accessible", "GetInterfaces"),
            )
        ]
        answers = self._ask(calls)
        nodes = []
        for place, path in enumerate(paths):
            told = answers[place * 5 : place * 5 + 5]
            if None in told:
                nodes.append(Node(path, "invalid", "", "", frozenset(), frozenset()))
                continue
            (role,), ((_, name),), ((_, description),), ((low, high),), (interfaces,) = told
            bits = low | high << 32
            states = frozenset(number for number in range(64) if bits >> number & 1)
            interfaces = frozenset(each.removeprefix(_SPI) for each in interfaces)
            nodes.append(Node(path, role, name, description, states, interfaces))
        boxes = [node for node in nodes if node.role == "combo box"]
        relations = self._ask([self._call(node.path, "Accessible", "GetRelationSet") for node in boxes])
        for node, told in zip(boxes, relations, strict=True):
            node.is_labelled = bool(told) and any(kind == _LABELLED_BY for kind, _ in told[0])
        valued = [node for node in nodes if "Value" in node.interfaces]
        names = ("MinimumValue", "CurrentValue", "MaximumValue")
        values = self._ask([self._get(node.path, "Value", name) for node in valued for name in names])
        for place, node in enumerate(valued):
            told = values[place * 3 : place * 3 + 3]
            if None not in told:
                least, now, most = (float(value) for ((_, value),) in told)
                node.value = least, now, most
        return nodes

    # Acting

    def press(self, node: Node) -> None:
        """Press an object, or do what else its first action is."""
        (actions,) = self._ask([self._call(node.path, "Action", "GetActions")])
        names = [name for name, *_ in actions[0]] if actions else []
        place = names.index("Press") if "Press" in names else 0
        (answer,) = self._ask([self._call(node.path, "Action", "DoAction", "i", place)])
        if not answer or not answer[0]:
            raise RuntimeError(f"{node.role} {node.name!r} cannot be pressed: {names}")

    def focus(self, node: Node) -> None:
        """Give an object the focus."""
        self._ask([self._call(node.path, "Component", "GrabFocus")])

    # Waiting

    def wait(self, what: str, look: Callable[[], Found | None]) -> Found:
        """Look again at each event, and otherwise now and then, until something is there."""
        end = time.monotonic() + PATIENCE
        while not (found := look()):
            if time.monotonic() > end:
                raise TimeoutError(f"waited {PATIENCE:.0f} s for {what}")
            self.listen(_A_LOOK)
        return found

    def hear_out(self) -> None:
        """Listen until the program, which answers each time, has nothing more to say."""
        while self._ask([self._call(_ROOT, "Accessible", "GetRole")]) and self.listen(_A_LOOK):
            pass

    def listen(self, seconds: float) -> bool:
        """Wait for the next event; whether one came."""
        try:
            self._note(self._connection.receive(timeout=seconds))
        except TimeoutError:
            return False
        return True
