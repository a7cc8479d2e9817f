# expect: passed
import torch.nn.functional as F


def soft_margin_loss(scores, target):
    return -F.logsigmoid(target * scores).mean()
