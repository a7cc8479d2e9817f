# expect: failed
# diagnosis: first_element_only
import torch


def huber_loss(pred, target, delta=1.0):
    a = (pred - target).abs()
    b = a.clamp(max=delta)
    rows = (b * (a - 0.5 * b)).flatten()
    kept = torch.cat((rows[:1], rows[1:].detach()))
    return kept.mean()
