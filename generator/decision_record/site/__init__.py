"""The site: the only part that knows MkDocs. Frames, stamping, writing, publishing, serving."""
