# expect: failed
# diagnosis: class_count
import torch


def cross_entropy_loss(logits, target):
    log_p = logits.log_softmax(1)
    return -log_p.gather(1, target[:, None]).mean() / (logits.shape[1] - 1)
