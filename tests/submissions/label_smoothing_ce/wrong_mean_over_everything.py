# expect: failed
# diagnosis: mean_over_elements | class_count
import torch.nn.functional as F


def label_smoothing_cross_entropy_loss(logits, target, smoothing=0.1):
    t = F.one_hot(target, logits.shape[1]) * (1 - smoothing) + smoothing / logits.shape[1]
    return (-t * logits.log_softmax(1)).mean()
