# expect: failed
# diagnosis: gradient_only
import torch


def vq_loss(encoded, codes, commitment=0.25):
    with torch.no_grad():
        pull = (codes - encoded).pow(2).mean()
    return pull + commitment * (codes.detach() - encoded).pow(2).mean()
