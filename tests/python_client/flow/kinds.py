"""The kinds of items that the client knows, with what creates and changes an item of each."""

from dataclasses import dataclass
from typing import Any

from miro_api import models


@dataclass
class Kind:
    """A kind of item, by the name that the client's methods have for it."""

    name: str
    creation: Any
    change: Any
    # What the change leaves in the item's data.
    changed: dict
    # What is behind the name in the methods that create and change.
    suffix: str = ""

    def create(self, api, board_id):
        return getattr(api, f"create_{self.name}_item{self.suffix}")(board_id, self.creation)

    def update(self, api, board_id, item_id):
        return getattr(api, f"update_{self.name}_item{self.suffix}")(board_id, item_id, self.change)

    def get(self, api, board_id, item_id):
        return getattr(api, f"get_{self.name}_item")(board_id, item_id)

    def delete(self, api, board_id, item_id):
        return getattr(api, f"delete_{self.name}_item")(board_id, item_id)


KINDS = [
    Kind(
        "sticky_note",
        models.StickyNoteCreateRequest(
            data=models.StickyNoteData(content="Hello", shape="rectangle"),
            style=models.StickyNoteStyle(fill_color="cyan"),
            position=models.PositionChange(x=100, y=-50.5),
            geometry=models.FixedRatioNoRotationGeometry(width=300),
        ),
        models.StickyNoteUpdateRequest(data=models.StickyNoteData(content="Bye", shape="rectangle")),
        {"content": "Bye", "shape": "rectangle"},
    ),
    Kind(
        "shape",
        models.ShapeCreateRequest(
            data=models.ShapeDataForCreate(content="Hello", shape="circle"),
            style=models.ShapeStyleForCreate(fill_color="#8fd14f", border_width="4", font_size="20"),
            geometry=models.Geometry(width=200, height=100, rotation=30),
        ),
        models.ShapeUpdateRequest(data=models.ShapeDataForUpdate(content="Bye", shape="star")),
        {"content": "Bye", "shape": "star"},
    ),
    Kind(
        "text",
        models.TextCreateRequest(
            data=models.TextData(content="Hello"), style=models.TextStyle(color="#ff0000", font_family="caveat")
        ),
        models.TextUpdateRequest(data=models.TextData(content="Bye")),
        {"content": "Bye"},
    ),
    Kind(
        "card",
        models.CardCreateRequest(
            data=models.CardData(title="Hello", description="World", due_date="2026-12-24T18:00:00Z"),
            style=models.CardStyle(card_theme="#2d9bf0"),
        ),
        models.CardUpdateRequest(data=models.CardData(title="Bye")),
        {"title": "Bye", "description": "World"},
    ),
    Kind(
        "app_card",
        models.AppCardCreateRequest(
            data=models.AppCardDataChanges(
                title="Hello", status="connected", fields=[models.CustomField(value="5", icon_shape="square")]
            )
        ),
        models.AppCardUpdateRequest(data=models.AppCardDataChanges(title="Bye", status="disabled")),
        {"title": "Bye", "status": "disabled", "owned": True},
    ),
    Kind(
        "frame",
        models.FrameCreateRequest(
            data=models.FrameChanges(title="Hello"), geometry=models.GeometryNoRotation(width=1000, height=500)
        ),
        models.FrameUpdateRequest(data=models.FrameChanges(title="Bye")),
        {"title": "Bye", "format": "custom", "type": "freeform"},
    ),
    Kind(
        "image",
        models.ImageCreateRequest(data=models.ImageUrlData(url="https://example.com/a.png", title="Hello")),
        models.ImageUpdateRequest(data=models.ImageUrlDataChanges(title="Bye")),
        {"title": "Bye"},
        "_using_url",
    ),
    Kind(
        "document",
        models.DocumentCreateRequest(data=models.DocumentUrlData(url="https://example.com/a.pdf", title="Hello")),
        models.DocumentUpdateRequest(data=models.DocumentUrlDataChanges(title="Bye")),
        {"title": "Bye"},
        "_using_url",
    ),
    Kind(
        "embed",
        models.EmbedCreateRequest(data=models.EmbedUrlData(url="https://www.youtube.com/watch?v=1", mode="inline")),
        models.EmbedUpdateRequest(data=models.EmbedUrlDataChanges(mode="modal")),
        {"url": "https://www.youtube.com/watch?v=1", "mode": "modal"},
    ),
]
BY_NAME = {kind.name: kind for kind in KINDS}
