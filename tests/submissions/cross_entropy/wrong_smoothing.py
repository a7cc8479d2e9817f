# expect: failed
# diagnosis: label_smoothing
import torch


def cross_entropy_loss(logits, target):
    log_p = torch.log_softmax(logits, dim=1)
    own = log_p.gather(1, target[:, None])[:, 0]
    return -(0.9 * own + 0.1 * log_p.mean(dim=1)).mean()
