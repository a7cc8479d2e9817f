# expect: failed
# diagnosis: uniform_part_summed
import torch.nn.functional as F


def label_smoothing_cross_entropy_loss(logits, target, smoothing=0.1):
    log_p = logits.log_softmax(1)
    t = F.one_hot(target, logits.shape[1]) * (1 - smoothing) + smoothing
    return -(t * log_p).sum(1).mean()
