"""The command that prints the headers with which a site is to be served."""

from pathlib import Path

import click

from decision_record.cli.printing import CannotRun


@click.command()
@click.argument("site", type=click.Path(path_type=Path), default="site", metavar="[SITE]")
@click.option(
    "--form",
    type=click.Choice(["nginx", "caddy", "netlify"]),
    default="nginx",
    show_default=True,
    help="For which server; netlify is for Cloudflare Pages too.",
)
def headers(site: Path, *, form: str) -> None:
    """Print the headers for the server of a built site.

    SITE is its folder, `site` where none is named. The policy in them lets run what this site holds
    and nothing else: print them after each build.
    """
    from decision_record.site.errors import SiteError
    from decision_record.site.headers import print_headers

    try:
        click.echo(print_headers(site, form=form), nl=False)
    except SiteError as error:
        raise CannotRun(str(error)) from error
