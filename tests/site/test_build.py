import gzip
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import html5lib
import pytest

from decision_record.site.build import build_site
from decision_record.site.cache import open_cache
from decision_record.site.content import Content, Document, Page, Redirect
from decision_record.site.errors import SiteError
from decision_record.site.kinds import KINDS
from decision_record.site.packaged import theme_folder

pytestmark = pytest.mark.usefixtures("kept_layouts")

HARBOUR = Path(__file__).resolve().parents[1] / "organizations/harbour/records"

GUIDE = [
    f"guide/{page.relative_to(theme_folder() / 'guide').with_suffix('')}/".replace("/index/", "/")
    for page in (theme_folder() / "guide").rglob("*.md")
]
"""The addresses of our guide's pages."""


def build(
    content: Content, config_file: Path, output: Path, more: str = ""
) -> tuple[Path, tuple[str, ...]]:
    """Build a site; what MkDocs makes of a configuration is made for the first test with it."""
    with config_file.open("a") as file:
        file.write(more)
    cache = open_cache(config_file)
    site = build_site(content, config_file=config_file, output=output, cache=cache)
    return site.folder, site.warnings


def every_kind(page: Callable[..., Page]) -> list[Page]:
    return [page(kind.address.format(f"x{n}", f"y{n}"), kind.name) for n, kind in enumerate(KINDS)]


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_three_lines_are_enough(
    config_file: Path, page: Callable[..., Page], tmp_path: Path
) -> None:
    content = Content(
        pages=every_kind(page),
        documents=[Document(path="api/v1/index.json", content=b"{}")],
        redirects=[Redirect(old="accounts/old/", new="accounts/x2/")],
    )
    site = build_site(content, config_file=config_file, output=tmp_path / "site")
    assert site.warnings == ()
    assert site.written.pages == len(KINDS) + len(GUIDE)
    assert (site.written.documents, site.written.redirects) == (1, 1)
    made = files(site.folder)
    pages = {"index.html", "404.html", "accounts/old/index.html"}
    pages |= {f"{address}index.html" for address in GUIDE}
    pages |= {kind.address.format(f"x{n}", f"y{n}") + "index.html" for n, kind in enumerate(KINDS)}
    assert {name for name in made if name.endswith(".html")} == pages
    assert made["api/v1/index.json"] == b"{}"
    assert "sitemap.xml" not in made
    assert list(config_file.parent.iterdir()) == [config_file]


def test_no_page_asks_another_host_for_anything(
    config_file: Path, page: Callable[..., Page], tmp_path: Path
) -> None:
    more = "repo_url: https://github.com/fernhollow/record\n"
    folder, _ = build(Content(pages=every_kind(page)), config_file, tmp_path / "site", more)
    for html in folder.rglob("*.html"):
        document = html5lib.parse(html.read_bytes(), namespaceHTMLElements=False)
        for element in document.iter():
            asked = element.get("src") or (element.tag == "link" and element.get("href"))
            assert not asked or not re.match("[a-z]*:?//", asked), (html, asked)
            # With this mark Material's script asks the forge for stars and forks.
            assert element.get("data-md-component") != "source"
            # Our own guide is not kept in the organisation's repository.
            assert element.get("rel") != "edit"


def test_every_address_on_a_page_leads_to_a_file(
    config_file: Path, page: Callable[..., Page], tmp_path: Path
) -> None:
    folder, _ = build(Content(pages=every_kind(page)), config_file, tmp_path / "site")
    # What our guide itself links to is on whole sites only (test_links.py).
    guide = {folder / address / "index.html" for address in GUIDE}
    for html in set(folder.rglob("index.html")) - guide:
        document = html5lib.parse(html.read_bytes(), namespaceHTMLElements=False)
        assert document.find("body") is not None
        links = [found.get("href") or found.get("src") for found in document.iter()]
        for link in links:
            if link and not link.startswith("#"):
                target = Path(html.parent, link)
                assert target.exists(), (html, link)


def test_the_page_and_the_entry_it_belongs_to_are_marked(
    config_file: Path, page: Callable[..., Page], tmp_path: Path
) -> None:
    folder, _ = build(Content(pages=every_kind(page)), config_file, tmp_path / "site")
    for number, kind in enumerate(KINDS):
        html = folder / kind.address.format(f"x{number}", f"y{number}") / "index.html"
        document = html5lib.parse(html.read_bytes(), namespaceHTMLElements=False)
        tabs = [a for a in document.iter("a") if "md-tabs__link" in (a.get("class") or "")]
        if kind.is_sheet:
            assert tabs == []
            continue
        assert [(a.text or "").strip() for a in tabs][:3] == ["Today", "Accounts", "Actions"]
        (marked,) = [a for a in tabs if a.get("aria-current")]
        leads_to = _first_of(kind.section)
        assert Path(html.parent, marked.attrib["href"]).resolve() == folder / leads_to.rstrip("/")
        assert marked.get("aria-current") == ("page" if kind.address == leads_to else "true")


