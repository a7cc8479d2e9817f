# expect: failed
# diagnosis: only_the_best_item
import torch


def listnet_loss(scores, relevance):
    lp = scores.log_softmax(1)
    return -lp[torch.arange(len(lp)), relevance.argmax(1)].mean()
