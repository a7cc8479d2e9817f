# expect: failed
# diagnosis: classes_averaged_apart
import torch


def categorical_cross_entropy_loss(probs, target):
    rows = -torch.xlogy(target, probs).sum(1)
    label = target.argmax(1)
    return torch.stack([rows[label == c].mean() for c in label.unique()]).mean()
