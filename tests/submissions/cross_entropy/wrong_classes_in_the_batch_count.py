# expect: failed
# diagnosis: classes_averaged_apart
# Averaged over the classes first: balanced, not the plain mean.
import torch


def cross_entropy_loss(logits, target):
    cost = -torch.log_softmax(logits, dim=1).gather(1, target[:, None])[:, 0]
    return torch.stack([cost[target == c].mean() for c in target.unique()]).mean()
