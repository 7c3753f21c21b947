"""Keys: bytes become keys, and keys become events by one of two maps. Pure; no terminal here."""

from spotguide.core.keys.reading import Mode, Reader, due, face, feed, line, mode

__all__ = ["Mode", "Reader", "due", "face", "feed", "line", "mode"]
