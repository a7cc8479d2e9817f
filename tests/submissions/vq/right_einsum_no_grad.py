# expect: passed
import torch


def vq_loss(encoded, codes, commitment=0.25):
    with torch.no_grad():
        fixed_e, fixed_c = encoded.clone(), codes.clone()
    to_codes = fixed_e - codes
    to_encoder = encoded - fixed_c
    squares = torch.einsum("nd,nd->", to_codes, to_codes) + commitment * torch.einsum("nd,nd->", to_encoder, to_encoder)
    return squares / encoded.shape[0] / encoded.shape[1]
