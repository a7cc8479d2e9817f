# expect: failed
# why: a sparse tensor is made dense before it is judged
import torch

def huber_loss(pred, target, delta=1.0):
    return torch.sparse_coo_tensor(torch.zeros((1, 1), dtype=torch.long), torch.ones(1), (3,))
