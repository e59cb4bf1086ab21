"""Compiled templates, kept between builds.

What is kept is code that Python runs, so it is kept in the user's own folder alone (`cache.py`).
"""

import hashlib
import sys

import jinja2
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from decision_record.site.cache import Cache

_SORT = "compiled"


class CompiledTemplates(BytecodeCache):
    """Jinja's view of the cache.

    Args:
        cache: Where they are kept.
        compiler: What makes code of a template: its name, and a hash of how it is set up.
    """

    def __init__(self, cache: Cache, *, compiler: str) -> None:
        self._cache = cache
        self._compiler = compiler

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket with what is kept for its source, if anything."""
        found = self._cache.find(_SORT, self._key(bucket))
        if found is not None:
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a bucket holds."""
        self._cache.keep(_SORT, self._key(bucket), bucket.bytecode_to_string())

    def _key(self, bucket: Bucket) -> str:
        # The key of a bucket is a hash of the template's name and place, which errors show.
        parts = (sys.version, jinja2.__version__, self._compiler, bucket.key, bucket.checksum)
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()