def _first_of(section: str) -> str:
    """The page that the entry of a page in the navigation leads to: of a group its first."""
    (entry,) = [kind for kind in KINDS if kind.nav_title and kind.address == section] or [None]
    group = entry.nav_group if entry else None
    return next((kind.address for kind in KINDS if group and kind.nav_group == group), section)


GROUPED = """
nav:
  - Today: index.md
  - Agreed & "done":
      - Decisions: decisions/index.md
      - Promises <all>: commitments/index.md
  - Guide: [guide/index.md]
"""


def test_pages_of_a_group_lead_to_one_another(
    config_file: Path, page: Callable[..., Page], tmp_path: Path
) -> None:
    folder, _ = build(Content(pages=every_kind(page)), config_file, tmp_path / "site", GROUPED)
    number = next(n for n, kind in enumerate(KINDS) if kind.name == "decisions-year")
    expected = {
        "decisions/": [("Decisions", "page"), ("Promises <all>", None)],
        "commitments/": [("Decisions", None), ("Promises <all>", "page")],
        f"decisions/x{number}/": [("Decisions", "true"), ("Promises <all>", None)],
    }
    for address, links in expected.items():
        html = folder / address / "index.html"
        document = html5lib.parse(html.read_bytes(), namespaceHTMLElements=False)
        (beside,) = [nav for nav in document.iter("nav") if nav.get("class") == "dr-beside"]
        assert beside.get("aria-label") == 'Agreed & "done"'
        assert [(a.text, a.get("aria-current")) for a in beside.iter("a")] == links
        (tab,) = [
            a
            for a in document.iter("a")
            if a.get("aria-current") and a.text.strip() == 'Agreed & "done"'
        ]
        assert Path(html.parent, tab.attrib["href"]).resolve() == folder / "decisions"
    for alone in ("index.html", "actions/index.html", "checks/index.html", "guide/index.html"):
        assert "dr-beside" not in (folder / alone).read_text()


def test_the_sitemap_of_a_public_site_holds_every_page_and_no_day(
    config_file: Path, page: Callable[..., Page], tmp_path: Path
) -> None:
    content = Content(
        pages=[page("", "home"), page("accounts/x/", "account")],
        redirects=[Redirect(old="accounts/old/", new="accounts/x/")],
        is_public=True,
    )
    more = "site_url: https://example.org/a&b\n"
    folder, _ = build(content, config_file, tmp_path / "site", more)
    text = (folder / "sitemap.xml").read_text()
    assert re.findall("<loc>(.*)</loc>", text) == [
        "https://example.org/a&amp;b/",
        "https://example.org/a&amp;b/accounts/x/",
        *sorted(f"https://example.org/a&amp;b/{address}" for address in GUIDE),
    ]
    assert "lastmod" not in text
    assert gzip.decompress((folder / "sitemap.xml.gz").read_bytes()).decode() == text
    html = (folder / "accounts/x/index.html").read_text()
    assert '<link rel="canonical" href="https://example.org/a&amp;b/accounts/x/">' in html


