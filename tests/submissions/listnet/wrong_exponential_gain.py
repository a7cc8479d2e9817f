# expect: failed
# diagnosis: exponential_gains
import torch.nn.functional as F


def listnet_loss(scores, relevance):
    return F.cross_entropy(scores, (2**relevance - 1).softmax(1))
