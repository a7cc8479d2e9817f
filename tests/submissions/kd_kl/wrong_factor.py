# expect: failed
# diagnosis: factor_not_squared
import torch.nn.functional as F


def distillation_loss(student_logits, teacher_logits, temperature=2.0):
    log_q = F.log_softmax(student_logits / temperature, dim=1)
    p = F.softmax(teacher_logits.detach() / temperature, dim=1)
    return F.kl_div(log_q, p, reduction="sum") / len(p) * temperature
