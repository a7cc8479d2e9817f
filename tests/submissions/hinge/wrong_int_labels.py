# expect: failed
# diagnosis: input_rounded
# The scores lose their fraction together with the labels.
import torch


def hinge_loss(scores, target):
    product = (target * scores).detach().int() + target * scores - (target * scores).detach()
    return torch.relu(1 - product).mean()
