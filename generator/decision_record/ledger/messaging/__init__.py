"""What may be said to an account on a day, and what must not be promised (records.md §5, Words).

`gather_messages` is the one place that decides it; pages, briefs and exports show what it says.
`talking` has the types, `decided` the words of decisions and commitments, `told` when an account
was told about them, `asked` the words of questions, requests and shipped items, `refused` what is
deferred, declined or not now, and `gather` puts an account's messages together.
"""
