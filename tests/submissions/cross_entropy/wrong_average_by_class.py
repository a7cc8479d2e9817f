# expect: failed
# diagnosis: classes_averaged_apart
import torch


def cross_entropy_loss(logits, target):
    rows = -logits.log_softmax(1).gather(1, target[:, None])[:, 0]
    return torch.stack([rows[target == c].mean() for c in target.unique()]).mean()
