"""Rows that are filled into patterns."""

from practices.patterns import pattern

OPTION = ("value", "label", "count", "address")
SHAPE = {"facet": "topic", "is_excluded": False, "is_selected": True, "is_zero": False}


def row(**values):
    filled = {"value": "roma", "label": "Roma", "count": "3", "address": "/?topic=-roma"} | values
    return pattern("catalogue/_facet.html#option", OPTION, **SHAPE).fill(**filled)


def test_row_has_its_values_and_its_shape():
    assert '<input type="checkbox" id="topic-roma" name="topic" value="roma" checked>' in row()
    assert '<span class="vh">Exclude Roma</span>' in row()


def test_values_are_escaped():
    assert "Exclude &lt;b&gt;&quot;Roma&quot;" in row(label='<b>"Roma"')


def test_value_that_looks_like_a_slot_is_none():
    assert "\ue200count\ue201" in row(label="\ue200count\ue201")


def test_slots_can_be_filled_one_after_the_other():
    rows = pattern("catalogue/_facet.html#option", OPTION, **SHAPE).with_values(
        value="roma", label="<b> & \ue200count\ue201"
    )
    assert rows.fill(count="3", address="/") == row(label="<b> & \ue200count\ue201", address="/")
    assert rows.fill(count="4", address="/") == row(label="<b> & \ue200count\ue201", count="4", address="/")
