# expect: failed
# diagnosis: input_rounded
# Grades cut to whole numbers.
import torch.nn.functional as F


def listnet_loss(scores, relevance):
    p = relevance.long().to(scores.dtype).softmax(1)
    return -(p * F.log_softmax(scores, 1)).sum(1).mean()
