# Each recipe is one plain command, so all of it works without just.

# List the recipes.
default:
    @just --list

# Run the tests.
test *args:
    pytest {{ args }}

# Check style and form.
lint:
    ruff check . && ruff format --check .

# Check types.
types:
    mypy

# Check that imports only go down.
contracts:
    lint-imports

# Write the golden files and the table of docs/session.md anew; read the diff.
golden:
    pytest --update-golden

# Draw the picture of the README anew.
picture:
    python tools/picture.py

# Check everything.
all: lint types contracts test
