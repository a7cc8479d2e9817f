# expect: failed
# diagnosis: grades_divided_by_their_sum
import torch.nn.functional as F


def listnet_loss(scores, relevance):
    t = F.normalize(relevance, p=1, dim=1)
    return -(t * scores.log_softmax(1)).sum(1).mean()
