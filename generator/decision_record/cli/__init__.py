"""The command: arguments, progress and exit codes; nothing else.

It exits with 0 when all is well, with 1 when the records or the configuration have errors, and with
2 when it cannot run.
"""

import click

from decision_record import __version__
from decision_record.cli.commands import Commands


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="decision-record")
def main() -> None:
    """Build a site from small YAML records of what Customer Success and Product agreed."""
