"""A change of schema.graphql that breaks clients is refused, unless a decision made with it names what breaks."""

import pathlib
import subprocess

import pytest

from infra import breaking_changes

OLD = "type Query { team: Team }\ntype Team { name: String! members: Int }\n"
NEW = "type Query { team: Team }\ntype Team { name: String! }\n"


class TestForbidden:
    def test_names_what_breaks(self) -> None:
        assert breaking_changes.forbidden(OLD, NEW, decisions="") == ["Field Team.members was removed."]

    def test_lets_pass_what_a_decision_names(self) -> None:
        assert breaking_changes.forbidden(OLD, NEW, decisions="Breaks: Field Team.members was removed.") == []

    def test_lets_additions_pass(self) -> None:
        assert breaking_changes.forbidden(NEW, OLD, decisions="") == []


class TestRepository:
    @pytest.fixture
    def repository(self, tmp_path: pathlib.Path) -> pathlib.Path:
        """A repository whose main has the old schema in its second commit."""
        self.git(tmp_path, "init", "-q", "-b", "main")
        (tmp_path / "infra" / "decisions").mkdir(parents=True)
        (tmp_path / "infra" / "decisions" / "0001-old.md").write_text("An old decision.")
        self.commit(tmp_path, "Begin")
        (tmp_path / "schema.graphql").write_text(OLD)
        self.commit(tmp_path, "Add the schema")
        return tmp_path

    @staticmethod
    def git(repository: pathlib.Path, *arguments: str) -> str:
        named = ["git", "-c", "user.name=t", "-c", "user.email=t@example.com", *arguments]
        return subprocess.run(named, cwd=repository, check=True, capture_output=True, text=True).stdout.strip()

    def commit(self, repository: pathlib.Path, message: str) -> str:
        self.git(repository, "add", "-A")
        self.git(repository, "commit", "-q", "-m", message)
        return self.git(repository, "rev-parse", "HEAD")

    def test_a_change_not_yet_committed_is_compared_with_the_last_commit(self, repository: pathlib.Path) -> None:
        (repository / "schema.graphql").write_text(NEW)
        assert breaking_changes.commit_before(repository) == self.git(repository, "rev-parse", "HEAD")

    def test_a_commit_on_main_is_compared_with_the_one_before(self, repository: pathlib.Path) -> None:
        before = self.git(repository, "rev-parse", "HEAD")
        (repository / "schema.graphql").write_text(NEW)
        self.commit(repository, "Break it")
        assert breaking_changes.commit_before(repository) == before

    def test_a_branch_is_compared_with_where_it_left_main(self, repository: pathlib.Path) -> None:
        fork = self.git(repository, "rev-parse", "HEAD")
        self.git(repository, "switch", "-q", "-c", "change")
        for turn in ("one", "two"):
            (repository / turn).touch()
            self.commit(repository, turn)
        assert breaking_changes.commit_before(repository) == fork

    def test_only_decisions_of_the_same_change_count(self, repository: pathlib.Path) -> None:
        before = self.git(repository, "rev-parse", "HEAD")
        (repository / "infra" / "decisions" / "0002-new.md").write_text("A new decision.")
        assert breaking_changes.decisions_since(repository, before) == "A new decision."
        self.commit(repository, "Decide")
        assert breaking_changes.decisions_since(repository, before) == "A new decision."
