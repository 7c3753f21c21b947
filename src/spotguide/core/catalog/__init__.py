"""The catalog of facts: models of the data files, and the loader that checks them."""

from spotguide.core.catalog.load import Catalog, Read

__all__ = ["Catalog", "Read"]
