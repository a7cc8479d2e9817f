# expect: failed
# diagnosis: codes_normalised
# the codes are normalised to unit length before the difference
import torch
import torch.nn.functional as F
def vq_loss(encoded, codes, commitment=0.25):
    c = F.normalize(codes, dim=1)
    return ((encoded.detach() - c) ** 2).mean() + commitment * ((encoded - c.detach()) ** 2).mean()
