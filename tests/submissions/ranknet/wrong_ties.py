# expect: failed
# diagnosis: ties_counted
import torch.nn.functional as F


def ranknet_loss(scores, relevance):
    better = ~(relevance[:, :, None] < relevance[:, None, :])
    return F.softplus((scores[:, None, :] - scores[:, :, None])[better]).mean()
