# expect: failed
# diagnosis: divided_by_all_other_places
# the sum is divided by all ordered off-diagonal pairs N*L*(L-1), not by the number of counted pairs
import torch
import torch.nn.functional as F
def ranknet_loss(scores, relevance):
    N, L = scores.shape
    ds = scores[:, :, None] - scores[:, None, :]
    m = relevance[:, :, None] > relevance[:, None, :]
    l = -F.logsigmoid(ds).masked_fill(~m, 0.0)
    return l.sum() / max(N * L * (L - 1), 1)
