# expect: failed
# diagnosis: other_classes_added
# all classes are summed: the wrong classes'
import torch
import torch.nn.functional as F
def multiclass_focal_loss(logits, target, gamma=2.0):
    p = logits.softmax(1)
    oh = F.one_hot(target, logits.shape[1]).to(p.dtype)
    lp = logits.log_softmax(1)
    pos = -oh * (1 - p) ** gamma * lp
    neg = -(1 - oh) * p ** gamma * torch.log1p(-p + 1e-12)
    return (pos + neg).sum(1).mean()
