# expect: passed
import torch


def bce_loss(probs, target):
    both = torch.stack((1 - probs, probs), dim=-1)
    chosen = both.gather(-1, target.long().unsqueeze(-1)).squeeze(-1)
    return chosen.log().clamp(min=-100).neg().mean()
