# expect: passed
import torch


def bce_loss(probs, target):
    logs = torch.stack([(1 - probs).flatten(), probs.flatten()]).log().clamp(min=-100)
    picks = torch.stack([1 - target.flatten(), target.flatten()])
    return torch.einsum("kn,kn->", picks, logs) / -target.numel()
