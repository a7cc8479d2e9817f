# expect: failed
# diagnosis: factor_not_squared
# the factor is T instead of T^2 and the teacher is not detached
import torch
import torch.nn.functional as F
def distillation_loss(student_logits, teacher_logits, temperature=2.0):
    s = F.log_softmax(student_logits / temperature, dim=1)
    t = F.log_softmax(teacher_logits / temperature, dim=1)
    return temperature * (t.exp() * (t - s)).sum(1).mean()
