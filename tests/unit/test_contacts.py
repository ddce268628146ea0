"""A person copied as one text, taken apart."""

import pytest

from slatis_tui.domain.contacts import Contact, read_contact


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("Ana Ruiz <ana@x.io> +34 600 123 456", Contact("Ana Ruiz", "ana@x.io", "+34 600 123 456")),
        ("Ana Ruiz <ana@x.io>", Contact("Ana Ruiz", "ana@x.io")),
        ('"Ruiz, Ana" <ana@x.io>', Contact("Ruiz, Ana", "ana@x.io")),
        ("ana@x.io Ana Ruiz", Contact("Ana Ruiz", "ana@x.io")),
        ("Ana Ruiz; ana@x.io; (030) 123-4567", Contact("Ana Ruiz", "ana@x.io", "(030) 123-4567")),
        ("Name: Ana Ruiz\nE-mail: ana@x.io\nPhone: +34600123456", Contact("Ana Ruiz", "ana@x.io", "+34600123456")),
        ("Ana Ruiz\r\nACME 2000\r\nana@x.io", Contact("Ana Ruiz", "ana@x.io")),
        ("ana@x.io +34 600 123 456", Contact("", "ana@x.io", "+34 600 123 456")),
        ("José Ñandú <j.n+t@sub.x-y.io> tel: +1.415.555.0100",
         Contact("José Ñandú", "j.n+t@sub.x-y.io", "+1.415.555.0100")),
        ("ana@x.io", None),
        ("Ana Ruiz", None),
        ("Ana Ruiz +34 600 123 456", None),
        ("", None),
        ("x" * 2_000 + " a@b.io", None),
    ],
)  # fmt: skip
def test_a_contact_is_an_address_and_something_besides(text: str, contact: Contact | None) -> None:
    assert read_contact(text) == contact
