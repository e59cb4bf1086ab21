"""The command that prints what a file may hold."""

import json

import click

from decision_record.model.schema import SCHEMA_KINDS, make_schema


@click.command()
@click.argument("kind", type=click.Choice(SCHEMA_KINDS))
def schema(kind: str) -> None:
    """Print the JSON Schema of a kind of file, for editors that check while you type."""
    click.echo(json.dumps(make_schema(kind), indent=2, ensure_ascii=False))
