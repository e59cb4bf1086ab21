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
    help="The server; netlify also fits Cloudflare Pages.",
)
def headers(site: Path, *, form: str) -> None:
    """Print the headers for the server of a built site.

    SITE is the folder of the site, by default `site`. The content policy allows what this build
    contains and nothing else, so print the headers after each build.
    """
    from decision_record.site.errors import SiteError
    from decision_record.site.headers import print_headers

    try:
        click.echo(print_headers(site, form=form), nl=False)
    except SiteError as error:
        raise CannotRun(str(error)) from error
