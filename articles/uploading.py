"""Uploads are held in memory and read no further than the largest page that is taken in."""

from io import BytesIO

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from articles.parting.sniffing import LARGEST_HTML

# four bytes a character at most, and one more, so that the sniffer sees that it is too much
MOST = 4 * LARGEST_HTML + 1


class CappedUpload(FileUploadHandler):
    """Keeps the first `MOST` bytes of a file and drops the rest as it comes."""

    def new_file(self, *args: object, **kwargs: object) -> None:
        super().new_file(*args, **kwargs)
        self.kept = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.kept.write(raw_data[: max(0, MOST - start)])

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self.kept.seek(0)
        return InMemoryUploadedFile(
            self.kept, self.field_name, self.file_name, self.content_type,
            min(file_size, MOST), self.charset, self.content_type_extra,
        )  # fmt: skip
