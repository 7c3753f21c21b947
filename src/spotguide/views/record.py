"""A record as `--json` writes it, under the keys of docs/json.md, which stay as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spotguide.core.catalog import Catalog
    from spotguide.core.history import Record


def as_json(record: Record, catalog: Catalog, again: str | None = None) -> dict[str, Any]:
    """Return one session; times in seconds, ratings 0 to 10, what is not known is null."""
    outline = record.outline
    spot = next((one for one in catalog.spots if one.slug == outline.spot), None)
    value: dict[str, Any] = {
        "id": record.id,
        "spot": {"number": spot.number if spot else None, "slug": outline.spot},
        "started_at": record.started_at.isoformat(timespec="seconds"),
        "ended_at": record.ended_at.isoformat(timespec="seconds"),
        "ended": record.reason,
        "sign": record.sign or None,
        "by": outline.by,
        "tool": outline.tool or None,
        "position": outline.position or None,
        "gentle": outline.gentle,
        "cleared": outline.cleared,
        "agreed": list(outline.agreed),
        "sides": _sides(record),
        "planned": outline.planned,
        "held": record.held / 1000,
        "charged": record.charged() / 1000,
        "paused": record.paused / 1000,
        "lost": record.lost / 1000,
        "before": record.before,
        "after": record.after,
        "next_day": record.next_day,
        "sore": record.sore,
        "note": record.remark or None,
    }
    return value if again is None else {**value, "again": again or None}


def _sides(record: Record) -> list[dict[str, Any]]:
    """Return each pass with its holds, in the order they were planned."""
    outline = record.outline
    return [
        {
            "side": side,
            "hold": hold,
            "rounds": rounds,
            "first_time": first,
            "holds": _holds(record, number),
        }
        for number, (side, hold, rounds, first) in enumerate(
            zip(outline.sides, outline.holds, outline.rounds, outline.first, strict=True)
        )
    ]


def _holds(record: Record, number: int) -> list[dict[str, Any]]:
    """Return the holds of one pass; one that was cut short has no `how`."""
    whole: list[tuple[int, int, int, str | None]] = [
        (one.side, one.held, one.charged, one.how) for one in record.holds
    ]
    if cut := record.running:
        whole.append((cut.side, cut.held, cut.charged, None))
    return [
        {"held": held / 1000, "charged": charged / 1000, "how": how}
        for side, held, charged, how in whole
        if side == number
    ]
