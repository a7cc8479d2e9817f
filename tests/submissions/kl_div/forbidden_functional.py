# expect: forbidden
import torch.nn.functional as F


def kl_divergence_loss(log_q, p):
    return F.kl_div(log_q, p, reduction="batchmean")
