"""The records of an earlier revision, from real repositories."""

from pathlib import Path

from committing import Repository
from earlier_records import CONFIGURATION, PEOPLE, UPDATE, base_of, commit, files_below, write


class TestFiles:
    def test_are_those_of_the_earlier_revision(self, repository: Repository) -> None:
        write(repository.folder, {"records/people.yml": PEOPLE.replace("Lena", "Mara")})
        commit(repository)
        write(repository.folder, {"records/people.yml": "ines: {name: Ines, role: pm}\n"})
        with base_of(repository) as base:
            assert files_below(base.folder) == {
                "site_config.yml": CONFIGURATION,
                "records/people.yml": PEOPLE,
                "records/updates/2026/2026-04-20-lena.yml": UPDATE,
            }
            folder = base.folder
        assert not folder.exists()

    def test_leave_out_what_the_main_line_got_meanwhile(self, repository: Repository) -> None:
        repository.git("checkout", "--quiet", "main")
        write(repository.folder, {"records/taxonomy.yml": "areas: {}\n"})
        commit(repository)
        repository.git("checkout", "--quiet", "branch")
        with base_of(repository) as base:
            assert "records/taxonomy.yml" not in files_below(base.folder)

    def test_show_what_a_branch_takes_back_of_two_that_main_has_merged(
        self, repository: Repository
    ) -> None:
        one = {"records/updates/2026/2026-04-20-lena.yml": UPDATE.replace("slow", "fast")}
        repository.git("checkout", "--quiet", "-b", "one", "main")
        write(repository.folder, one)
        commit(repository)
        repository.git("checkout", "--quiet", "-b", "two", "main")
        write(repository.folder, {"records/taxonomy.yml": "areas: {}\n"})
        commit(repository)
        for into, first, second in (("main", "one", "two"), ("branch", "two", "one")):
            repository.git("checkout", "--quiet", into)
            repository.git("reset", "--quiet", "--hard", first)
            repository.git("merge", "--quiet", "--no-ff", "-m", "Merge", second)
        # The branch has merged both too, and takes back in its merge what `one` brought.
        write(repository.folder, {"records/updates/2026/2026-04-20-lena.yml": UPDATE})
        repository.git("commit", "--quiet", "--amend", "--all", "-m", "Merge")
        with base_of(repository) as base:
            assert [each.id for each in base.changes.changed] == ["2026-04-20-lena"]
        repository.git("checkout", "--quiet", "main")
        repository.git("merge", "--quiet", "-m", "Merge", "branch")
        merged = repository.records / "updates/2026/2026-04-20-lena.yml"
        assert merged.read_text("utf-8") == UPDATE

    def test_are_named_from_the_working_directory(
        self, repository: Repository, tmp_path: Path
    ) -> None:
        records = repository.folder / "records"
        for cwd, name in (
            (tmp_path, "company/records/people.yml"),
            (repository.folder, "records/people.yml"),
            (records, "people.yml"),
        ):
            write(repository.folder, {"records/people.yml": PEOPLE + "ines: {name: I, role: pm}\n"})
            with base_of(repository, cwd=cwd) as base:
                assert [each.name for each in base.changes.changed] == [name]
                assert (base.folder / name).read_text() == PEOPLE

    def test_are_those_that_the_configuration_named_then(self, repository: Repository) -> None:
        repository.git("mv", "records", "minutes")
        settings = "plugins: [{decision-record: {records: [minutes]}}]\n"
        write(repository.folder, {"site_config.yml": settings})
        with base_of(repository) as base:
            assert base.configuration
            assert base.configuration.shared_roots == (base.folder / "records",)
            assert [(each.was.name, each.now.name) for each in base.changes.renamed] == [
                ("records/people.yml", "minutes/people.yml"),
                (
                    "records/updates/2026/2026-04-20-lena.yml",
                    "minutes/updates/2026/2026-04-20-lena.yml",
                ),
            ]

    def test_have_the_configuration_that_was_taken_over(self, repository: Repository) -> None:
        write(
            repository.folder,
            {"site_config.yml": f"INHERIT: shared/base.yml\n{CONFIGURATION}"},
        )
        write(repository.folder, {"shared/base.yml": "docs_dir: handbook\n"})
        commit(repository)
        with base_of(repository, "HEAD") as base:
            assert base.configuration
            assert base.configuration.published[0] == base.folder / "handbook"

    def test_are_read_with_the_configuration_of_today_where_theirs_cannot_be(
        self, repository: Repository
    ) -> None:
        write(repository.folder, {"site_config.yml": "plugins: [search]\n"})
        commit(repository)
        write(repository.folder, {"site_config.yml": CONFIGURATION})
        with base_of(repository, "HEAD") as base:
            assert base.configuration
            assert "records/people.yml" in files_below(base.folder)
            (note,) = base.notes
            assert note.startswith("`site_config.yml` cannot be used as it was in ")

    def test_of_a_personal_folder_are_left_out(self, repository: Repository) -> None:
        settings = (
            "plugins: [{decision-record: {records: "
            "[records, {path: records/own, kind: personal}]}}]\n"
        )
        own = {"records/own/meetings/2026/2026-04-21-talk.yml": "series: talk\n"}
        write(repository.folder, {"site_config.yml": settings} | own)
        commit(repository)
        with base_of(repository, "HEAD") as base:
            assert not any("own" in name for name in files_below(base.folder))
            assert base.notes == (
                "personal folders are not compared: their problems are not shown",
            )


class TestChanges:
    def test_are_none_where_nothing_changed(self, repository: Repository) -> None:
        path = repository.folder / "records/people.yml"
        path.write_bytes(PEOPLE.replace("\n", "\r\n").encode())
        with base_of(repository) as base:
            assert base.changes == type(base.changes)()

    def test_are_told_apart(self, repository: Repository) -> None:
        updates = repository.records / "updates/2026"
        write(updates, {"2026-04-21-lena.yml": "date: 2026-04-21\nby: lena\nnotes: Gone.\n"})
        commit(repository)
        repository.git("branch", "--force", "main")
        (updates / "2026-04-21-lena.yml").unlink()
        moved = updates / "2026-04-22-lena.yml"
        (updates / "2026-04-20-lena.yml").rename(moved)
        moved.write_text(UPDATE.replace("04-20", "04-22"), "utf-8")
        write(repository.folder, {"records/people.yml": PEOPLE + "# read\n"})
        write(repository.folder, {"records/taxonomy.yml": "areas: {}\n"})
        with base_of(repository) as base:
            changes = base.changes
        assert [each.name for each in changes.added] == ["records/taxonomy.yml"]
        assert [each.name for each in changes.changed] == ["records/people.yml"]
        assert [each.id for each in changes.deleted] == ["2026-04-21-lena"]
        assert [(each.was.id, each.now.id, each.is_changed) for each in changes.renamed] == [
            ("2026-04-20-lena", "2026-04-22-lena", True)
        ]


class TestNew:
    def test_is_everything_before_there_was_a_configuration(self, repository: Repository) -> None:
        repository.git("rm", "--quiet", "--cached", "site_config.yml")
        repository.git("commit", "--quiet", "-m", "Remove")
        with base_of(repository, "HEAD") as base:
            assert base.configuration is None
            assert len(base.changes.added) == 2
            note = (
                f"`site_config.yml` is not yet in {base.revision.commit[:12]}, where HEAD and "
                "`HEAD` parted: everything counts as new"
            )
            assert base.notes == (note,)
