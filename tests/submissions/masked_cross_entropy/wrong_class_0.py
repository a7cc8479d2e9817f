# expect: failed
# diagnosis: ignored_count_as_class_0
import torch


def masked_cross_entropy_loss(logits, target, ignore_index=-100):
    target = target.masked_fill(target == ignore_index, 0)
    return (torch.logsumexp(logits, 1) - logits.gather(1, target[:, None])[:, 0]).mean()
