"""What only a coordinator's rare file needs is not in the memory of every web worker."""

import subprocess
import sys


def test_rdflib_is_loaded_by_the_first_file_only() -> None:
    code = (
        "import sys, django; django.setup();"
        "from django.urls import get_resolver; assert get_resolver().url_patterns;"
        "assert 'rdflib' not in sys.modules, 'loaded with the addresses';"
        "from portal.thesaurus.skos_files import SkosError, read\n"
        "try: read(b'', 'x.ttl', None, topics=())\n"
        "except SkosError: print('rdflib' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)  # noqa: S603
    assert done.stdout.strip() == "True", done.stderr
