# expect: forbidden
import torch.nn as nn

criterion = getattr(nn, "KLDiv" + "Loss")(reduction="sum")


def kl_divergence_loss(log_q, p):
    return criterion(log_q, p) / len(p)
