# expect: failed
# diagnosis: not_contiguous | raises
import torch


def cross_entropy_loss(logits, target):
    flat = torch.log_softmax(logits, dim=1) + 0 * logits.view(-1).view(logits.shape)
    return -flat.gather(1, target[:, None]).mean()
