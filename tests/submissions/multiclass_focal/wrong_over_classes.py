# expect: failed
# diagnosis: mean_over_elements | class_count
import torch.nn.functional as F


def multiclass_focal_loss(logits, target, gamma=2.0):
    y = F.one_hot(target, logits.shape[1]).to(logits.dtype)
    lp = logits.log_softmax(1)
    return -(y * (1 - lp.exp()) ** gamma * lp).mean()
