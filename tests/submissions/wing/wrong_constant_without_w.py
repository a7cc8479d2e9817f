# expect: failed
# diagnosis: constant_without_w
# C is computed without the factor w on the log
import torch, math
def wing_loss(pred, target, w=10.0, epsilon=2.0):
    x = torch.abs(target - pred)
    C = w - math.log(1 + w / epsilon)
    return torch.mean(torch.where(x < w, w * torch.log(1 + x / epsilon), x - C))
