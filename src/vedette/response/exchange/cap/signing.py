"""The key with which a node signs what it publishes, and the check of such a signature."""

import contextlib
import os
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID
from lxml import etree
from signxml import SignatureMethod, XMLSigner, XMLVerifier
from signxml.exceptions import SignXMLException

from vedette.errors import VedetteError

KEY, CERTIFICATE = "signing.key", "signing.crt"
VALID_FOR = timedelta(days=3_650)
SigningKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


class SigningFailed(VedetteError, RuntimeError):
    """The node's signing key cannot be read or made."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(path, why)
        self.path, self.why = path, why

    def __str__(self) -> str:
        return f"{self.path.name}: {self.why}"


class SignatureWrong(VedetteError, ValueError):
    """A document is not signed, was changed since, or was signed by somebody else."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why

    def __str__(self) -> str:
        return f"the signature does not hold: {self.why}"


def certificate(folder: Path, *, name: str, at: datetime) -> bytes:
    """Return the certificate of a node as PEM; key and certificate are made at first need.

    A node that has a certificate from an authority puts both files there itself.

    Parameters
    ----------
    folder : Path
        Where the keys of the instance lie.
    name : str
        Host name of the node; the subject of a certificate made here.
    """
    if not (folder / CERTIFICATE).exists():
        _make(folder, name, at)
    return _read(folder / CERTIFICATE)


def sign(document: bytes, folder: Path, *, name: str, at: datetime) -> bytes:
    """Return an XML document with an enveloped signature (XML-DSig, ECDSA, SHA-256) at its end.

    Raises
    ------
    SigningFailed
        If the key is not there and cannot be made, or is no key.
    """
    chain = certificate(folder, name=name, at=at)
    key = _private_key(folder)
    is_curve = isinstance(key, ec.EllipticCurvePrivateKey)
    method = SignatureMethod.ECDSA_SHA256 if is_curve else SignatureMethod.RSA_SHA256
    signer = XMLSigner(signature_algorithm=method)
    root = etree.fromstring(document, _closed_parser())
    try:
        signed = signer.sign(root, key=key, cert=chain.decode())
    except (SignXMLException, ValueError) as error:
        raise SigningFailed(folder / CERTIFICATE, f"cannot be signed with: {error}") from None
    return etree.tostring(signed, xml_declaration=True, encoding="UTF-8")


def verify(document: bytes, trusted: bytes) -> bytes:
    """Return what of a document is covered by a signature of the trusted certificate.

    Raises
    ------
    SignatureWrong
        If there is none, the document was changed, or another key signed it.
    """
    try:
        root = etree.fromstring(document, _closed_parser())
        found = XMLVerifier().verify(root, x509_cert=trusted.decode(), ca_pem_file=None)
    except (etree.XMLSyntaxError, SignXMLException, InvalidSignature, ValueError) as error:
        raise SignatureWrong(str(error) or type(error).__name__) from None
    result = found[0] if isinstance(found, list) else found
    return bytes(etree.tostring(result.signed_xml))


def _closed_parser() -> etree.XMLParser:
    """Read nothing but the document itself."""
    return etree.XMLParser(resolve_entities=False, no_network=True)


def _private_key(folder: Path) -> SigningKey:
    try:
        key = serialization.load_pem_private_key(_read(folder / KEY), password=None)
    except (TypeError, ValueError) as error:  # a key under a password is a TypeError
        raise SigningFailed(folder / KEY, f"is no private key: {error}") from None
    if not isinstance(key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
        raise SigningFailed(folder / KEY, "is neither an elliptic curve key nor an RSA key")
    return key


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SigningFailed(path, error.strerror or "cannot be read") from None


def _make(folder: Path, name: str, at: datetime) -> None:
    """Make a certificate that vouches for itself, and the key if there is none.

    Two makers at once use the key of the first; a key without a certificate, left by a
    machine that died between the two, gets its certificate now.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not (folder / KEY).exists():
            _place(folder / KEY, _new_key())
        made = _certificate(_private_key(folder), name, at)
        _place(folder / CERTIFICATE, made)
    except OSError as error:
        raise SigningFailed(folder / KEY, error.strerror or "cannot be written") from None


def _place(path: Path, content: bytes) -> None:
    """Write a file that only its owner reads, whole or not at all; who came first stays."""
    with tempfile.NamedTemporaryFile(dir=path.parent) as whole:
        whole.write(content)
        whole.flush()
        os.fsync(whole.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(whole.name, path)


def _new_key() -> bytes:
    return ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _certificate(key: SigningKey, name: str, at: datetime) -> bytes:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name[:64])])
    at = at.astimezone(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - timedelta(days=1))
        .not_valid_after(at + VALID_FOR)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    return made.public_bytes(serialization.Encoding.PEM)
