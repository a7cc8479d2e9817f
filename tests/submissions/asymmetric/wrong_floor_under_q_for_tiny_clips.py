# expect: failed
import torch
import torch.nn.functional as F


def asymmetric_loss(logits, target, gamma_pos=0.0, gamma_neg=4.0, clip=0.05):
    p = torch.sigmoid(logits)
    miss = torch.sigmoid(-logits)
    pos = -(miss ** gamma_pos) * F.logsigmoid(logits)
    if clip == 0:
        log_q = F.logsigmoid(-logits)
        over = p
    else:
        q = (miss + clip).clamp(max=1.0)
        log_q = torch.log(q.clamp(min=0.01))
        over = (p - clip).clamp(min=0.0)
    neg = -(over ** gamma_neg) * log_q
    return torch.where(target > 0.5, pos, neg).mean()
