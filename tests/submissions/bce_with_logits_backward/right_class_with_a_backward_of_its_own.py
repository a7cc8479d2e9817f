# expect: passed
import torch


class BCE:
    def forward(self, logits, target):
        self.p, self.y = torch.sigmoid(logits), target

    def backward(self):
        return (self.p - self.y) / self.p.numel()


def bce_with_logits_backward(logits, target):
    layer = BCE()
    layer.forward(logits, target)
    return layer.backward()
