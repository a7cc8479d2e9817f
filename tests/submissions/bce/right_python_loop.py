# expect: passed
import torch


def bce_loss(probs, target):
    total = 0
    flat_p, flat_y = probs.reshape(-1), target.reshape(-1)
    for i in range(flat_p.numel()):
        if flat_y[i] > 0.5:
            term = torch.log(flat_p[i])
        else:
            term = torch.log(1 - flat_p[i])
        total = total - torch.clamp(term, min=-100.0)
    return total / flat_p.numel()
