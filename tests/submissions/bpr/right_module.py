# expect: passed
from torch import nn


class BPRLoss(nn.Module):
    def __init__(self):
        super().__init__()
        self.log_sigmoid = nn.LogSigmoid()

    def forward(self, pos, neg):
        return self.log_sigmoid(pos - neg).mul(-1).mean()


def bpr_loss(pos_scores, neg_scores):
    return BPRLoss()(pos_scores, neg_scores)
