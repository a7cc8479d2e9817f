# expect: failed
# diagnosis: average_detached | gradient_only
import torch
import torch.nn.functional as F


def js_divergence_loss(p, q):
    with torch.no_grad():
        log_m = ((p + q) / 2).clamp(min=1e-38).log()
    return 0.5 * (F.kl_div(log_m, p, reduction="batchmean") + F.kl_div(log_m, q, reduction="batchmean"))
