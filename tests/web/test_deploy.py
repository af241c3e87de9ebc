"""What is handed to operators fits the settings and the commands that there are."""

from __future__ import annotations

import configparser
import re

import pytest

from backstory.cli.main import cli
from backstory.service.settings import Settings
from tests.conftest import ROOT

DEPLOY = ROOT / "deploy"
FILES = sorted(path for path in DEPLOY.iterdir() if path.is_file())
OF_THE_FILES = {"BACKSTORY_DOMAIN"}  # asked of the operator, no setting


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_only_settings_that_there_are_stand_in_it(path: object) -> None:
    named = set(re.findall(r"BACKSTORY_[A-Z_]+", path.read_text(encoding="utf-8")))  # type: ignore[attr-defined]
    assert named - OF_THE_FILES <= {f"BACKSTORY_{name.upper()}" for name in Settings.model_fields}


def test_the_unit_starts_a_command_with_options_that_there_are() -> None:
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string((DEPLOY / "backstory.service").read_text(encoding="utf-8"))
    program, name, *options = unit["Service"]["ExecStart"].split()
    assert program.endswith("/backstory")
    command = cli.get_command(None, name)  # type: ignore[arg-type]
    known = {option for parameter in command.params for option in parameter.opts}
    assert {option for option in options if option.startswith("--")} <= known
    grace = int(unit["Service"]["TimeoutStopSec"])
    assert grace > Settings.model_fields["time_limit_s"].default + 5, "it is killed before it has finished"


def test_the_image_listens_where_it_says_and_runs_as_nobody_special() -> None:
    lines = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    assert re.search(r"^EXPOSE 8765$", lines, re.MULTILINE)
    assert re.search(r"^USER backstory$", lines, re.MULTILINE)
    assert lines.index("USER backstory") < lines.index("ENTRYPOINT")
