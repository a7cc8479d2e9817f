# expect: failed
# diagnosis: temperature_multiplied
import torch.nn.functional as F


def distillation_loss(student_logits, teacher_logits, temperature=2.0):
    log_q = (student_logits * temperature).log_softmax(1)
    p = (teacher_logits.detach() * temperature).softmax(1)
    return temperature**2 * F.kl_div(log_q, p, reduction="none").sum(1).mean()
