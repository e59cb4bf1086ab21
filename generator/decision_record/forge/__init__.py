"""What a workflow needs of a forge: its requests, its comments and its pages.

Nothing here knows of records. What a forge or a request says is data: it is compared and shown, and
it never becomes a command, a path or an address of ours.
"""
