"""Search engines may list a site only where the team says that everybody may read it."""

from pathlib import Path

import html5lib
import pytest
from click.testing import CliRunner

from confiding import CONFIGURATION, SHARED
from decision_record.cli import main
from decision_record.site.robots import forbid_indexing, robots_txt

FORBIDDEN = "User-agent: *\nDisallow: /\n"
ALLOWED = "User-agent: *\nAllow: /\nSitemap: https://acme.example/record/sitemap.xml\n"
PERSONAL = {"series.yml": "bob-talk: {kind: one-on-one, members: [vera, bob]}\n"}
REDIRECT = "This page has moved"


def robots_of(page: Path) -> list[str | None]:
    """What the page's own head says to programs that visit it."""
    # Where a body begins the head is over: the rest of the page adds nothing to it.
    html = page.read_bytes().partition(b"<body")[0]
    head = html5lib.parse(html, namespaceHTMLElements=False).find("head")
    assert head is not None, page
    return [each.get("content") for each in head.iter("meta") if each.get("name") == "robots"]


@pytest.fixture
def company(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two people's folder beside the records, and a template of the company's own."""
    for root, files in (("records", SHARED), ("personal", PERSONAL)):
        for name, text in files.items():
            file = tmp_path / root / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    own = tmp_path / "own"
    own.mkdir()
    (own / "main.html").write_text(
        '{% extends "base.html" %}{% block site_meta %}<title>Own</title>{% endblock %}'
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def build(
    company: Path, *arguments: str, public: str | None, theme: str = "custom_dir: own"
) -> Path:
    text = CONFIGURATION.replace("theme: material", f"theme: {{name: material, {theme}}}")
    text = text.replace("      public: true\n", f"      public: {public}\n" if public else "")
    (company / "site_config.yml").write_text(text)
    output = str(company / "out")
    done = CliRunner().invoke(main, ["build", "--output", output, *arguments])
    assert done.exit_code == 0, done.output
    return company / "out"


@pytest.mark.slow
def test_no_page_of_the_sample_may_be_listed(sample_site: Path) -> None:
    pages = list(sample_site.rglob("*.html"))
    assert len(pages) > 400
    for page in pages:
        assert robots_of(page) == ["noindex"], page
    assert (sample_site / "robots.txt").read_text() == FORBIDDEN
    assert not list(sample_site.glob("sitemap.xml*"))


@pytest.mark.parametrize("public", [None, "false"])
def test_a_site_is_not_listed_unless_the_setting_says_so(company: Path, public: str | None) -> None:
    site = build(company, public=public)
    pages = list(site.rglob("*.html"))
    assert {"404.html", "index.html"} <= {page.name for page in pages}
    assert [page for page in pages if robots_of(page) != ["noindex"]] == []
    assert (site / "robots.txt").read_text() == FORBIDDEN
    assert not list(site.glob("sitemap.xml*"))


def test_a_public_site_is_listed_but_for_its_redirects(company: Path) -> None:
    site = build(company, public="true")
    for page in site.rglob("*.html"):
        expected = ["noindex"] if REDIRECT in page.read_text() else []
        assert robots_of(page) == expected, page
    assert (site / "robots.txt").read_text() == ALLOWED
    assert (site / "sitemap.xml").is_file()


def test_a_personal_site_is_never_public(company: Path) -> None:
    site = build(company, "--personal", public="true")
    assert [page for page in site.rglob("*.html") if robots_of(page) != ["noindex"]] == []
    assert (site / "robots.txt").read_text() == FORBIDDEN
    assert not list(site.glob("sitemap.xml*"))


def test_a_script_that_reads_the_sitemap_finds_one_that_robots_txt_does_not_name(
    company: Path,
) -> None:
    site = build(company, public=None, theme="features: [navigation.instant]")
    assert (site / "sitemap.xml").is_file()
    assert (site / "robots.txt").read_text() == FORBIDDEN


def test_a_word_other_than_true_or_false_is_refused(company: Path) -> None:
    (company / "site_config.yml").write_text(CONFIGURATION.replace("public: true", "public: yes"))
    done = CliRunner().invoke(main, ["check"])
    assert done.exit_code == 2
    assert "`true` or `false`" in done.output


def test_a_page_is_forbidden_in_its_own_head() -> None:
    page = "<!doctype html><header>x</header><HEAD lang=en>\n<title>y</title></HEAD><head>"
    meta = '<meta name="robots" content="noindex">'
    assert forbid_indexing(page) == page.replace("<HEAD lang=en>", f"<HEAD lang=en>{meta}")


def test_without_an_address_no_sitemap_is_named() -> None:
    assert robots_txt(is_public=True, site_url=None) == "User-agent: *\nAllow: /\n"
