# expect: failed
import torch


def coral_loss(logits, target):
    # likelihood of the grade, as in cumulative logit models
    above = torch.cat((torch.ones(len(logits), 1), torch.sigmoid(logits), torch.zeros(len(logits), 1)), dim=1)
    share = (above[:, :-1] - above[:, 1:]).gather(1, target[:, None])
    return -share.clamp(min=1e-12).log().mean()
