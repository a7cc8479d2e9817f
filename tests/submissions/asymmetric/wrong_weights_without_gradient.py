# expect: failed
# diagnosis: weights_detached | gradient_only
import torch
import torch.nn.functional as F


def asymmetric_loss(logits, target, gamma_pos=0.0, gamma_neg=4.0, clip=0.05):
    over = torch.relu(torch.sigmoid(logits) - clip)
    log_q = torch.log1p(-over) if clip > 0 else -F.softplus(logits)
    with torch.no_grad():
        for_one, for_zero = torch.sigmoid(-logits) ** gamma_pos, over**gamma_neg
    return torch.where(target == 1, for_one * F.softplus(-logits), -for_zero * log_q).mean()
