# expect: failed
# diagnosis: only_batch_of_one
import torch


def triplet_loss(anchor, positive, negative, margin=1.0):
    anchor, positive, negative = anchor.squeeze(), positive.squeeze(), negative.squeeze()
    near = torch.linalg.vector_norm(anchor - positive, ord=2, dim=-1) if anchor.dim() > 1 else (anchor - positive).abs()
    far = torch.linalg.vector_norm(anchor - negative, ord=2, dim=-1) if anchor.dim() > 1 else (anchor - negative).abs()
    return torch.relu(near - far + margin).mean()
