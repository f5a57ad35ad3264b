"""What we hand out or store and nobody else shall read or make: AES-256-GCM, one key for each purpose."""

from __future__ import annotations

import os
from typing import Final

from cryptography import exceptions
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import aead
from cryptography.hazmat.primitives.kdf import hkdf

_NONCE_BYTES: Final = 12


class Seal:
    """Seals and opens bytes for one purpose; what was sealed for another one does not open."""

    def __init__(self, secret: str, *, purpose: str) -> None:
        """
        Derive the key.

        Args:
            secret: Of the installation; 32 characters or more that nobody can guess.
            purpose: What the sealed bytes are for.
        """
        derivation = hkdf.HKDF(hashes.SHA256(), 32, salt=None, info=f"samsvar {purpose}".encode())
        self._cipher = aead.AESGCM(derivation.derive(secret.encode()))

    def sealed(self, plain: bytes) -> bytes:
        """Return `plain`, unreadable."""
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, plain, None)

    def opened(self, sealed: bytes) -> bytes | None:
        """Return what was sealed; None when it was not sealed by us for this, or has been changed since."""
        try:
            return self._cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], None)
        except (exceptions.InvalidTag, ValueError):
            return None
