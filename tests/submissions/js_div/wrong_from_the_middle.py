# expect: failed
# diagnosis: arguments_exchanged
import torch.nn.functional as F


def js_divergence_loss(p, q):
    m = (p + q) / 2
    return 0.5 * (F.kl_div(p.log(), m, reduction="batchmean") + F.kl_div(q.log(), m, reduction="batchmean"))
