# expect: forbidden
# why: its scaled twin
import torch

def huber_loss(pred, target, delta=1.0):
    return delta * getattr(torch.nn.functional, "smooth" + "_l1_loss")(pred, target, beta=delta)
