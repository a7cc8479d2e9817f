# expect: failed
# diagnosis: detached_gradient
import torch


def cross_entropy_loss(logits, target):
    log_p = torch.log_softmax(logits.detach(), dim=1)
    return -log_p.gather(1, target[:, None]).mean()
