"""Builds an index where libvoikko is missing: ``python -m bench.fallback_indexing FOLDER`` prints wall and CPU seconds and documents."""

import json
import sys
from pathlib import Path

import django

django.setup()

from bench.indexing import FALLBACK_LISTINGS, build  # noqa: E402 (models can be imported only after django.setup())
from search.engines.tantivy import TantivyEngine  # noqa: E402
from search.language import voikko  # noqa: E402

if __name__ == "__main__":
    voikko._LIBRARY = "libvoikko-left-out-on-purpose.so"
    print(json.dumps(build(TantivyEngine(Path(sys.argv[1])), FALLBACK_LISTINGS)))
