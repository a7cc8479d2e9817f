# expect: forbidden
# why: torch's own reference for the operator, in Python, by a hidden name
import torch
import torch._refs.nn.functional as references

name = bytes(reversed(b"ssol_rebuh")).decode()

def huber_loss(pred, target, delta=1.0):
    return {**references.__dict__}[name](pred, target, delta=delta)
