# expect: failed
# diagnosis: wrong_default
import torch.nn.functional as F


def distillation_loss(student_logits, teacher_logits, temperature=4.0):
    log_q = F.log_softmax(student_logits / temperature, dim=1)
    p = F.softmax(teacher_logits.detach() / temperature, dim=1)
    return temperature**2 * F.kl_div(log_q, p, reduction="batchmean")
