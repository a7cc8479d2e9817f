# expect: failed
# diagnosis: average_not_halved
import torch.nn.functional as F


def js_divergence_loss(p, q):
    log_m = (p + q).clamp(min=1e-38).log()
    return 0.5 * (F.kl_div(log_m, p, reduction="batchmean") + F.kl_div(log_m, q, reduction="batchmean"))
