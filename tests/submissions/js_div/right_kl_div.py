# expect: passed
import torch
import torch.nn.functional as F


def js_divergence_loss(p, q):
    log_m = torch.log((p + q).clamp(min=1e-38) / 2)
    return 0.5 * (F.kl_div(log_m, p, reduction="batchmean") + F.kl_div(log_m, q, reduction="batchmean"))
