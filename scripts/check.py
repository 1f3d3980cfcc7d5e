"""``make check`` and ``make test``: every check in a fixed order, one line each, a list at the end.

Nothing stops at the first fault: all of them are wanted in one run. The last line is the plain sum over all pytest
runs, ``N passed, N failed``; what was skipped because a server or a tool is missing is named before it.
"""

import os
import secrets
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from scripts.junit import Totals, read_totals
from scripts.messages import SKIPPED

REPORTS = Path("var/test-reports")
PYTHON = sys.executable
TYPED = ("portal", "home", "search", "scripts", "tests/servers", "tests/browser", "bench")
LINTED_TEMPLATES = ("templates", "home", "portal", "search")
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "portal.settings.production",
    "ALLOWED_HOSTS": "perhekeskus.example",
    "SITE_URL": "https://perhekeskus.example",
    "DATABASE_URL": "postgres://portal@localhost/portal",
    "DEFAULT_FROM_EMAIL": "perhekeskus@perhekeskus.example",
}
"""A sample of what production must be given; the secret is drawn anew each time."""


@dataclass(frozen=True)
class Step:
    """One check: a name for people, a command, what it adds to the environment."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)
    report: Path | None = None
    """Where pytest leaves its JUnit report; None for steps that are not pytest."""


@dataclass(frozen=True)
class Outcome:
    step: Step
    passed: bool
    seconds: float
    totals: Totals


def quick_steps() -> list[Step]:
    """Lint, types, contracts, Django's own checks, translations."""
    manage = (PYTHON, "-W", "error", "manage.py")
    strict = ("--fail-level", "WARNING")
    nobodys = {"DATABASE_URL": "sqlite://:memory:"}  # a bare clone has no database, and a developer's must not matter
    return [
        Step("ruff check", _tool("ruff", "check", ".")),
        Step("ruff format", _tool("ruff", "format", "--check", ".")),
        Step("mypy --strict", _tool("mypy", *(name for name in TYPED if Path(name).is_dir()))),
        Step("import contracts", _tool("lint-imports")),
        Step("template lint", _tool("djlint", "--lint", "--quiet", *(name for name in LINTED_TEMPLATES if Path(name).is_dir()))),
        Step("django check", (*manage, "check", *strict), nobodys),
        Step("django check --deploy", (*manage, "check", "--deploy", *strict), PRODUCTION | {"SECRET_KEY": secrets.token_urlsafe(50)}),
        Step("migrations complete", (*manage, "makemigrations", "--check", "--dry-run"), nobodys),
        Step("translations complete", (PYTHON, "-m", "scripts.messages", "check")),
    ]


def test_steps() -> list[Step]:
    """The suite on both databases, then the browser in a process of its own (its event loop breaks database fixtures)."""
    return [
        _pytest("tests on SQLite", "sqlite", (PYTHON, "-m", "pytest")),
        _pytest("tests on PostgreSQL", "postgresql", (PYTHON, "-m", "tests.servers.postgresql", PYTHON, "-m", "pytest")),
        _pytest("tests in a browser", "browser", (PYTHON, "-m", "pytest", "-m", "browser", "tests/browser")),
    ]


def run(step: Step) -> Outcome:
    """Run one step; tests speak as they go, other steps only when they fail."""
    started = time.monotonic()
    environment = {**os.environ, **step.environment}
    if step.report is None:
        done = subprocess.run(step.command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 (our own commands)
        code, said = done.returncode, (done.stdout + done.stderr).strip()
    else:
        step.report.parent.mkdir(parents=True, exist_ok=True)
        step.report.unlink(missing_ok=True)
        print(f"\n--- {step.name}", flush=True)
        code, said = subprocess.run(step.command, env=environment, check=False).returncode, ""  # noqa: S603 (our own commands)
    totals = read_totals(step.report) if step.report else Totals()
    if code == SKIPPED:
        totals = Totals(skipped=Counter([f"{step.name}: {said.splitlines()[-1]}"]))
        code = 1 if os.environ.get("CI") else 0
    outcome = Outcome(step, code == 0, time.monotonic() - started, totals)
    if not outcome.passed and said:
        print(f"\n--- {step.name}\n{said}\n")
    print(_line(outcome), flush=True)
    return outcome


def report(outcomes: list[Outcome]) -> int:
    """Print the list of all steps, what was skipped, and the sum; 0 when everything passed."""
    print("\n=== All steps")
    for outcome in outcomes:
        print(_line(outcome))
    total = sum((outcome.totals for outcome in outcomes), Totals())
    if total.skipped:
        print("\nSkipped:")
        for reason, count in sorted(total.skipped.items()):
            print(f"  {count:4}  {reason}")
    failed_steps = [outcome.step.name for outcome in outcomes if not outcome.passed]
    print(f"\nFAILED: {', '.join(failed_steps)}" if failed_steps else "\nEvery step passed.")
    if total.ran:
        print(f"{total.passed} passed, {total.failed} failed")
    return 1 if failed_steps else 0


def main() -> int:
    quick = sys.argv[1:] == ["quick"]
    if not quick and sys.argv[1:] != ["full"]:
        sys.exit("usage: python -m scripts.check quick|full")
    return report([run(step) for step in (quick_steps() if quick else quick_steps() + test_steps())])


def _tool(name: str, *arguments: str) -> tuple[str, ...]:
    return (str(Path(PYTHON).with_name(name)), *arguments)


def _pytest(name: str, slug: str, command: tuple[str, ...]) -> Step:
    report = REPORTS / f"{slug}.xml"
    return Step(name, (*command, f"--junitxml={report}"), {"DJANGO_ALLOW_ASYNC_UNSAFE": "1"} if slug == "browser" else {}, report)


def _line(outcome: Outcome) -> str:
    counts = f"  {outcome.totals.passed} passed, {outcome.totals.failed} failed" if outcome.step.report else ""
    skipped = f", {sum(outcome.totals.skipped.values())} skipped" if outcome.totals.skipped else ""
    return f"{'ok    ' if outcome.passed else 'FAILED'} {outcome.step.name:24} {outcome.seconds:6.1f} s{counts}{skipped}"


if __name__ == "__main__":
    sys.exit(main())
