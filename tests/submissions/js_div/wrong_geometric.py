# expect: failed
# diagnosis: geometric_average
import torch.nn.functional as F


def js_divergence_loss(p, q):
    log_m = (p * q).sqrt().clamp(min=1e-30).log()
    return 0.5 * (F.kl_div(log_m, p, reduction="batchmean") + F.kl_div(log_m, q, reduction="batchmean"))
