"""Files from a device."""

import json
import tempfile
from pathlib import Path

from miro_api.exceptions import ApiException, NotFoundException
from miro_api.models import CreateDocumentItemUsingFileFromDeviceRequestData, UploadFileFromDeviceData

from .case import BoardCase

# One transparent pixel.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c636000010000050001a5f645400000000049454e44ae426082"
)
PDF = b"%PDF-1.4\n%%EOF\n"


class Uploads(BoardCase):
    def setUp(self):
        super().setUp()
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.directory = Path(directory.name)
        self.image, self.other_image = self.file("a.png", PNG), self.file("b.png", PNG)
        self.document, self.other_document = self.file("a.pdf", PDF), self.file("b.pdf", PDF)

    def file(self, name, content):
        path = self.directory / name
        path.write_bytes(content)
        return str(path)

    def test_an_image_is_uploaded_and_replaced(self):
        created = self.api.create_image_item_using_local_file(self.board_id, self.image)
        self.assertEqual(created.type, "image")
        self.assertEqual(self.api.get_image_item(self.board_id, created.id).id, created.id)
        changed = self.api.update_image_item_using_file_from_device(self.board_id, created.id, self.other_image)
        self.assertEqual(changed.id, created.id)
        self.api.delete_image_item(self.board_id, created.id)
        self.assert_gone(self.api.get_image_item, self.board_id, created.id)

    def test_a_document_is_uploaded_and_replaced(self):
        created = self.api.create_document_item_using_file_from_device(self.board_id, self.document)
        self.assertEqual(created.type, "document")
        self.assertEqual(self.api.get_document_item(self.board_id, created.id).id, created.id)
        changed = self.api.update_document_item_using_file_from_device(self.board_id, created.id, self.other_document)
        self.assertEqual(changed.id, created.id)
        self.api.delete_document_item(self.board_id, created.id)
        self.assert_gone(self.api.get_document_item, self.board_id, created.id)

    def test_an_upload_with_data_raises(self):
        """The client hands an object to where a text is expected, so all but the file is set afterwards."""
        with self.assertRaises(TypeError):
            self.api.create_image_item_using_local_file(self.board_id, self.image, UploadFileFromDeviceData(title="A"))
        with self.assertRaises(TypeError):
            data = CreateDocumentItemUsingFileFromDeviceRequestData(title="A")
            self.api.create_document_item_using_file_from_device(self.board_id, self.document, data)
        self.assertEqual(self.api.get_items(self.board_id).total, 0)

    def test_files_in_bulk_go_to_no_board(self):
        """The client does not put the id of the board into the path: the request works once somebody else does."""
        position = {"origin": "center", "x": 500, "y": 500}
        data = [
            {"type": "image", "title": "A", "geometry": {"width": 500}},
            {"type": "document", "title": "B", "position": position},
        ]
        data = self.file("data.json", json.dumps(data).encode())
        resources = [self.image, self.document]
        with self.assertRaises(ApiException) as raised:
            self.api.create_items_in_bulk_using_file_from_device(self.board_id, data, resources)
        self.assertIsInstance(raised.exception, NotFoundException)
        parameter = "{board_id_Platformcreateitemsinbulkusingfilefromdevice}"
        self.assertIn(f"/{parameter}/", self.wire.last.url)

        with self.wire.changing(url=lambda url: url.replace(parameter, self.board_id)):
            created = self.api.create_items_in_bulk_using_file_from_device(self.board_id, data, resources)
        self.assertEqual([item.type for item in created.data], ["image", "document"])
        self.assertEqual((created.data[0].geometry.width, created.data[1].position.x), (500, 500))
        self.assertEqual([item.type for item in self.api.get_items(self.board_id).data], ["image", "document"])
