"""The headers let run what the built pages hold and nothing else, in the form of each server."""

import hashlib
import re
import shutil
import subprocess
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

import html5lib
import pytest
from click.testing import CliRunner

from decision_record.cli import main
from decision_record.site.build import build_site
from decision_record.site.cache import open_cache
from decision_record.site.content import Content, Page
from decision_record.site.errors import SiteError
from decision_record.site.headers import (
    CACHE,
    FORMS,
    HEADERS_FILE,
    Needs,
    headers_file,
    make_headers,
    print_headers,
    read_headers,
)
from decision_record.site.inline import find_inline, hash_of, may_hold_inline

ALERT = "alert(1)"
NAMES = [
    "Content-Security-Policy",
    "X-Content-Type-Options",
    "Referrer-Policy",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
    "Permissions-Policy",
    "X-Robots-Tag",
    "Cache-Control",
]


def policy_of(site: Path) -> dict[str, list[str]]:
    text = dict(read_headers(site))["Content-Security-Policy"]
    return {name: values for name, *values in (part.split() for part in text.split("; "))}


def inline_of(page: Path) -> tuple[set[str], list[str]]:
    """The hashes of a page's scripts, and whatever no hash lets through, as a browser reads it."""
    hashes: set[str] = set()
    kept_out: list[str] = []
    for element in html5lib.parse(page.read_bytes(), namespaceHTMLElements=False).iter():
        is_inline = element.tag == "script" and "src" not in element.attrib
        if is_inline and element.get("type") != "application/json":
            digest = hashlib.sha256((element.text or "").encode()).digest()
            hashes.add(f"'sha256-{b64encode(digest).decode()}'")
        kept_out += [name for name in element.attrib if str(name).startswith("on")]
        kept_out += [name for name in ("style", "srcdoc") if name in element.attrib]
        kept_out += [element.tag] * (element.tag in ("style", "iframe", "object", "embed", "base"))
        address = element.get("src") or (element.tag == "link" and element.get("href")) or ""
        if re.match("[a-z]*:?//", address) and element.get("rel") not in ("canonical", "edit"):
            kept_out.append(address)
    return hashes, kept_out


