"""The least that a Typer, Rich and pydantic program does: check 14 rows and print them as a table.

This is the floor for `start.py`: nothing that uses the three libraries starts much faster.
"""

from __future__ import annotations

import typer
from pydantic import BaseModel
from rich.console import Console
from rich.table import Table


class Row(BaseModel):
    """One row of the table."""

    number: int
    name: str
    muscles: list[str]


app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command()
def show() -> None:
    """Print 14 rows."""
    table = Table("Number", "Name", "Muscles")
    for number in range(1, 15):
        row = Row(number=number, name="Thoracolumbar corner", muscles=["quadratus lumborum"])
        table.add_row(str(row.number), row.name, ", ".join(row.muscles))
    Console().print(table)


app()
