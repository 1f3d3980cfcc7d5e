"""Documents: content agrees with the name and carries no program; what is refused says what to do."""

import codecs
import zlib

import pytest
from django.core.exceptions import ValidationError

from portal.media.checks.documents import check_document
from tests.media.files import PDF, WORD, archive, docx, odt, picture, upload

MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"


def compressed(content: bytes) -> bytes:
    """A PDF whose objects stand packed in a stream."""
    return PDF + b"5 0 obj << /Type /ObjStm /N 1 /Filter /FlateDecode >>\nstream\n" + zlib.compress(content) + b"\nendstream\n"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.pdf", b"", "empty"),
        ("a.exe", b"MZ\x90\x00" + bytes(60), "kind"),
        ("a.svg", b"<svg onload='alert(1)'/>", "kind"),
        ("a.html", b"<html></html>", "kind"),
        ("a.docm", docx(), "kind"),
        ("a", PDF, "kind"),
        ("a.pdf", b"MZ\x90\x00" + bytes(60), "mismatch"),
        ("a.pdf", b"<html></html>" + PDF, "mismatch"),
        ("a.pdf", picture("PNG"), "mismatch"),
        ("a.pdf", PDF + b"<< /S /JavaScript /JS (app.alert(1)) >>", "active"),
        ("a.pdf", PDF + b"<< /S /J#61vaScript >>", "active"),
        ("a.pdf", PDF + b"<< /S /Launch >>", "active"),
        ("a.pdf", PDF + b"<< /Names << /EmbeddedFiles 3 0 R >> >>", "active"),
        ("a.pdf", compressed(b"<< /S /JavaScript >>"), "active"),
        ("a.pdf", compressed(bytes(51 * 1024 * 1024)), "active"),
        ("a.docx", PDF, "mismatch"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old"),
        ("a.docx", docx()[:-30], "broken"),
        ("a.docx", archive({"malware.txt": "x"}), "mismatch"),
        ("a.docx", odt(), "mismatch"),
        ("a.xlsx", docx(), "mismatch"),
        ("a.docx", docx(MACROS), "program"),
        ("a.docx", docx(**{"word/vbaProject.bin": b"x"}), "program"),
        ("a.docx", docx(**{"word/activeX/activeX1.bin": b"x"}), "program"),
        ("a.docx", docx(**{"word/embeddings/run.exe": b"x"}), "program"),
        ("a.docx", docx(**{"../../etc/passwd": b"x"}), "program"),
        ("a.docx", docx(**{"word/bomb.xml": bytes(21 * 1024 * 1024)}), "bomb"),
        ("a.docx", docx(**{f"word/{number}": b"" for number in range(5001)}), "bomb"),
        ("a.odt", odt("application/vnd.oasis.opendocument.text-template"), "mismatch"),
        ("a.odt", odt(**{"Basic/Standard/Module1.xml": b"x"}), "program"),
        ("a.odt", docx(), "mismatch"),
        ("a.txt", b"MZ\x90\x00" + bytes(60), "not_text"),
        ("a.txt", b"  <!DOCTYPE html><script>alert(1)</script>", "markup"),
        ("a.csv", b"<?php system('id') ?>", "markup"),
        ("a.csv", codecs.BOM_UTF16_LE + b"\x00\xd8", "not_text"),
    ],
)
def test_refused(name: str, content: bytes, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        check_document(upload(content, name))
    assert refused.value.code == code
    assert refused.value.messages[0].endswith(".")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", PDF),
        ("A.PDF", compressed(b"<< /Title (JavaScript for parents) >>")),
        ("a.docx", docx()),
        ("a.docx", docx(**{"word/embeddings/sheet.xlsx": b"x", "word/media/scripts.png": b"x"})),
        ("a.xlsx", docx(WORD.replace("wordprocessingml.document", "spreadsheetml.sheet"))),
        ("a.pptx", docx(WORD.replace("wordprocessingml.document", "presentationml.presentation"))),
        ("a.odt", odt()),
        ("a.ods", odt("application/vnd.oasis.opendocument.spreadsheet")),
        ("a.txt", "Äitiyspakkaus".encode()),
        ("a.csv", "Nimi;Paikka\r\nVauvaryhmä;Mikkeli\r\n".encode("cp1252")),
        ("a.csv", "Nimi\tPaikka\nVauvaryhmä\tMikkeli".encode("utf-16")),
    ],
)
def test_taken(name: str, content: bytes) -> None:
    document = upload(content, name)
    check_document(document)
    assert document.read() == content
