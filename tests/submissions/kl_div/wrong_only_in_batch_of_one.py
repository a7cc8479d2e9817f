# expect: failed
# diagnosis: only_batch_of_one
import torch


def kl_divergence_loss(log_q, p):
    log_q, p = log_q.squeeze(), p.squeeze()
    # squeeze turns a batch of one into a vector, whose first size is the number of classes
    return (torch.xlogy(p, p) - p * log_q).sum() / log_q.shape[0]
