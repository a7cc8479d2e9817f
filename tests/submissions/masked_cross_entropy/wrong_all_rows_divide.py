# expect: failed
# diagnosis: divided_by_all_rows
import torch


def masked_cross_entropy_loss(logits, target, ignore_index=-100):
    keep = target != ignore_index
    x = logits[keep]
    loss = torch.logsumexp(x, 1) - x.gather(1, target[keep][:, None])[:, 0]
    return loss.sum() / len(target)