def test_the_same_input_gives_the_same_bytes(
    page: Callable[..., Page], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    for name, epoch in (("one", "0"), ("two", "1782691200")):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        (tmp_path / name).mkdir()
        config_file = tmp_path / name / "site_config.yml"
        config_file.write_text(
            "site_name: Small\nsite_url: https://example.org/\ntheme: material\n"
            "plugins: [decision-record]\n"
        )
        content = Content(pages=every_kind(page))
        site = build_site(content, config_file=config_file, output=tmp_path / name / "site")
        made.append(files(site.folder))
    assert made[0] == made[1]


def test_an_organisations_own_guide_and_look_are_kept(
    config_file: Path, home: Page, tmp_path: Path
) -> None:
    docs = config_file.parent / "handbook"
    (docs / "deep").mkdir(parents=True)
    (docs / "index.md").write_text("# R&D </title><script>x</script>\n\n[Deep](deep/page.md)\n")
    (docs / "deep" / "page.md").write_text('---\ntitle: A "page" & <more>\n---\n![](../a.png)\n')
    (docs / "a.png").write_bytes(b"")
    (docs / "own.css").write_text("p{}")
    templates = config_file.parent / "templates" / "partials"
    templates.mkdir(parents=True)
    (templates / "copyright.html").write_text("our own footer")
    more = (
        "docs_dir: handbook\nextra_css: [own.css]\nrepo_url: https://git.example.org/r\n"
        "edit_uri: edit/main/handbook/\ntheme: {name: material, custom_dir: templates,"
        " font: {text: Lato}, features: [content.action.edit]}\n"
    )
    config_file.write_text("site_name: Small\nplugins: [decision-record]\n")
    folder, warnings = build(Content(pages=[home]), config_file, tmp_path / "site", more)
    (warning,) = warnings
    assert warning.startswith("`guide/index.md` holds a script, which the site's headers keep")
    index = (folder / "guide" / "index.html").read_text()
    assert "<title>R&amp;D - Small</title>" in index or "<title>R&amp;D x - Small</title>" in index
    assert 'href="deep/page/"' in index
    assert 'href="https://git.example.org/r/edit/main/handbook/index.md"' in index
    assert "our own footer" in index
    assert "Lato" not in index
    deep = (folder / "guide" / "deep" / "page" / "index.html").read_text()
    assert "<title>A &#34;page&#34; &amp; &lt;more&gt; - Small</title>" in deep
    assert 'src="../../a.png"' in deep
    assert (folder / "guide" / "a.png").is_file()
    ours = (folder / "guide" / "words" / "index.html").read_text()
    assert "git.example.org/r/edit" not in ours
    assert 'href="../../../own.css"' in deep
    assert (folder / "own.css").is_file()
    assert 'href="./own.css"' in (folder / "index.html").read_text() or (
        'href="own.css"' in (folder / "index.html").read_text()
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("site_name: x\ntheme: material\n", r"add `plugins: \[decision-record\]`"),
        ("site_name: x\nplugins: []\n", "plugin"),
        ("site_name: x\ntheme: mkdocs\nplugins: [decision-record]\n", "theme: material"),
        ("site_name: [\n", "site_config.yml"),
        ("- a\n- list\n", "site_config.yml"),
        ("plugins: [decision-record]\n", "site_name"),
        ("site_name: x\ndocs_dir: nowhere\nplugins: [decision-record]\n", "nowhere"),
        ("site_name: x\nuse_directory_urls: false\nplugins: [decision-record]\n", "directory"),
        ("site_name: x\nnav: [nowhere.md]\nstrict: true\nplugins: [decision-record]\n", "nowhere"),
    ],
)
def test_a_configuration_that_does_not_work_is_explained(
    text: str, said: str, config_file: Path, home: Page, tmp_path: Path
) -> None:
    config_file.write_text(text)
    output = tmp_path / "site"
    with pytest.raises(SiteError, match=said):
        build_site(Content(pages=[home]), config_file=config_file, output=output)
    assert not output.exists()


def test_a_configuration_that_is_not_there_is_explained(tmp_path: Path) -> None:
    with pytest.raises(SiteError, match="cannot be read"):
        build_site(Content(), config_file=tmp_path / "site_config.yml", output=tmp_path / "site")


def test_an_error_of_the_content_comes_out_as_it_is(
    config_file: Path, home: Page, tmp_path: Path
) -> None:
    def pages() -> object:
        yield home
        raise ZeroDivisionError

    content = Content(pages=pages())  # type: ignore[arg-type]
    with pytest.raises(ZeroDivisionError):
        build(content, config_file, tmp_path / "site")


def test_what_the_system_refuses_to_write_is_said_in_words(
    config_file: Path, home: Page, tmp_path: Path
) -> None:
    content = Content(pages=[home], documents=[Document(path="a" * 300, content=b"")])
    with pytest.raises(SiteError, match="the site cannot be written: File name too long"):
        build_site(content, config_file=config_file, output=tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_mkdocs_warnings_are_handed_on(config_file: Path, home: Page, tmp_path: Path) -> None:
    more = "nav: [Here: index.md, Gone: gone.md]\nunknown: 1\n"
    _, warnings = build(Content(pages=[home]), config_file, tmp_path / "site", more)
    assert any("unknown" in warning for warning in warnings)
    assert any("gone.md" in warning for warning in warnings)


def run_mkdocs(config_file: Path) -> subprocess.CompletedProcess[str]:
    (config_file.parent / "docs").mkdir(exist_ok=True)
    command = [sys.executable, "-m", "mkdocs", "build", "-f", str(config_file)]
    return subprocess.run(command, check=False, capture_output=True, text=True)


def test_mkdocs_alone_builds_the_same_pages(config_file: Path) -> None:
    shutil.copytree(HARBOUR, config_file.parent / "records")
    done = run_mkdocs(config_file)
    assert done.returncode == 0, done.stderr
    page = config_file.parent / "site/accounts/pelican/index.html"
    assert "Pelican" in page.read_text("utf-8")


def test_mkdocs_alone_refuses_records_with_errors_and_keeps_the_last_site(
    config_file: Path,
) -> None:
    update = config_file.parent / "records/updates/2026/2026-04-20-anneke.yml"
    update.parent.mkdir(parents=True)
    update.write_text("date: 2026-04-20\nby: nobody\n", "utf-8")
    last = config_file.parent / "site/index.html"
    last.parent.mkdir()
    last.write_text("the last site", "utf-8")
    done = run_mkdocs(config_file)
    assert done.returncode == 1
    assert "DR201" in done.stderr
    assert "Traceback" not in done.stderr
    assert last.read_text("utf-8") == "the last site"
