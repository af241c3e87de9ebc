"""The web: the Flask service around one ready Service.

Takes HTTP requests. Gives answers as JSON or as a page, and every failure as problem JSON (RFC 9457). Decides who may
ask before anything is read; logs and counts routes, statuses, milliseconds and bytes, never what was asked.
"""

from backstory.web.app import create_app

__all__ = ["create_app"]
