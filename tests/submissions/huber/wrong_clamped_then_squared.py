# expect: failed
# diagnosis: clamped_then_squared
# beyond delta the error is clamped and squared
import torch

def huber_loss(pred, target, delta=1.0):
    e = (pred - target).clamp(-delta, delta)
    return (e * e / 2).mean()
