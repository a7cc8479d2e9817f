# expect: timeout
# why: one byte of a message at a time keeps no deadline away
import os
import struct
import time

def huber_loss(pred, target, delta=1.0):
    for byte in struct.pack("<BI", 5, 4096) + bytes(4096):
        os.write(3, bytes([byte]))
        time.sleep(0.05)
