"""The lists: accounts, actions, commitments, decisions, escalations, requests and others."""
