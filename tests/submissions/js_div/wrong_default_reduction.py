# expect: failed
# diagnosis: mean_over_elements | class_count
import torch.nn.functional as F


def js_divergence_loss(p, q):
    log_m = ((p + q) / 2).clamp(min=1e-38).log()
    return 0.5 * (F.kl_div(log_m, p, reduction="none") + F.kl_div(log_m, q, reduction="none")).mean()
