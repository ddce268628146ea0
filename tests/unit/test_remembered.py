from slatis_tui.widgets._remembered import Remembered


def test_the_first_that_came_goes_first() -> None:
    remembered = Remembered[str, int](2)
    for place, key in enumerate("abac"):
        remembered[key] = place
    assert remembered == {"b": 1, "c": 3}


def test_what_is_emptied_takes_new_entries() -> None:
    remembered = Remembered[str, int](1)
    remembered["a"] = 1
    remembered.clear()
    remembered["b"] = 2
    assert remembered == {"b": 2}
