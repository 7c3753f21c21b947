"""The data folder of the program, and the folder of the person's own records."""

import stat
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from spotguide.errors import BrokenCatalog, WrongUsage, printable

MOST_BYTES = 4_000_000


def data_folder() -> Path:
    """Return the folder of facts: beside the package, or at the root of the checkout.

    Never through importlib.resources: an editable install keeps a stale copy that it would find.
    """
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "data", package.parents[1] / "data"):
        if (folder / "spots.toml").exists():
            return folder
    raise BrokenCatalog(
        f"The facts are missing: no data folder in {package} or {package.parents[1]}. "
        "Install spotguide again."
    )


def read_data(file: str) -> bytes:
    """Return one file of the facts as it stands on disk; raise BrokenCatalog if it cannot be.

    `file` is a name in the data folder, or in a folder of it: `figures/body.svg`.
    """
    if not set(PurePosixPath(file).parts).isdisjoint(("..", "/")):
        raise BrokenCatalog(f"{printable(file)}: is no file of the data folder.")
    return read_bounded(data_folder() / file)


def read_bounded(path: Path) -> bytes:
    """Return the bytes of a regular file of at most MOST_BYTES; raise BrokenCatalog otherwise."""
    shown = f"{path.parent.name}/{path.name}"
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise BrokenCatalog(f"{shown}: is a folder, where a file of facts should be.")
        if not stat.S_ISREG(found.st_mode):
            raise BrokenCatalog(f"{shown}: is no regular file.")
        if found.st_size > MOST_BYTES:
            raise BrokenCatalog(
                f"{shown}: is {found.st_size:,} bytes, {MOST_BYTES:,} is the most. "
                "This is no file of spotguide's."
            )
        return path.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise BrokenCatalog(f"{shown}: cannot be read: {reason}.") from None


def settings_file(variables: Mapping[str, str]) -> Path:
    """Return where the settings lie: SPOTGUIDE_SETTINGS, else the place of the platform."""
    chosen = variables.get("SPOTGUIDE_SETTINGS")
    if chosen:
        return Path(chosen).expanduser()
    from platformdirs import user_config_path

    return user_config_path("spotguide", appauthor=False) / "settings.toml"


def read_settings(path: Path) -> Mapping[str, Any]:
    """Return the settings of a TOML file, none where there is no file; raise WrongUsage."""
    import tomli

    try:
        return tomli.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise WrongUsage(f"The settings in {path} cannot be read: {error}.") from None


def history_folder(variables: Mapping[str, str]) -> Path:
    """Return where the records lie: SPOTGUIDE_DATA, else the place of the platform."""
    chosen = variables.get("SPOTGUIDE_DATA")
    if chosen:
        return Path(chosen).expanduser()
    from platformdirs import user_data_path

    return user_data_path("spotguide", appauthor=False)
