# expect: crashed
# why: notes of forbidden built-ins without end
import os
import struct

def text(words):
    return struct.pack("<I", len(words)) + words

uses = struct.pack("<I", 100) + (text(b"x" * 200) + struct.pack("<II", 1, 0) + bytes([0])) * 100
while True:
    os.write(3, struct.pack("<BI", 6, len(uses)) + uses)

def huber_loss(pred, target, delta=1.0):
    return pred.sum()
