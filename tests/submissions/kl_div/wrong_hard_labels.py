# expect: failed
# diagnosis: hard_labels
import torch


def kl_divergence_loss(log_q, p):
    label = p.argmax(1, keepdim=True)
    return -log_q.gather(1, label).mean()
