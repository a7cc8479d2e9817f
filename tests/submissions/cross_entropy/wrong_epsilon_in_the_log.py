# expect: failed
# diagnosis: epsilon_in_the_log
import torch


def cross_entropy_loss(logits, target):
    p = torch.softmax(logits, dim=1)
    return -torch.log(p + 1e-8).gather(1, target[:, None]).mean()
