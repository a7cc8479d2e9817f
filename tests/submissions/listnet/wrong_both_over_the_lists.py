# expect: failed
# diagnosis: both_over_the_lists
# softmax over dim 0
import torch
def listnet_loss(scores, relevance):
    t = torch.softmax(relevance, dim=0)
    return -(t * torch.log_softmax(scores, dim=0)).sum(dim=1).mean()
