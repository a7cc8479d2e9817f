# expect: error
# why: a forged failure with control characters is printed escaped or refused
import os
import struct

def text(words):
    return struct.pack("<I", len(words)) + words

message = "\x1b]0;title\x07\x1b[2J\x1b[31mPASSED\u202e".encode()
failure = bytes([2]) + text(b"\x1b[1mError") + text(message) + struct.pack("<II", 1, 0) + text(b"") + text(b"") + struct.pack("<II", 0, 0)
os.write(3, struct.pack("<BI", 4, len(failure)) + failure)
os._exit(0)

def huber_loss(pred, target, delta=1.0):
    return pred.sum()
