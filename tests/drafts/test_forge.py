from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_record.drafts.addresses import LONGEST, Forge

MEETING = "meetings/2026/2026-06-30-tier-1.yml"
GITHUB = "https://forge.example/acme/records/edit/main/records/"
GITLAB = "https://forge.example/acme/cs/records/-/edit/main/records"
GITEA = "https://forge.example/acme/records/_edit/main/"


def _forge(edit_uri: str) -> Forge:
    forge = Forge.of(edit_uri)
    assert forge is not None
    return forge


@pytest.mark.parametrize(
    ("edit_uri", "edit", "source", "history"),
    [
        (
            GITHUB,
            f"https://forge.example/acme/records/edit/main/records/{MEETING}",
            f"https://forge.example/acme/records/blob/main/records/{MEETING}",
            f"https://forge.example/acme/records/commits/main/records/{MEETING}",
        ),
        (
            GITLAB,
            f"https://forge.example/acme/cs/records/-/edit/main/records/{MEETING}",
            f"https://forge.example/acme/cs/records/-/blob/main/records/{MEETING}",
            f"https://forge.example/acme/cs/records/-/commits/main/records/{MEETING}",
        ),
        (
            GITEA,
            f"https://forge.example/acme/records/_edit/main/{MEETING}",
            f"https://forge.example/acme/records/src/branch/main/{MEETING}",
            f"https://forge.example/acme/records/commits/branch/main/{MEETING}",
        ),
    ],
)
def test_a_known_forge_edits_shows_and_remembers(
    edit_uri: str, edit: str, source: str, history: str
) -> None:
    forge = _forge(edit_uri)
    assert forge.edit(MEETING) == edit
    assert forge.source(MEETING) == source
    assert forge.history(MEETING) == history


@pytest.mark.parametrize(
    ("edit_uri", "start", "name"),
    [
        (GITHUB, "https://forge.example/acme/records/new/main?filename=records/", "filename"),
        (GITEA, "https://forge.example/acme/records/_new/main?filename=", "filename"),
    ],
)
def test_a_new_file_has_its_name_and_its_text(edit_uri: str, start: str, name: str) -> None:
    text = "series: tier-1\n# What is the decision? 100% & more + ü\n"
    new = _forge(edit_uri).new(MEETING, text)
    assert new is not None
    assert new.is_filled
    assert new.address.startswith(f"{start}{MEETING}&value=")
    fields = parse_qs(urlsplit(new.address).query)
    assert fields["value"] == [text]
    assert fields[name][0].endswith(MEETING)
    assert new.address.isascii()
    assert " " not in new.address


def test_gitlab_takes_a_name_and_no_text() -> None:
    new = _forge(GITLAB).new(MEETING, "series: tier-1\n")
    assert new is not None
    assert not new.is_filled
    assert new.address == (
        f"https://forge.example/acme/cs/records/-/new/main?file_name=records/{MEETING}"
    )


def test_a_long_text_has_to_be_pasted() -> None:
    new = _forge(GITHUB).new(MEETING, "x" * LONGEST)
    assert new is not None
    assert not new.is_filled
    assert new.address == (
        f"https://forge.example/acme/records/new/main?filename=records/{MEETING}"
    )


@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_what_a_new_file_says_comes_through(text: str) -> None:
    new = _forge(GITHUB).new(MEETING, text)
    assert new is not None
    assert len(new.address) <= LONGEST
    if new.is_filled:
        query = urlsplit(new.address).query
        assert parse_qs(query, keep_blank_values=True)["value"] == [text]


@pytest.mark.parametrize(
    "edit_uri",
    [
        "https://forge.example/edit/",
        "https://forge.example/acme/records/edit/",
        "https://forge.example/deep/acme/records/edit/main/",
        "https://gitlab.example/acme/records/edit/main/",
        "https://forge.example/acme/records/tree/main/records/",
    ],
)
def test_of_an_unknown_forge_only_what_was_set_is_taken_for_right(edit_uri: str) -> None:
    forge = _forge(edit_uri)
    assert forge.edit("people.yml") == f"{edit_uri}people.yml"
    assert forge.source("people.yml") is None
    assert forge.history("people.yml") is None
    assert forge.new("people.yml", "") is None


def test_an_address_that_asks_is_only_continued() -> None:
    forge = _forge("https://forge.example/acme/records/edit/main?file=")
    assert forge.edit("a b.yml") == "https://forge.example/acme/records/edit/main?file=a%20b.yml"
    assert forge.new("a.yml", "") is None


@pytest.mark.parametrize("edit_uri", [None, "", "edit/main/", "ftp://forge.example/a/b/edit/main/"])
def test_what_is_no_web_address_is_no_forge(edit_uri: str | None) -> None:
    assert Forge.of(edit_uri) is None


def test_a_broken_address_is_no_forge() -> None:
    assert Forge.of("https://[forge/acme/records/edit/main/") is None


def test_a_name_is_encoded_once() -> None:
    forge = _forge("https://forge.example/acme/records/edit/main/our%20records/")
    assert forge.source("accounts/a#b.yml") == (
        "https://forge.example/acme/records/blob/main/our%20records/accounts/a%23b.yml"
    )
    new = forge.new("a.yml", "x")
    assert new is not None
    assert "filename=our+records/a.yml&" in new.address
