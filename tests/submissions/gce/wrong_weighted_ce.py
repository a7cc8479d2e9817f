# expect: failed
# diagnosis: weight_detached
import torch


def generalized_cross_entropy_loss(logits, target, q=0.7):
    lp = logits.log_softmax(1).gather(1, target[:, None])
    with torch.no_grad():
        w = lp.exp() ** q
    return -(w * lp).mean()
