# expect: passed
from torch import nn


class Hinges(nn.Module):
    def forward(self, scores, sign):
        return nn.functional.relu(1.0 - sign * scores).mean()


def gan_hinge_loss(real_logits, fake_logits):
    hinges = Hinges()
    return hinges(real_logits, 1) + hinges(fake_logits, -1)
