# expect: failed
# diagnosis: divided_by_rows | class_count
import torch


def bce_with_logits_backward(logits, target):
    rows = logits.shape[0] if logits.dim() else 1
    return (torch.sigmoid(logits) - target) / rows
