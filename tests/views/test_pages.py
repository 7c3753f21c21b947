"""The pages of `list` and `explain` as they are read, word for word."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from program import Result

Run = Callable[..., Result]
Golden = Callable[[str, str], None]


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_the_list(run: Run, golden: Golden, columns: int) -> None:
    done = run("list", "--no-pager", tty=True, columns=columns, variables={"NO_COLOR": "1"})
    assert max(map(len, done.out.splitlines())) <= columns
    golden(f"list-w{columns}", done.out)


@pytest.mark.parametrize(
    ("topic", "columns"),
    [
        ("2", 40),
        ("2", 80),
        ("quadratus-lumborum", 80),
        ("tennis-ball", 80),
        ("stiff-neck", 80),
        ("trigger-points", 80),
        ("10.1002/ejp.694", 80),
    ],
)
def test_a_page(run: Run, golden: Golden, topic: str, columns: int) -> None:
    done = run("explain", topic, columns=columns)
    assert max(map(len, done.out.splitlines())) <= columns
    name = "".join(letter if letter.isalnum() else "-" for letter in topic)
    golden(f"explain-{name}-w{columns}", done.out)


def test_a_page_as_markdown(run: Run, golden: Golden) -> None:
    golden("explain-2-markdown", run("explain", "2", "--markdown").out)
