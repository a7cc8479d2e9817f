# expect: passed
import torch


def bce_loss(probs, target):
    p, y = probs.reshape(-1), target.reshape(-1)
    ones = y @ p.log().clamp(min=-100.0)
    zeros = (1 - y) @ (1 - p).log().clamp(min=-100.0)
    return -(ones + zeros) / y.shape[0]
