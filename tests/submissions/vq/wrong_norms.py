# expect: failed
import torch


def vq_loss(encoded, codes, commitment=0.25):
    pull = (codes - encoded.detach()).norm(dim=1).mean()
    return pull + commitment * (codes.detach() - encoded).norm(dim=1).mean()
