# expect: failed
# diagnosis: clip_on_positives_too
import torch
import torch.nn.functional as F


def asymmetric_loss(logits, target, gamma_pos=0.0, gamma_neg=4.0, clip=0.05):
    z = (1 - 2 * target) * logits
    over = torch.relu(torch.sigmoid(z) - clip)
    log_q = torch.log1p(-over) if clip > 0 else -F.softplus(z)
    gamma = gamma_pos * target + gamma_neg * (1 - target)
    return -(over**gamma * log_q).mean()
