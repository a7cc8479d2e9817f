# expect: failed
# diagnosis: one_side_only
import torch.nn.functional as F


def js_divergence_loss(p, q):
    log_m = ((p + q) / 2).clamp(min=1e-38).log()
    return F.kl_div(log_m, p, reduction="batchmean")
