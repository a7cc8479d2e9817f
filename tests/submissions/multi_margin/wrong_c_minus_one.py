# expect: failed
# diagnosis: divided_by_wrong_classes
import torch
import torch.nn.functional as F


def multi_margin_loss(logits, target, margin=1.0):
    wrong = torch.arange(logits.shape[1]) != target[:, None]
    return F.relu(logits - logits.gather(1, target[:, None]) + margin)[wrong].mean()
