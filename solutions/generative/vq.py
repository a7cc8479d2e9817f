"""VQ-VAE's codebook and commitment terms: one distance, twice, with the gradient stopped on either side."""

import torch.nn.functional as F


def vq_loss(encoded, codes, commitment=0.25):
    # Moves the codes: the encodings are the fixed target.
    codebook = F.mse_loss(codes, encoded.detach())
    # Moves the encoder: the codes are the fixed target.
    commit = F.mse_loss(encoded, codes.detach())
    return codebook + commitment * commit
