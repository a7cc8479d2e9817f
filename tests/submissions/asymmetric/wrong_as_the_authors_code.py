# expect: failed
# diagnosis: epsilon_in_the_log | unstable
import torch


def asymmetric_loss(logits, target, gamma_pos=0.0, gamma_neg=4.0, clip=0.05):
    p = torch.sigmoid(logits)
    q = (1 - p + clip).clamp(max=1)
    loss = target * torch.log(p.clamp(min=1e-8)) + (1 - target) * torch.log(q.clamp(min=1e-8))
    pt = p * target + q * (1 - target)
    weight = (1 - pt) ** (gamma_pos * target + gamma_neg * (1 - target))
    return -(loss * weight).mean()
