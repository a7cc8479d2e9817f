# expect: passed
import torch


def vq_loss(encoded, codes, commitment=0.25):
    total = encoded.new_zeros(())
    for e, c in zip(encoded, codes):
        total = total + ((e.detach() - c) ** 2).sum() + commitment * ((e - c.detach()) ** 2).sum()
    return total / encoded.numel()
