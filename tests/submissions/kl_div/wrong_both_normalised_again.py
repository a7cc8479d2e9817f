# expect: failed
# diagnosis: both_normalised_again
# log_q is passed through log_softmax again and p through softmax
import torch
def kl_divergence_loss(log_q, p):
    lq = torch.log_softmax(log_q, dim=1)
    pp = torch.softmax(p, dim=1)
    return (pp * (pp.log() - lq)).sum(dim=1).mean()
