"""The settings are plain values: read and written as Qt does, and nothing is made while reading."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import strategies as st
from PySide6.QtCore import QByteArray, QEventLoop, QSettings, QTimer

from gui.app.ini_file import parse, written
from gui.app.settings import Settings
from tests.examples import examples

if TYPE_CHECKING:
    from pathlib import Path

OBJECTS = (
    b"@Variant(\\0\\0\\0\\t\\xff\\xff\\xff\\xff)", b"@Variant(\\0\\0\\0\\x7f\\0\\0\\0\\xeQCborArray\\0)", b"@Variant()",
    b'"@Variant(\\0\\0\\0\\x12)"', b"\\x40Variant(\\0\\0\\0\\t)", b"\\100Variant(x)", b"@DateTime(\\0\\0\\0)",
    b"@Rect(0 0 99999999999 1)", b"@Size(1)", b"@Point(a b)", b"one, @Variant(\\0\\0\\0\\t), two",
    b'@ByteArray("\\x100")', b"@", b"@x", b"@@one, @two", b'"never closed', b"@ByteArray(a), @ByteArray(b)",
)  # fmt: skip
TEXTS = st.text(st.characters(codec="utf-8"), max_size=12)


@pytest.mark.parametrize("value", OBJECTS)
def test_a_value_that_would_make_an_object_is_as_missing_and_the_file_is_kept(tmp_path: Path, value: bytes) -> None:
    path = tmp_path / "settings.ini"
    whole = b"[skills]\nopen=" + value + b"\n[window]\ncolours=dark\ngeometry=" + value + b"\n"
    path.write_bytes(whole)
    settings = Settings(path)
    assert (settings.text("skills/open"), settings.texts("skills/open"), settings.numbers("skills/open")) == (
        "",
        [],
        [],
    )
    assert settings.blob("window/geometry") == QByteArray()
    assert settings.text("window/colours") == "dark"
    assert "could not be read" in settings.remark
    assert (tmp_path / "settings.damaged.ini").read_bytes() == whole
    settings.set_text("window/page", "plan")
    assert Settings(path).remark == ""
    assert Settings(path).text("window/colours") == "dark"


def test_any_bytes_are_read_without_an_error() -> None:
    signs = [b"[a]\n", b"b=", b"\n", b"\\", b'"', b",", b"\xff", b"%", b"%U12", b"=", b"[", b"]", b";", b"\0"]
    for seed in range(1000):
        pick = random.Random(seed)
        whole = b"".join(pick.choice([*OBJECTS, *signs]) for _ in range(pick.randrange(40)))
        values = parse(whole).values
        assert parse(written(values)).values == values or b"%" in whole, whole


@examples(60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS, texts=st.lists(TEXTS, min_size=2, max_size=4), blob=st.binary(max_size=20))
@example(text="\t", texts=["a\t", "\t", " \t "], blob=b"\t")  # a tab at the end is written as an escape, and stays
def test_qt_reads_what_we_write_and_we_read_what_qt_writes(
    tmp_path: Path, text: str, texts: list[str], blob: bytes
) -> None:
    ours, theirs = tmp_path / f"{random.random()}.ini", tmp_path / f"{random.random()}.ini"
    mine, other = Settings(ours), QSettings(str(theirs), QSettings.Format.IniFormat)
    mine.set_text("window/a word", text)
    mine.set_texts("list", texts)
    mine.set_blob("bytes/are", QByteArray(blob))
    mine.write()
    other.setValue("window/a word", text)
    other.setValue("list", texts)
    other.setValue("bytes/are", QByteArray(blob))
    other.sync()
    read = Settings(theirs)
    assert read.remark == ""
    assert (read.text("window/a word"), read.texts("list"), bytes(read.blob("bytes/are").data())) == (text, texts, blob)
    again = QSettings(str(ours), QSettings.Format.IniFormat)
    assert (again.value("window/a word"), again.value("list"), again.value("bytes/are")) == (
        text,
        texts,
        QByteArray(blob),
    )


def test_two_windows_each_keep_what_they_remember(tmp_path: Path) -> None:
    one, other = Settings(tmp_path / "settings.ini"), Settings(tmp_path / "settings.ini")
    one.set_text("window/page", "plan")
    other.set_text("roles/tab", "pay")
    again = Settings(tmp_path / "settings.ini")
    assert (again.text("window/page"), again.text("roles/tab")) == ("plan", "pay")
    assert other.text("window/page") == "plan"  # as it is on the disk


def test_what_is_set_in_one_go_is_written_once_and_soon(tmp_path: Path, qapp: object) -> None:
    path = tmp_path / "settings.ini"
    settings = Settings(path)
    loop = QEventLoop()
    seen: list[bytes] = []

    def work() -> None:
        settings.set_text("a/b", "1")
        settings.set_text("a/c", "2")
        seen.append(path.read_bytes())
        QTimer.singleShot(0, loop.quit)

    QTimer.singleShot(0, work)
    loop.exec()
    assert seen == [b""]
    assert path.read_bytes() == b"[a]\nb=1\nc=2\n"


def test_a_disk_that_takes_nothing_is_no_reason_to_stop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "settings.ini"
    settings = Settings(path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("gui.app.settings.replace_file", full)
    settings.set_text("window/page", "plan")
    assert settings.text("window/page") == "plan"
    monkeypatch.undo()
    settings.write()
    assert Settings(path).text("window/page") == "plan"
    assert {each.name for each in tmp_path.iterdir()} == {"settings.ini"}
