# expect: failed
# diagnosis: sum_instead_of_mean
import torch.nn.functional as F


def listnet_loss(scores, relevance):
    return F.cross_entropy(scores, relevance.softmax(1), reduction="sum")
