# expect: failed
# diagnosis: halves_missing | twice
import torch.nn.functional as F


def js_divergence_loss(p, q):
    log_m = ((p + q) / 2).clamp(min=1e-38).log()
    return F.kl_div(log_m, p, reduction="batchmean") + F.kl_div(log_m, q, reduction="batchmean")
