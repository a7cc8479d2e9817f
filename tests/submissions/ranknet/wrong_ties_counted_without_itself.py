# expect: failed
# diagnosis: ties_counted_without_itself | ties_counted
# pairs include equal grades
import torch
import torch.nn.functional as F
def ranknet_loss(scores, relevance):
    ds = scores.unsqueeze(2) - scores.unsqueeze(1)
    m = relevance.unsqueeze(2) >= relevance.unsqueeze(1)
    m = m & ~torch.eye(scores.shape[1], dtype=torch.bool)
    if not m.any():
        return scores.sum() * 0
    return F.softplus(-ds)[m].mean()
