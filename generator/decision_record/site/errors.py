"""What can go wrong in making a site, other than bad records: the reader of the message can act."""


class SiteError(Exception):
    """The site cannot be built. The message is a sentence that says what to do about it."""


class FrameError(SiteError):
    """A rendered frame lacks a slot, or uses one in a way that cannot be stamped."""


class AddressError(SiteError):
    """A page or document has an address that is not possible, or that is taken."""


class PublishError(SiteError):
    """The site was built and cannot be put in its place, or may not be put there."""
