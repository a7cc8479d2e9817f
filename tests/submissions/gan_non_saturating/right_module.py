# expect: passed
import torch
from torch import nn


class Game(nn.Module):
    def __init__(self):
        super().__init__()
        self.bce = nn.BCEWithLogitsLoss(reduction="sum")

    def forward(self, scores, label):
        return self.bce(scores, torch.full_like(scores, label)) / scores.numel()


def discriminator_loss(real_logits, fake_logits):
    game = Game()
    return game(real_logits, 1.0) + game(fake_logits, 0.0)
