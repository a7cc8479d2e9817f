# expect: failed
# the detaches are exchanged: the weight-1 term moves the encoder and commitment's moves the codes
import torch
def vq_loss(encoded, codes, commitment=0.25):
    a = ((encoded - codes.detach()) ** 2).mean().sqrt()
    b = ((encoded.detach() - codes) ** 2).mean().sqrt()
    return a + commitment * b
