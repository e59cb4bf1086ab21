"""Pods: their list, their pages, their numbers quarter by quarter."""
