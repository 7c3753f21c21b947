"""From bytes to keys: UTF-8, control characters, and the escape sequences of terminals.

A key is a character or a name ("enter", "page-up", "f5", "mouse-left"). A terminal's replies,
focus reports, the wheel, mouse releases and moves give no key.
"""

from __future__ import annotations

MOST_PENDING = 4096
SIZES = ((2, 0xC2, 0xDF), (3, 0xE0, 0xEF), (4, 0xF0, 0xF4))  # bytes of a UTF-8 character
ESC = 0x1B

CONTROL = {
    0x08: "backspace", 0x09: "tab", 0x0A: "enter", 0x0D: "enter", 0x20: "space", 0x7F: "backspace",
}  # fmt: skip
LETTERS = {
    "A": "up", "B": "down", "C": "right", "D": "left", "H": "home", "F": "end", "Z": "back-tab",
    "P": "f1", "Q": "f2", "S": "f4",
}  # fmt: skip
TILDE = {
    1: "home", 2: "insert", 3: "delete", 4: "end", 5: "page-up", 6: "page-down", 7: "home",
    8: "end", 11: "f1", 12: "f2", 13: "f3", 14: "f4", 15: "f5", 17: "f6", 18: "f7", 19: "f8",
    20: "f9", 21: "f10", 23: "f11", 24: "f12",
}  # fmt: skip
KEYPAD = {
    **{chr(ord("p") + digit): str(digit) for digit in range(10)},
    "M": "enter", "j": "*", "k": "+", "l": ",", "m": "-", "n": ".", "o": "/", "X": "=", "R": "f3",
}  # fmt: skip
CONSOLE = {"A": "f1", "B": "f2", "C": "f3", "D": "f4", "E": "f5"}
REPLIES = frozenset("IORcnty")
BUTTONS = {0: "mouse-left", 1: "mouse-middle", 2: "mouse-right"}
PASTES = (200, 201)
STRINGS = frozenset(b"]P_^X")


def decode(data: bytes) -> tuple[tuple[str, ...], bytes]:
    """Return the keys in the data, in order, and the rest that may still become a key."""
    keys: list[str] = []
    at = 0
    while at < len(data):
        found, length = _escape(data[at:]) if data[at] == ESC else _plain(data[at:])
        if not length:
            break
        keys.extend(found)
        at += length
    rest = data[at:]
    return (tuple(keys), rest) if len(rest) <= MOST_PENDING else (tuple(keys), b"")


def flush(rest: bytes) -> tuple[str, ...]:
    """Return the keys of a rest that nothing followed: an escape that stood alone is Esc."""
    keys: list[str] = []
    while rest:
        if rest[0] == ESC:
            keys.append("esc")
            rest = rest[1:]
            continue
        found, length = _plain(rest)
        keys.extend(found if length else ("other",))
        rest = rest[length or 1 :]
    return tuple(keys)


def _plain(data: bytes) -> tuple[tuple[str, ...], int]:
    """One character; length 0 asks for more bytes of a character that is not whole yet."""
    byte = data[0]
    if byte in CONTROL:
        return (CONTROL[byte],), 1
    if byte < 0x20:
        return (f"ctrl-{chr(byte + 0x60)}",), 1
    if byte < 0x80:
        return (chr(byte),), 1
    size = (
        2 if byte >> 5 == 0b110 else 3 if byte >> 4 == 0b1110 else 4 if byte >> 3 == 0b11110 else 1
    )
    whole = data[:size]
    follows = all(other >> 6 == 0b10 for other in whole[1:])
    if follows and len(whole) < size:
        return (), 0
    try:
        return (whole.decode(),), size
    except UnicodeDecodeError:
        return ("other",), 1


def _escape(data: bytes) -> tuple[tuple[str, ...], int]:
    """One escape sequence, or Esc before something that is none; length 0 asks for more."""
    if len(data) < 2:
        return (), 0
    kind = data[1]
    if kind == ord("["):
        return _csi(data)
    if kind == ord("O"):
        if len(data) < 3:
            return (), 0
        final = chr(data[2])
        key = KEYPAD.get(final) or LETTERS.get(final, "other")
        return (key,), 3
    if kind in STRINGS:
        return _string(data)
    return ("esc",), 1


def _string(data: bytes) -> tuple[tuple[str, ...], int]:
    """A terminal's longer reply, up to its terminator: never a key."""
    ends = [(data.find(end, 2), len(end)) for end in (b"\x07", b"\x1b\\")]
    found = [(at, size) for at, size in ends if at >= 0]
    if not found:
        return (), 0
    at, size = min(found)
    return (), at + size


def _csi(data: bytes) -> tuple[tuple[str, ...], int]:
    if len(data) > 2 and data[2] == ord("["):  # the Linux console's first function keys
        return ((CONSOLE.get(chr(data[3]), "other"),), 4) if len(data) > 3 else ((), 0)
    at = 2
    while at < len(data) and 0x20 <= data[at] <= 0x3F:
        at += 1
    if at >= len(data):
        return (), 0
    if not 0x40 <= data[at] <= 0x7E:
        return ("esc",), 1
    final, text = chr(data[at]), data[2:at].decode("ascii")
    if final == "M" and not text:  # an old mouse report: three bytes follow
        return ((), at + 4) if len(data) >= at + 4 else ((), 0)
    return _named(final, text), at + 1


def _named(final: str, text: str) -> tuple[str, ...]:
    if text.startswith("<"):
        return _mouse(final, text[1:])
    numbers = [int(part) if part.isdecimal() else 0 for part in text.split(";")]
    if final == "~":
        return () if numbers[0] in PASTES else (TILDE.get(numbers[0], "other"),)
    if final == "u":
        return _kitty(numbers)
    if final in REPLIES or text.startswith(("?", ">", "=")):
        return ()
    return (LETTERS.get(final, "other"),)


def _kitty(numbers: list[int]) -> tuple[str, ...]:
    """A key as the kitty protocol reports it: its code point, and modifiers."""
    code, held = numbers[0], numbers[1] - 1 if len(numbers) > 1 else 0
    if code == ESC:
        return ("esc",)
    if code in CONTROL:
        return (CONTROL[code],)
    if not 0x20 < code < 0x110000 or 0xD800 <= code < 0xE000:
        return ("other",)
    return (f"ctrl-{chr(code)}",) if held & 4 else (chr(code),)


def _mouse(final: str, text: str) -> tuple[str, ...]:
    """A press of a button; the wheel, moves and releases are nothing."""
    button = text.split(";")[0]
    if final != "M" or not button.isdecimal() or int(button) & (32 | 64 | 128):
        return ()
    return (BUTTONS[int(button) & 3],) if int(button) & 3 in BUTTONS else ()
