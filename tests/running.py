"""The command as people call it, in this process."""

from click.testing import CliRunner, Result

from decision_record.cli import main


def run(*arguments: str) -> Result:
    """Run it; an exception that it does not expect is one of the test."""
    return CliRunner().invoke(main, arguments, catch_exceptions=False)