@pytest.mark.slow
def test_the_policy_of_the_sample_names_the_scripts_of_all_its_pages_and_no_other(
    sample_site: Path,
) -> None:
    found: set[str] = set()
    for page in sample_site.rglob("*.html"):
        hashes, kept_out = inline_of(page)
        assert kept_out == [], page
        found |= hashes
    policy = policy_of(sample_site)
    # A page four folders deep would have Material's script with another way to the root.
    named = set(policy["script-src"]) - {"'self'"}
    scope = find_inline((sample_site / "accounts/index.html").read_text()).scripts
    (deeper,) = [each for each in scope if 'new URL("..",location)' in each]
    depths = {hash_of(deeper.replace('".."', f'"{"/".join([".."] * n)}"')) for n in range(2, 6)}
    assert found <= named <= found | depths
    assert policy == {
        "default-src": ["'none'"],
        "script-src": ["'self'", *sorted(named)],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
    assert [name for name, _ in read_headers(sample_site)] == NAMES
    # Cloudflare Pages reads no line of more than 2,000 characters.
    assert max(map(len, (sample_site / HEADERS_FILE).read_text().splitlines())) < 2000


def build(
    config_file: Path, output: Path, page: Callable[..., Page], *, more: str = "", **changes: object
) -> tuple[Path, list[str]]:
    with config_file.open("a") as file:
        file.write(more)
    content = Content(pages=[page("", "home", **changes)])
    cache = open_cache(config_file)
    site = build_site(content, config_file=config_file, output=output, cache=cache)
    return site.folder, list(site.warnings)


@pytest.fixture
def own(config_file: Path) -> Path:
    folder = config_file.parent / "docs"
    folder.mkdir()
    return folder


def test_what_hand_written_pages_hold_is_kept_out_and_said(
    config_file: Path, own: Path, page: Callable[..., Page], tmp_path: Path
) -> None:
    (own / "odd.md").write_text(
        f"# Odd\n\n<script>{ALERT}</script>\n\n<style>p{{}}</style>\n\n"
        '<p onclick="x()">Text</p>\n\n<img src="https://other.example/a.png">\n'
    )
    (own / "raw.html").write_text('<p style="color: red">Red</p>')
    (own / "table.md").write_text("# Table\n\n| a | b |\n|---:|:-:|\n| 1 | 2 |\n")
    site, warnings = build(config_file, tmp_path / "site", page, more="docs_dir: docs\n")
    assert hash_of(ALERT) not in policy_of(site)["script-src"]
    assert policy_of(site)["style-src"] == ["'self'"]
    said = "\n".join(sorted(warnings))
    assert [line.split(",")[0] for line in said.splitlines()] == [
        "`guide/odd.md` holds a script",
        "`guide/odd.md` holds a style",
        "`guide/odd.md` loads https://other.example/a.png",
        "`guide/raw.html` holds a style",
    ]
    assert "`extra_javascript`" in said
    assert "`extra_css`" in said
    # Columns are aligned without a style.
    html = (site / "guide/table/index.html").read_text()
    assert 'align="right"' in html
    assert "style=" not in html


def test_scripts_of_the_companys_own_templates_are_let_through_by_their_hash(
    config_file: Path, page: Callable[..., Page], tmp_path: Path
) -> None:
    templates = config_file.parent / "own"
    templates.mkdir()
    (templates / "main.html").write_text(
        '{% extends "base.html" %}{% block extrahead %}'
        f"<script>{ALERT}</script><style>p {{ color: red }}</style>"
        '<script>title = "{{ page.meta.title if page and page.meta }}"</script>'
        '<script src="https://other.example/count.js"></script>{% endblock %}'
    )
    config_file.write_text(
        config_file.read_text().replace(
            "theme: material", "theme: {name: material, custom_dir: own}"
        )
    )
    site, warnings = build(config_file, tmp_path / "site", page)
    assert hash_of(ALERT) in policy_of(site)["script-src"]
    assert hash_of("p { color: red }") in policy_of(site)["style-src"]
    assert len(warnings) == 2
    assert all(each.startswith("a template in `own`") for each in warnings)
    assert "holds a script" in warnings[0]
    assert "loads https://other.example/count.js" in warnings[1]


@pytest.mark.usefixtures("kept_layouts")
@pytest.mark.parametrize(
    "code",
    [f"<script>{ALERT}</script>", "<p style='x:y'>", "<img onerror=x>", "<style>p{}</style>"],
)
def test_a_page_of_records_that_would_hold_code_is_not_published(
    config_file: Path, page: Callable[..., Page], tmp_path: Path, code: str
) -> None:
    body = f'<h1 id="page-title">A page</h1>{code}'
    with pytest.raises(SiteError, match="a script or a style of its own"):
        build(config_file, tmp_path / "site", page, body=body)
    assert not (tmp_path / "site").exists()


def test_code_is_found_where_a_browser_finds_it() -> None:
    text = (
        '<P STYLE="a:b" onClick=x>on = 3, style= <img src=//a.example/b>'
        '<svg xmlns="http://www.w3.org/2000/svg"><a href="https://a.example" title="on=">'
        '<link rel="canonical" href="https://a.example"><link rel=stylesheet href="https://c.example/d">'
        "<script>A='<b style=x>'</script><style>q{}</style><script src='x.js'></script>"
        '<script type="application/json">{}</script><video src="x.mp4"></video>'
    )
    found = find_inline(text)
    assert found.scripts == {"A='<b style=x>'"}
    assert found.styles == {"q{}"}
    assert found.attributes == {"style", "onclick"}
    assert found.loaded == {"//a.example/b", "https://c.example/d"}
    assert found.has_media
    assert not found.has_data_images
    assert not find_inline('<meta content="a"><p title="style=x on=y">&lt;script&gt;').is_code
    assert not may_hold_inline('<meta content="a">the tone of it')


def test_a_hash_is_that_of_the_text_as_a_browser_reads_it() -> None:
    # The example of https://www.w3.org/TR/CSP3/; a carriage return is read as a line feed.
    assert hash_of("alert('Hello, world.');") == (
        "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
    )
    assert hash_of("a\r\nb\rc") == hash_of("a\nb\nc")


def test_what_a_public_site_says_of_itself(tmp_path: Path) -> None:
    hidden = dict(make_headers(Needs(), is_public=False))
    public = dict(make_headers(Needs(), is_public=True))
    assert (hidden["X-Robots-Tag"], hidden[CACHE]) == ("noindex", "private, no-cache")
    assert "X-Robots-Tag" not in public
    assert public[CACHE] == "no-cache"
    (tmp_path / HEADERS_FILE).write_text(headers_file(make_headers(Needs(), is_public=True)))
    assert dict(read_headers(tmp_path)) == public


@pytest.fixture
def headed(tmp_path: Path) -> Path:
    """A site with headers, as far as servers look at it."""
    site = tmp_path / "site"
    site.mkdir()
    needs = Needs(scripts=frozenset({ALERT}), has_data_images=True)
    (site / HEADERS_FILE).write_text(headers_file(make_headers(needs, is_public=False)))
    return site


def test_each_form_holds_every_header(headed: Path) -> None:
    for form in FORMS:
        done = CliRunner().invoke(main, ["headers", str(headed), "--form", form])
        assert done.exit_code == 0, done.output
        assert done.output == print_headers(headed, form=form)
        for name, value in read_headers(headed):
            assert name in done.output
            assert value in done.output
        assert hash_of(ALERT) in done.output
    assert print_headers(headed, form="netlify") == (headed / HEADERS_FILE).read_text()


def test_a_folder_without_a_site_is_refused_with_the_way_out(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["headers", str(tmp_path)])
    assert done.exit_code == 2
    assert "build the site first" in done.output


NGINX = """\
daemon off;
pid {folder}/pid;
error_log stderr;
events {{}}
http {{
    access_log off;
    server {{
        listen unix:{folder}/socket;
        root {folder}/site;
        error_page 404 /404.html;
        include {folder}/headers.conf;
    }}
}}
"""


@pytest.mark.skipif(not shutil.which("nginx"), reason="nginx is not installed")
def test_nginx_takes_its_form(headed: Path, tmp_path: Path) -> None:
    (tmp_path / "headers.conf").write_text(print_headers(headed, form="nginx"))
    (tmp_path / "nginx.conf").write_text(NGINX.format(folder=tmp_path))
    command = ["nginx", "-t", "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")]
    done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(not shutil.which("caddy"), reason="caddy is not installed")
def test_caddy_takes_its_form(headed: Path, tmp_path: Path) -> None:
    (tmp_path / "headers.caddy").write_text(print_headers(headed, form="caddy"))
    file = tmp_path / "Caddyfile"
    file.write_text(f":8080 {{\n\troot * {headed}\n\timport headers.caddy\n\tfile_server\n}}\n")
    command = ["caddy", "adapt", "--config", str(file)]
    done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert "Content-Security-Policy" in done.stdout
