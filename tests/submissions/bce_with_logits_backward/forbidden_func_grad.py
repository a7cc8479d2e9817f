# expect: forbidden
import torch.nn.functional as F
from torch.func import grad as derivative


def bce_with_logits_backward(logits, target):
    return derivative(lambda x: (F.softplus(x) - x * target).mean())(logits)
