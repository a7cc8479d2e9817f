# expect: failed
# diagnosis: clamped | unstable | input_clamped
import torch


def soft_margin_loss(scores, target):
    z = torch.clamp(-target * scores, -80, 80)
    return torch.log1p(torch.exp(z)).mean()
