# expect: failed
# diagnosis: mean_over_elements | class_count
import torch


def listnet_loss(scores, relevance):
    return torch.mean(-relevance.softmax(1) * scores.log_softmax(1))
