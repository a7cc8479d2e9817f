# expect: failed
# diagnosis: forward_divergence
import torch.nn.functional as F


def reverse_kl_distillation_loss(student_logits, teacher_logits):
    return F.kl_div(student_logits.log_softmax(1), teacher_logits.detach().log_softmax(1), reduction="batchmean", log_target=True)
