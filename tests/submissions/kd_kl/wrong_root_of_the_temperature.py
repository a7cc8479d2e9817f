# expect: failed
# diagnosis: parameter_changed
# softened with sqrt(T): logits are divided by the square root of the temperature
import torch
import torch.nn.functional as F
def distillation_loss(student_logits, teacher_logits, temperature=2.0):
    r = temperature ** 0.5
    s = F.log_softmax(student_logits / r, dim=1)
    t = F.log_softmax(teacher_logits.detach() / r, dim=1)
    return temperature ** 2 * (t.exp() * (t - s)).sum(1).mean()
