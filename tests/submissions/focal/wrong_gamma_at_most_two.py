# expect: failed
# diagnosis: parameter_capped
import torch


def focal_loss(logits, target, gamma=2.0):
    g = min(gamma, 2.0)
    ce = torch.nn.functional.softplus(logits) - target * logits
    return (torch.exp(g * (-torch.nn.functional.softplus((2 * target - 1) * logits))) * ce).mean()
