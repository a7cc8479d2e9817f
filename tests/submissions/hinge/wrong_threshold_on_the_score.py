# expect: failed
# diagnosis: threshold_on_the_score
# threshold of the hinge is on the score's sign not the product: y*s < 1 replaced by s < 1
import torch
def hinge_loss(scores, target):
    l = 1 - target * scores
    return torch.where(scores < 1, l, torch.zeros_like(l)).clamp(min=0).mean()
