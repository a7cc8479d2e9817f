# expect: passed
import torch


def cross_entropy_loss(logits, target):
    log_p = torch.log_softmax(logits, dim=1, dtype=torch.float64)
    return -log_p.gather(1, target[:, None]).mean()
