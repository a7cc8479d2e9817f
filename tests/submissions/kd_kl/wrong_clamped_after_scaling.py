# expect: failed
# diagnosis: unstable
# Scaled logits clamped at 1e4.
import torch
import torch.nn.functional as F


def distillation_loss(student_logits, teacher_logits, temperature=2.0):
    T = temperature
    lq = F.log_softmax((student_logits / T).clamp(-1e4, 1e4), 1)
    x = (teacher_logits.detach() / T).clamp(-1e4, 1e4)
    p = F.softmax(x, 1)
    return T * T * (torch.xlogy(p, p) - p * lq).sum(1).mean()
