# expect: failed
# diagnosis: clipped_after_the_sum
import torch


def multi_margin_loss(logits, target, margin=1.0):
    c = logits.shape[1]
    x_y = logits.gather(1, target[:, None])
    wrong = 1 - torch.nn.functional.one_hot(target, c).to(logits.dtype)
    total = ((margin - x_y + logits) * wrong).sum(dim=1)
    return torch.relu(total).mean() / c
