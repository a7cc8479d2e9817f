# expect: failed
# diagnosis: sum_instead_of_mean|batch_size|ln_2
import torch


def cross_entropy_loss(logits, target):
    return -logits.log_softmax(1).gather(1, target[:, None]).sum() / 0.6931471805599453
