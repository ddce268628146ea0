"""The key goes to https only, or to this machine itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slatis_tui.settings.base_url import origin_of, read_base_url
from slatis_tui.settings.given import BadSetting


@pytest.mark.parametrize(
    ("typed", "used"),
    [
        ("https://api.slatis.com/v1", "https://api.slatis.com/v1"),
        ("https://api.slatis.com/v1/", "https://api.slatis.com/v1"),
        ("HTTPS://API.Slatis.com", "https://api.slatis.com"),
        ("https://api.slatis.com:8443/api/public/v1", "https://api.slatis.com:8443/api/public/v1"),
        ("http://localhost:3000/api/public/v1", "http://localhost:3000/api/public/v1"),
        ("http://127.0.0.1:8807/v1", "http://127.0.0.1:8807/v1"),
        ("http://[::1]:8807/v1", "http://[::1]:8807/v1"),
        ("https://bücher.example/v1", "https://xn--bcher-kva.example/v1"),
    ],
)
def test_a_good_one_is_used_in_its_plain_form(typed: str, used: str) -> None:
    assert read_base_url(typed) == used
    assert read_base_url(used) == used


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("http://api.slatis.com/v1", "only for 127.0.0.1"),
        ("http://127.0.0.1.evil.example/v1", "only for 127.0.0.1"),
        ("http://127.1/v1", "only for 127.0.0.1"),
        ("http://localhost.evil.example", "only for 127.0.0.1"),
        ("http://0.0.0.0", "only for 127.0.0.1"),
        ("https://ada:hunter2@api.slatis.com", "credentials"),
        ("https://hunter2@api.slatis.com", "credentials"),
        ("http://localhost@evil.example", "credentials"),
        ("https://api.slatis.com/v1?key=hunter2", "query"),
        ("https://api.slatis.com/v1?", "query"),
        ("https://api.slatis.com/v1#hunter2", "fragment"),
        ("https://api.slatis.com/v1/../admin", "path"),
        ("https://api.slatis.com/../admin", "path"),
        ("https://api.slatis.com//v1", "path"),
        ("https://api.slatis.com/%2e%2e", "path"),
        ("https://", "host"),
        ("https://api.slatis.com:99999", "host or port"),
        ("https://api.slatis.com:port", "host or port"),
        ("https://[::1", "host or port"),
        ("https://api..slatis.com", "host"),
        ("https://-.example", "host"),
        ("ftp://api.slatis.com", "https://"),
        ("file:///etc/passwd", "https://"),
        ("api.slatis.com/v1", "https://"),
        ("//api.slatis.com", "https://"),
        ("", "https://"),
        ("https://api.slatis.com\\@evil.example", "not a URL"),
        ("https://api.slatis.com /v1", "not a URL"),
        ("https://api.slatis.com\n/v1", "not a URL"),
        ("https://api.slatis.com\x00", "not a URL"),
    ],
)
def test_a_bad_one_is_refused_and_not_quoted(typed: str, says: str) -> None:
    with pytest.raises(BadSetting) as refused:
        read_base_url(typed)
    said = f"{refused.value}. {refused.value.hint}"
    assert says in said
    assert "hunter2" not in said
    assert refused.value.hint


@pytest.mark.parametrize("value", [None, 3, True, ["https://api.slatis.com"]])
def test_what_is_no_text_is_refused(value: object) -> None:
    with pytest.raises(BadSetting):
        read_base_url(value)


@given(st.sampled_from(["https://", "http://", ""]), st.text(max_size=30))
def test_nothing_else_is_raised_and_what_passes_stays(scheme: str, rest: str) -> None:
    try:
        used = read_base_url(scheme + rest)
    except BadSetting:
        return
    assert used.isascii()
    assert read_base_url(used) == used


def test_the_origin_leaves_the_path_out() -> None:
    assert origin_of("https://api.slatis.com:8443/v1") == "https://api.slatis.com:8443"
