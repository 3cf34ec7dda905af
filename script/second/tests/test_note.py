"""Notes against the example of Go's implementation, and cosignatures against their own making."""
import unittest

from second.note import Checkpoint, Key, Note, NoteError, Witness

# From the documentation of golang.org/x/mod/sumdb/note, which C2SP signed-note describes.
KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
NOTE = """If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
"""
TEXT = "example.org/record\n7\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"


class Notes(unittest.TestCase):
    """signed-note."""

    def test_published_note(self):
        key = Key.read(KEY)
        self.assertEqual(str(key), KEY)
        self.assertTrue(Note(NOTE.encode()).signed_by(key))
        self.assertFalse(Note(NOTE.replace("think", "thing").encode()).signed_by(key))
        self.assertFalse(Note(NOTE.replace("x08go/ZJ", "x08go/YJ").encode()).signed_by(key))

    def test_what_is_no_note(self):
        for bad in ["", "text\n", "text\n\n", "text\n\n- name AAAAAAAA\n", "text\n\n— name AAAA\n", NOTE[:-1], "\t" + NOTE]:
            with self.assertRaises(NoteError, msg=repr(bad)):
                Note(bad.encode())

    def test_keys_name_themselves(self):
        for bad in [KEY.replace("c74f20a3", "c74f20a4"), KEY.replace("Peter", "Pete"), "a+b", KEY[:-4]]:
            with self.assertRaises(NoteError, msg=bad):
                Key.read(bad)

    def test_what_is_no_checkpoint(self):
        self.assertEqual(Checkpoint.read(TEXT).size, 7)
        for bad in [TEXT.replace("\n7\n", f"\n{size}\n") for size in ("07", "-7", "+7", "7 ", "")] + [TEXT[:-1], "a\n1\n\n"]:
            with self.assertRaises(NoteError, msg=repr(bad)):
                Checkpoint.read(bad)

    def test_cosignatures(self):
        witness = Witness("witness.example")
        note = Note(f"{TEXT}\n{witness.line(TEXT, 1_700_000_000)}".encode())
        self.assertEqual(note.cosigned_by(witness.key), 1_700_000_000)
        other = Note(f"{TEXT.replace('7', '8', 1)}\n{witness.line(TEXT, 1_700_000_000)}".encode())
        self.assertIsNone(other.cosigned_by(witness.key))


if __name__ == "__main__":
    unittest.main()
