# expect: failed
# diagnosis: teacher_not_softened
# the temperature is applied to the student only
import torch
import torch.nn.functional as F
def distillation_loss(student_logits, teacher_logits, temperature=2.0):
    lq = F.log_softmax(student_logits / temperature, dim=1)
    lp = F.log_softmax(teacher_logits.detach(), dim=1)
    return F.kl_div(lq, lp, reduction="batchmean", log_target=True) * temperature ** 2
