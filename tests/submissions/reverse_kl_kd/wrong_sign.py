# expect: failed
# diagnosis: sign_turned | sign_flipped
import torch.nn.functional as F


def reverse_kl_distillation_loss(student_logits, teacher_logits):
    log_q = F.log_softmax(student_logits, dim=1)
    log_p = F.log_softmax(teacher_logits.detach(), dim=1)
    return -F.kl_div(log_p, log_q, reduction="batchmean", log_target=True)
