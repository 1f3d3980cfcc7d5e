"""``make check``, ``make test`` and ``make test-full``: every check, two at a time, one line each, a list in a fixed order at the end.

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
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from scripts.junit import Totals, read_totals
from scripts.messages import SKIPPED

REPORTS = Path("var/test-reports")
CORES = 2
"""Steps at a time: what the budget of 20 minutes is reckoned with."""
PYTHON = sys.executable
TYPED = ("portal", "home", "search", "scripts", "tests/servers", "tests/browser", "bench")
LINTED_TEMPLATES = ("templates", "home", "portal", "search")
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "portal.settings.production",
    "ALLOWED_HOSTS": "perhekeskus.example",
    "SITE_URL": "https://perhekeskus.example",
    "DATABASE_URL": "postgres://portal@localhost/portal",
    "DEFAULT_FROM_EMAIL": "perhekeskus@perhekeskus.example",
    "CACHE_URL": "redis://localhost:6379/0",
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

    @property
    def log(self) -> Path:
        """What a pytest run says."""
        return REPORTS / f"{self.name.replace(' ', '-')}.log"


@dataclass(frozen=True)
class Outcome:
    step: Step
    passed: bool
    seconds: float
    totals: Totals


def quick_steps() -> list[Step]:
    """Types first, which take longest; lint, contracts, Django's own checks, translations."""
    manage = (PYTHON, "-W", "error", "manage.py")
    strict = ("--fail-level", "WARNING")
    nobodys = {"DATABASE_URL": "sqlite://:memory:"}  # a bare clone has no database, and a developer's must not matter
    return [
        Step("mypy --strict", _tool("mypy", *(name for name in TYPED if Path(name).is_dir()))),
        Step("ruff check", _tool("ruff", "check", ".")),
        Step("ruff format", _tool("ruff", "format", "--check", ".")),
        Step("import contracts", _tool("lint-imports")),
        Step("template lint", _tool("djlint", "--lint", "--quiet", *(name for name in LINTED_TEMPLATES if Path(name).is_dir()))),
        Step("django check", (*manage, "check", *strict), nobodys),
        Step("django check --deploy", (*manage, "check", "--deploy", *strict), PRODUCTION | {"SECRET_KEY": secrets.token_urlsafe(50)}),
        Step("migrations complete", (*manage, "makemigrations", "--check", "--dry-run"), nobodys),
        Step("translations complete", (PYTHON, "-m", "scripts.messages", "check")),
    ]


def test_steps() -> list[Step]:
    """All pytest runs, the longest first: whoever is free takes the next one, so that both cores end at about the same time.

    SQLite begins, because it leaves the migrated database that the others start with. The browser tests have a process of their own because
    their event loop breaks database fixtures. The engine for several web nodes is tested on a genuine Elasticsearch of the tests' own: one
    node, and three of which one dies.
    """
    return [
        _pytest("tests on SQLite", "sqlite", (PYTHON, "-m", "pytest")),
        _pytest("tests on PostgreSQL", "postgresql", (PYTHON, "-m", "tests.servers.postgresql", PYTHON, "-m", "pytest")),
        _pytest("tests in a browser", "browser", (PYTHON, "-m", "pytest", "-m", "browser and not full", "tests/browser")),
        _pytest("engine on Elasticsearch", "elasticsearch", (PYTHON, "-m", "pytest", "-m", "elasticsearch", "tests/search")),
    ]


def isolation_step() -> Step:
    """The isolation crawl and fuzz with every role, identifier and query; passed tests say how many requests they made (-rP)."""
    return _pytest("isolation in full", "isolation", (PYTHON, "-m", "pytest", "-rP", "-m", "full", "tests/isolation"))


def screens_step() -> Step:
    """Every state of every public page on every screen and in every language."""
    return _pytest("screens in full", "browser-full", (PYTHON, "-m", "pytest", "-m", "browser and full", "tests/browser"))


def run(step: Step) -> Outcome:
    """Run one step; tests tell everything when they are done, other steps only what failed."""
    started = time.monotonic()
    environment = {**os.environ, **step.environment}
    if step.report is None:
        done = subprocess.run(step.command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 (our own commands)
        code, said = done.returncode, (done.stdout + done.stderr).strip()
    else:
        step.report.parent.mkdir(parents=True, exist_ok=True)
        step.report.unlink(missing_ok=True)
        print(f"       {step.name}: running; its lines grow in {step.log}", flush=True)
        with step.log.open("w", encoding="utf-8") as log:
            code = subprocess.run(step.command, env=environment, stdout=log, stderr=log, check=False).returncode  # noqa: S603 (our own commands)
        said = step.log.read_text(encoding="utf-8", errors="replace").strip()
    totals = read_totals(step.report) if step.report else Totals()
    if code == SKIPPED:
        totals = Totals(skipped=Counter([f"{step.name}: {said.splitlines()[-1]}"]))
        code = 1 if os.environ.get("CI") else 0
    outcome = Outcome(step, code == 0, time.monotonic() - started, totals)
    told = f"\n--- {step.name}\n{said}\n\n" if said and (step.report or not outcome.passed) else ""
    print(told + _line(outcome), flush=True)  # in one piece: another step may be speaking, too
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
    extents = ("quick", "full", "everything")
    if len(sys.argv) != 2 or sys.argv[1] not in extents:
        sys.exit(f"usage: python -m scripts.check {'|'.join(extents)}")
    extent = sys.argv[1]
    with ThreadPoolExecutor(max_workers=CORES) as together:
        outcomes = list(together.map(run, quick_steps() + (test_steps() if extent != "quick" else [])))
    if extent == "everything":
        outcomes += [run(isolation_step()), run(screens_step())]
    return report(outcomes)


def _tool(name: str, *arguments: str) -> tuple[str, ...]:
    return (str(Path(PYTHON).with_name(name)), *arguments)


def _pytest(name: str, slug: str, command: tuple[str, ...]) -> Step:
    report = REPORTS / f"{slug}.xml"
    return Step(name, (*command, f"--junitxml={report}"), {"DJANGO_ALLOW_ASYNC_UNSAFE": "1"} if slug.startswith("browser") else {}, report)


def _line(outcome: Outcome) -> str:
    counts = f"  {outcome.totals.passed} passed, {outcome.totals.failed} failed" if outcome.step.report else ""
    skipped = f", {sum(outcome.totals.skipped.values())} skipped" if outcome.totals.skipped else ""
    return f"{'ok    ' if outcome.passed else 'FAILED'} {outcome.step.name:24} {outcome.seconds:6.1f} s{counts}{skipped}"


if __name__ == "__main__":
    sys.exit(main())
