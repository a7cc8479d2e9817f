# expect: failed
# diagnosis: teacher_not_detached
import torch.nn.functional as F


def reverse_kl_distillation_loss(student_logits, teacher_logits):
    return F.kl_div(teacher_logits.log_softmax(1), student_logits.log_softmax(1), reduction="batchmean", log_target=True)
