"""The records of a pull request taken into a clone of the branch that it would be merged into.

What a request holds may come from a stranger. Its records are written as data: links lead nowhere,
and nothing else of it reaches the disk, neither its configuration nor its workflows nor its code.
"""

import shutil
import tempfile
from pathlib import Path

from decision_record.compare.extract import Extraction
from decision_record.forge.api import ForgeError
from decision_record.forge.git import Git
from decision_record.repository.configuration import Configuration
from decision_record.repository.layout import real_path
from decision_record.source.revision import Revision, RevisionError, list_tree, open_blobs


def take_records(configuration: Configuration, sha: str, *, git: Git) -> None:
    """Put the records of a commit in the place of those of the work tree, and HEAD on the commit.

    After it `review` and `build` go by the configuration that was there, and by the request's
    records and their history.

    Args:
        configuration: Of the work tree.
        sha: The full name of the commit; it is fetched from `origin`.
        git: Of the clone.

    Raises:
        ForgeError: The commit cannot be had.
    """
    top = real_path(Path(git.ask("rev-parse", "--show-toplevel").removesuffix("\n")))
    real = [real_path(root) for root in configuration.shared_roots]
    outside = [root for root in real if not root.is_relative_to(top)]
    if outside:
        raise ForgeError(
            f"{outside[0]} is not in this repository, so a request cannot change it: name folders "
            "of the repository under `records` in site_config.yml"
        )
    roots = [root.relative_to(top) for root in real]
    if Path() in roots:
        raise ForgeError(
            "the records are in the top folder of the repository, together with its configuration: "
            "move them into a folder of their own, and name it under `records` in site_config.yml"
        )
    told = f"the commit {sha[:12]} cannot be fetched from `origin`"
    git.ask(
        "fetch", "--quiet", "--no-tags", "origin", f"+{sha}:refs/decision-record/request", why=told
    )
    revision = Revision(top=top, ref=sha, commit=sha)
    try:
        tree = list_tree(revision)
        with tempfile.TemporaryDirectory() as made, open_blobs(revision) as blobs:
            extraction = Extraction(tree=tree, blobs=blobs, top=Path(made))
            for root in roots:
                extraction.write_folder(root.as_posix())
            for root in roots:
                shutil.rmtree(top / root)
                (Path(made) / root).mkdir(parents=True, exist_ok=True)
                shutil.copytree(Path(made) / root, top / root, symlinks=True)
    except RevisionError as error:
        raise ForgeError(f"the records of {sha[:12]} cannot be read: {error}") from error
    git.ask("update-ref", "--no-deref", "HEAD", sha)
