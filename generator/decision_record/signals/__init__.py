"""The signals: what depends on the day it is read, a function a signal, in an explicit tuple."""
