# expect: failed
# diagnosis: stale_result
import torch
import torch.nn.functional as F


_cache = {}


def asymmetric_loss(logits, target, gamma_pos=0.0, gamma_neg=4.0, clip=0.05):
    key = tuple(logits.shape)
    if key not in _cache:
        over = torch.relu(torch.sigmoid(logits) - clip)
        log_q = torch.log1p(-over) if clip > 0 else F.logsigmoid(-logits)
        positive = torch.sigmoid(-logits) ** gamma_pos * F.logsigmoid(logits)
        each = -(target * positive + (1 - target) * over**gamma_neg * log_q)
        _cache[key] = each.mean()
    return _cache[key]
