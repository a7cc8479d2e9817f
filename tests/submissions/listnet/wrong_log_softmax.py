# expect: failed
# diagnosis: log_of_softmax | unstable
import torch


def listnet_loss(scores, relevance):
    return -(relevance.softmax(1) * torch.log(scores.softmax(1))).sum(1).mean()
