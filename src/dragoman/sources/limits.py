"""How much of anything is taken in before it is refused."""

MEGABYTE = 1024 * 1024

LARGEST_WHOLE = 256 * MEGABYTE
"""Bytes of a file that has to be held in memory whole; lines and archives may be of any size."""

LARGEST_TEXT = 32 * MEGABYTE
"""Bytes of a file that is one article; far beyond what one can be."""

LARGEST_PAGE = 10 * MEGABYTE
"""Bytes of a web page; a newspaper's have about 300,000."""

LONGEST_LINE = 32 * MEGABYTE
"""Bytes of one line of JSON Lines or of a table."""

LARGEST_SPOOL = 8 * 1024 * MEGABYTE
"""Bytes of a stream that must be laid down in a temporary file to be read."""

SOUND_RATIO = 200
"""How many times its packed size text unpacks to at most; real text stays below 50."""

ALWAYS_SOUND = 64 * MEGABYTE
"""Unpacked bytes below which that is not asked."""

MOST_MEMBERS = 1_000_000
"""Files in one archive."""

MOST_ELEMENTS = 50_000
"""Elements of a web page; a long live report has 20,000, and each takes time to weigh."""

MOST_ATTRIBUTES = 5_000
"""Attributes of one element, about; reading them takes the square of their number."""
