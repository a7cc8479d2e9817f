# expect: crashed
# why: a length of 4 GiB is not waited for
import os
import struct

def huber_loss(pred, target, delta=1.0):
    os.write(3, struct.pack("<BI", 5, 0xFFFFFFFF))
    while True:
        os.write(3, bytes(1 << 16))
