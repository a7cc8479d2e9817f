# expect: failed
# diagnosis: sigmoid_of_own_logit
# p_y is computed with a sigmoid of the true logit instead of the softmax
import torch
import torch.nn.functional as F
def multiclass_focal_loss(logits, target, gamma=2.0):
    x = logits.gather(1, target[:, None]).squeeze(1)
    lp = F.logsigmoid(x)
    return (-(1 - lp.exp()) ** gamma * lp).mean()
